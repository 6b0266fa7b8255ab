package dev.pons.admin.api;

import static dev.pons.admin.door.Permission.CHANGE;
import static dev.pons.admin.door.Permission.OPERATE;
import static dev.pons.admin.door.Permission.SEE;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.CheckView;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.DestinationView;
import dev.pons.core.control.VersionView;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Channels: their states, orders to them, and their files. */
record ChannelOperations(Services on) {

    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");
    private static final String ONE = "One destination of it; else the whole channel";

    List<Operation> table() {
        var all = new ArrayList<>(states());
        all.addAll(files());
        for (var order : Order.values()) {
            var word = order.name().toLowerCase(Locale.ROOT);
            all.add(
                    new Operation(
                                    OPERATE,
                                    "POST /channels/{channel}/" + word,
                                    word + "Channel",
                                    "Orders a channel or destination to " + word,
                                    Shape.one(ChannelView.class),
                                    call -> order(order, call))
                            .query("destination", ONE));
        }
        return all;
    }

    private List<Operation> states() {
        return Stream.of(looks(), bounds()).flatMap(List::stream).toList();
    }

    private List<Operation> looks() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /channels",
                        "listChannels",
                        "All channels with their states",
                        Shape.many(ChannelView.class),
                        call -> Reply.json(on.control().channels())),
                new Operation(
                        SEE,
                        "GET /channels/{channel}",
                        "getChannel",
                        "One channel with its destinations",
                        Shape.one(ChannelView.class),
                        call -> Reply.json(view(call))),
                new Operation(
                        SEE,
                        "GET /channels/{channel}/destinations",
                        "listDestinations",
                        "Its destinations with their states",
                        Shape.many(DestinationView.class),
                        call -> Reply.json(view(call).destinations())),
                new Operation(
                                SEE,
                                "GET /channels/{channel}/why",
                                "whyChannel",
                                "Why it is in its state, and what to do",
                                Shape.one(Lines.class),
                                this::why)
                        .query("destination", ONE));
    }

    private List<Operation> bounds() {
        return List.of(
                new Operation(
                        OPERATE,
                        "POST /channels/{channel}/run",
                        "runChannel",
                        "Runs it once, beside its schedule",
                        Shape.NOTHING,
                        this::run),
                new Operation(
                                OPERATE,
                                "POST /channels/{channel}/rate",
                                "limitDestination",
                                "No more than so many are sent to a destination",
                                Shape.one(ChannelView.class),
                                this::rate)
                        .query("destination", "The destination")
                        .query("rate", "50/s, 600/min, or off"));
    }

    private List<Operation> files() {
        return Stream.of(texts(), versions()).flatMap(List::stream).toList();
    }

    private List<Operation> texts() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /channels/{channel}/file",
                        "getChannelFile",
                        "Its file, with an ETag",
                        Shape.YAML,
                        this::file),
                new Operation(
                        CHANGE,
                        "PUT /channels/{channel}/file",
                        "putChannelFile",
                        "Makes a channel (If-None-Match: *) or replaces its file (If-Match)",
                        Shape.YAML,
                        Shape.one(Lines.class),
                        this::put),
                new Operation(
                        CHANGE,
                        "DELETE /channels/{channel}/file",
                        "deleteChannelFile",
                        "Ends a channel (If-Match); its messages stay",
                        Shape.one(Lines.class),
                        this::delete),
                new Operation(
                        CHANGE,
                        "POST /channels/{channel}/check",
                        "checkChannelFile",
                        "Says what is wrong or doubtful in a text, and runs nothing",
                        Shape.YAML,
                        Shape.one(CheckView.class),
                        call ->
                                Reply.json(
                                        on.trials().checkText(call.path("channel"), call.text()))));
    }

    private List<Operation> versions() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /channels/{channel}/history",
                        "listChannelVersions",
                        "The versions that ran, the newest first",
                        Shape.many(VersionView.class),
                        call -> Reply.json(on.trials().history(call.path("channel")))),
                new Operation(
                        SEE,
                        "GET /channels/{channel}/history/{version}",
                        "getChannelVersion",
                        "The text of a version",
                        Shape.YAML,
                        call -> Reply.yaml(on.trials().text(call.path("channel"), version(call)))),
                new Operation(
                        CHANGE,
                        "POST /channels/{channel}/rollback",
                        "rollbackChannel",
                        "The text of the version before becomes its file again",
                        Shape.one(Lines.class),
                        this::rollback));
    }

    private ChannelView view(Call call) {
        return on.control().channel(call.path("channel"));
    }

    private Reply why(Call call) throws ApiException {
        var lines = on.control().why(call.path("channel"), call.text("destination"));
        return Reply.json(new Lines(lines));
    }

    private Reply order(Order order, Call call) throws ApiException {
        on.control().order(order, call.path("channel"), call.text("destination"), call.who());
        return Reply.json(view(call));
    }

    private Reply run(Call call) {
        on.control().schedules().run(call.path("channel"), call.who());
        return Reply.done();
    }

    private Reply rate(Call call) throws ApiException {
        on.control()
                .rate(
                        call.path("channel"),
                        call.text("destination"),
                        call.text("rate"),
                        call.who());
        return Reply.json(view(call));
    }

    private static long version(Call call) throws ApiException {
        if (!VERSION.matcher(call.path("version")).matches()) {
            throw new ApiException(400, "a version is a number");
        }
        return Long.parseLong(call.path("version"));
    }

    private Reply file(Call call) throws ApiException {
        var text = existing(call);
        return Reply.yaml(text).with("ETag", Tag.of(text));
    }

    private String existing(Call call) throws ApiException {
        return on.trials()
                .file(call.path("channel"))
                .orElseThrow(() -> new ApiException(404, "there is no file of this channel"));
    }

    private Reply put(Call call) throws ApiException {
        var channel = call.path("channel");
        var now = on.trials().file(channel);
        var over = call.fresh() ? Optional.<String>empty() : Optional.of(matched(call));
        if (call.fresh() && now.isPresent()) {
            throw new ApiException(412, "there is a file of this channel already");
        }
        var text = call.text();
        var said = new Lines(List.of(on.trials().write(channel, over, text, call.who())));
        var reply = over.isEmpty() ? Reply.created(said) : Reply.json(said);
        return reply.with("ETag", Tag.of(text));
    }

    private Reply delete(Call call) throws ApiException {
        var over = Optional.of(matched(call));
        return Reply.json(Lines.of(on.trials().delete(call.path("channel"), over, call.who())));
    }

    /** The text that the caller has seen (RFC 9110, section 13.1.1). */
    private String matched(Call call) throws ApiException {
        if (call.match().isEmpty()) {
            throw new ApiException(
                    428, "send the ETag that you read as If-Match; a new file: If-None-Match: *");
        }
        var text = existing(call);
        if (!Tag.matches(call.match(), text)) {
            throw new ApiException(412, "the file is another by now; read it again");
        }
        return text;
    }

    private Reply rollback(Call call) {
        return Reply.json(Lines.of(on.trials().rollback(call.path("channel"), 0, call.who())));
    }
}
