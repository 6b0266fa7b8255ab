package dev.pons.admin.api;

import static dev.pons.admin.door.Permission.CONTENT;
import static dev.pons.admin.door.Permission.OPERATE;
import static dev.pons.admin.door.Permission.SEE;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.MessageView;
import dev.pons.core.control.TraceView;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Messages: what became of them, their content, and acts on them. */
record MessageOperations(Services on) {

    private static final int PAGE = 50;
    private static final int MOST = 1000;
    private static final String ONE = "Only its delivery to this destination";

    /** Facts that the source gave. */
    record Facts(Map<String, String> facts) {}

    /** Id of the message; of the new one where one was made. */
    record Acted(String id) {}

    List<Operation> table() {
        var all = new ArrayList<>(looks());
        for (var act : EnumSet.complementOf(EnumSet.of(Act.REDIRECT))) {
            var word = act.name().toLowerCase(Locale.ROOT);
            all.add(
                    new Operation(
                                    OPERATE,
                                    "POST /messages/{id}/" + word,
                                    word + "Message",
                                    "Does it to a message: " + word,
                                    Shape.one(Acted.class),
                                    call -> act(act, call))
                            .query("destination", ONE));
        }
        all.add(
                new Operation(
                                OPERATE,
                                "POST /messages/{id}/redirect",
                                "redirectMessage",
                                "What one destination was to get goes to another one",
                                Shape.one(Acted.class),
                                this::redirect)
                        .query("destination", "The one")
                        .query("to", "The other one")
                        .withReason());
        return all;
    }

    private List<Operation> looks() {
        return Stream.of(records(), contents()).flatMap(List::stream).toList();
    }

    private List<Operation> records() {
        return List.of(
                search(),
                new Operation(
                        SEE,
                        "GET /messages/{id}",
                        "getMessage",
                        "What became of a message; no content",
                        Shape.one(MessageView.class),
                        call -> Reply.json(on.control().message(call.path("id")))));
    }

    private List<Operation> contents() {
        return List.of(
                new Operation(
                                CONTENT,
                                "GET /messages/{id}/content",
                                "getContent",
                                "Its bytes as they came, or as they were sent to a destination",
                                Shape.BYTES,
                                call ->
                                        Reply.bytes(
                                                on.control()
                                                        .content(
                                                                call.path("id"),
                                                                call.text("destination"))))
                        .query("destination", "As they were sent to this one"),
                new Operation(
                                CONTENT,
                                "GET /messages/{id}/response",
                                "getResponse",
                                "What the peer of a destination answered last",
                                Shape.BYTES,
                                this::response)
                        .query("destination", "The destination"),
                new Operation(
                        CONTENT,
                        "GET /messages/{id}/facts",
                        "getFacts",
                        "What the source said of it: peer, file",
                        Shape.one(Facts.class),
                        call -> Reply.json(new Facts(on.control().facts(call.path("id"))))),
                new Operation(
                        CONTENT,
                        "GET /messages/{id}/why",
                        "whyMessage",
                        "Its way through the steps, with what each changed",
                        Shape.one(TraceView.class),
                        call -> Reply.json(on.trials().why(call.path("id")))));
    }

    private Operation search() {
        return new Operation(
                        SEE,
                        "GET /messages",
                        "searchMessages",
                        "Finds messages, the newest first; no content",
                        Shape.one(MessagePage.class),
                        this::find)
                .query("channel", "Only of this channel")
                .query("state", "Only in this state")
                .query("control", "Only with this id of the sender (MSH-10)")
                .query("patient", "Only with this id of a patient")
                .query("type", "Only of this type (ADT^A01), or its start (ADT)")
                .query("from", "Only accepted at or after this time")
                .query("until", "Only accepted before this time")
                .query(
                        "text",
                        "Only with these words in their bytes; asks for the right to content")
                .query("index", "NAME=VALUE by the channel's index:; may be given several times")
                .query("start", "The page that begins behind this id: next of the page before")
                .query("limit", "At most so many, 50 if not said");
    }

    private Reply find(Call call) throws ApiException {
        if (call.field("text").isPresent() && !call.caller().role().may(CONTENT)) {
            throw new ApiException(403, "a search in content asks for the right to see content");
        }
        var query =
                MessageQuery.newest(call.number("limit", PAGE, MOST))
                        .startingAt(call.field("start"))
                        .ofChannel(call.field("channel"))
                        .inState(call.word("state", MessageState.class))
                        .withControl(call.field("control"))
                        .withPatient(call.field("patient"))
                        .ofType(call.field("type"))
                        .between(call.time("from"), call.time("until"))
                        .withText(call.field("text"));
        for (var pair : call.all("index")) {
            int at = pair.indexOf('=');
            if (at < 1) {
                throw new ApiException(400, "\"index\" is NAME=VALUE, for example ward=3W");
            }
            query = query.withIndex(pair.substring(0, at), pair.substring(at + 1));
        }
        return Reply.json(on.control().messages(query));
    }

    private Reply response(Call call) throws ApiException {
        return on.control()
                .response(call.path("id"), call.text("destination"))
                .map(Reply::bytes)
                .orElseThrow(() -> new ApiException(404, "it has not answered"));
    }

    private Reply act(Act act, Call call) throws ApiException {
        return Reply.json(
                new Acted(
                        on.control()
                                .act(
                                        act,
                                        call.path("id"),
                                        call.text("destination"),
                                        call.who(),
                                        call.why())));
    }

    private Reply redirect(Call call) throws ApiException {
        return Reply.json(
                new Acted(
                        on.control()
                                .redirect(
                                        call.path("id"),
                                        call.text("destination"),
                                        call.text("to"),
                                        call.who(),
                                        call.why())));
    }
}
