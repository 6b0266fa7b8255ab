package dev.pons.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link EntryEncoder} wrote; bytes behind the fields that it knows are passed over. */
final class EntryDecoder {

    private static final List<Origin.Kind> KINDS = List.of(Origin.Kind.values());

    private EntryDecoder() {}

    static Entry read(BytesIn in) throws IOException {
        return switch (in.fixed8()) {
            case EntryEncoder.RECEIVED -> received(in);
            case EntryEncoder.REFUSED -> refused(in);
            case EntryEncoder.ROUTED -> routed(in);
            case EntryEncoder.RESULT -> result(in);
            case EntryEncoder.ACT ->
                    new Entry.Act(
                            in.number(), in.text(), in.number(), in.text(), in.text(), in.text());
            case EntryEncoder.MOVED -> new Entry.Moved(in.text(), in.map());
            case EntryEncoder.VERSION ->
                    new Entry.Version(
                            in.text(),
                            in.number(),
                            in.number(),
                            in.text(),
                            in.more() ? in.text() : "");
            case EntryEncoder.DUPLICATE -> new Entry.Duplicate(in.text(), in.number(), in.number());
            case EntryEncoder.ANSWERED ->
                    new Entry.Answered(in.number(), in.number(), in.text(), in.content());
            case EntryEncoder.MADE -> made(in);
            case EntryEncoder.BEGUN ->
                    new Entry.Begun(in.number(), in.text(), in.number(), (int) in.number());
            default -> throw in.broken();
        };
    }

    private static Entry made(BytesIn in) throws IOException {
        var message = in.number();
        var version = in.number();
        var at = in.number();
        var variables = in.map();
        var branch = branch(in);
        var routed = in.number();
        branch = in.more() ? in(branch, in.name()) : branch;
        return new Entry.Made(message, version, at, variables, branch, routed, given(in));
    }

    /** The branch in another format. */
    private static Entry.Branch in(Entry.Branch b, String format) {
        return new Entry.Branch(
                b.destination(),
                b.state(),
                b.after(),
                b.aside(),
                b.made(),
                b.reason(),
                b.keys(),
                b.texts(),
                b.meta(),
                b.body(),
                b.first(),
                format);
    }

    private static Entry.Given given(BytesIn in) throws IOException {
        if (!in.more()) {
            return Entry.Given.NOTHING;
        }
        var answers = in.map();
        var count = in.count();
        var remembered = new ArrayList<Entry.Remembered>(count);
        for (var i = 0; i < count; i++) {
            remembered.add(new Entry.Remembered(in.name(), in.text(), in.map(), in.number()));
        }
        return answers.isEmpty() && count == 0
                ? Entry.Given.NOTHING
                : new Entry.Given(answers, remembered);
    }

    private static Entry result(BytesIn in) throws IOException {
        return new Entry.Result(
                in.number(),
                in.name(),
                in.number(),
                (int) in.number(),
                coded(Codes.STATES, in),
                in.fixed8() != 0,
                in.name(),
                in.text(),
                in.content(),
                new Entry.Later(in.text(), in.number()),
                in.map());
    }

    private static Entry refused(BytesIn in) throws IOException {
        return new Entry.Refused(
                in.name(),
                in.number(),
                in.number(),
                in.map(),
                in.map(),
                in.text(),
                in.presentContent());
    }

    private static Entry received(BytesIn in) throws IOException {
        var channel = in.name();
        var version = in.number();
        var at = in.number();
        var origin = new Origin(coded(KINDS, in), in.number(), in.text(), in.text(), in.text());
        var meta = in.map();
        var identity = in.map();
        var body = in.presentContent();
        var key = in.text();
        var once = new Entry.Once(key, in.fixed64());
        var behind = in.more() ? in.name() : "";
        if (!behind.isEmpty()) {
            origin =
                    new Origin(
                            origin.kind(),
                            origin.parent(),
                            origin.destination(),
                            origin.who(),
                            origin.why(),
                            behind,
                            in.map());
        }
        return new Entry.Received(
                channel,
                version,
                at,
                origin.equals(Origin.SOURCE) ? Origin.SOURCE : origin,
                key.isEmpty() ? Entry.Once.NONE : once,
                meta,
                identity,
                body);
    }

    private static Entry routed(BytesIn in) throws IOException {
        var message = in.number();
        var version = in.number();
        var at = in.number();
        var end = coded(Codes.ENDS, in);
        var reason = in.text();
        var variables = in.map();
        var count = in.count();
        var branches = new ArrayList<Entry.Branch>(count);
        for (var i = 0; i < count; i++) {
            var outer = in.enter();
            var branch = branch(in);
            branches.add(in.more() ? in(branch, in.name()) : branch);
            in.leave(outer);
        }
        var index = in.map();
        var given = given(in);
        var collected = in.more() ? collected(in) : null;
        return new Entry.Routed(
                message, version, at, end, reason, variables, index, branches, given, collected);
    }

    private static Collected collected(BytesIn in) throws IOException {
        return new Collected(
                in.number(),
                in.name(),
                in.text(),
                in.fixed8() != 0,
                in.name(),
                in.number(),
                in.fixed8() == 0 ? null : in.map(),
                in.content());
    }

    private static Entry.Branch branch(BytesIn in) throws IOException {
        var destination = in.name();
        var state = coded(Codes.STATES, in);
        var bits = in.fixed8();
        var reason = in.text();
        var keys = new long[in.count()];
        for (var i = 0; i < keys.length; i++) {
            keys[i] = in.fixed64();
        }
        var texts = in.texts();
        var meta = in.fixed8() == 0 ? null : in.map();
        var body = in.content();
        return new Entry.Branch(
                destination,
                state,
                in.name(),
                (bits & EntryEncoder.ASIDE) != 0,
                (bits & EntryEncoder.IS_MADE) != 0,
                reason,
                keys,
                texts,
                meta,
                body,
                (bits & EntryEncoder.FIRST) != 0,
                "");
    }

    private static <T> T coded(List<T> values, BytesIn in) throws IOException {
        var code = in.number();
        if (code < 0 || code >= values.size()) {
            throw in.broken();
        }
        return values.get((int) code);
    }
}
