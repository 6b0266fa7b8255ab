package dev.pons.core.store.index;

import dev.pons.core.control.MessageState;
import dev.pons.core.store.Codes;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.core.store.index.History.Kind;
import dev.pons.core.store.index.History.Step;
import dev.pons.core.store.index.HistoryCodec.Head;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

/**
 * What one batch of entries says of one message, so that a message that was received, routed and
 * delivered within it costs one insert.
 */
final class MessageChange {

    private static final byte[] NOTHING = {};

    /** What the messages of a group, and the one made of them, are found by. */
    private static final String GROUP = "aggregate";

    private final long id;
    private final History history = new History();
    private @Nullable Came came;

    /** How it came. */
    private record Came(
            String channel, long at, Map<String, String> identity, Head head, String refused) {

        boolean isRefused() {
            return head.origin() == REFUSED;
        }
    }

    private static final int REFUSED = 255;

    MessageChange(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    void received(Entry.Received e, long size) {
        var origin = e.origin();
        var head = new Head(e.version(), origin.kind().ordinal(), origin.parent(), size);
        came = new Came(e.channel(), e.at(), e.identity(), head, "");
        if (origin.kind() == Origin.Kind.AGGREGATE && origin.parent() != 0) {
            indexed(id, e.at(), GROUP, Ids.text(origin.parent()));
        }
    }

    void refused(Entry.Refused e, long size) {
        var head = new Head(e.version(), REFUSED, 0, size);
        came = new Came(e.channel(), e.at(), e.identity(), head, e.problem());
    }

    void routed(long entry, Entry.Routed e) {
        var end = Codes.of(e.end());
        history.add(new Step(Kind.ROUTED, false, entry, e.at(), end, 0, e.reason()));
        for (var value : e.index().entrySet()) {
            indexed(entry, e.at(), value.getKey(), value.getValue());
        }
        if (e.collected() != null) {
            indexed(entry, e.at(), GROUP, Ids.text(e.collected().group()));
        }
        for (var branch : e.branches()) {
            history.add(branch(Kind.BRANCH, entry, e.at(), branch));
        }
    }

    /** Several values of one name stand in lines of their own. */
    private void indexed(long entry, long at, String name, String values) {
        for (var value : values.split("\n", -1)) {
            history.add(new Step(Kind.INDEXED, false, entry, at, 0, 0, name, value));
        }
    }

    void made(long entry, Entry.Made e) {
        history.add(branch(Kind.MADE, entry, e.at(), e.branch()));
    }

    private static Step branch(Kind kind, long entry, long at, Entry.Branch branch) {
        var state = Codes.of(branch.state());
        var changed = branch.body() != null;
        return new Step(kind, changed, entry, at, state, 0, branch.destination(), branch.reason());
    }

    void result(long entry, Entry.Result e) {
        history.add(
                new Step(
                        Kind.RESULT,
                        e.response() != null,
                        entry,
                        e.at(),
                        Codes.of(e.state()),
                        e.attempt(),
                        e.destination(),
                        e.outcome(),
                        e.why()));
    }

    void begun(long entry, Entry.Begun e) {
        history.add(new Step(Kind.BEGUN, false, entry, e.at(), e.attempt(), 0, e.destination()));
    }

    void act(long entry, Entry.Act e) {
        history.add(
                new Step(
                        Kind.ACT,
                        false,
                        entry,
                        e.at(),
                        0,
                        0,
                        e.destination(),
                        e.act(),
                        e.who(),
                        e.why()));
    }

    void answered(long entry, Entry.Answered e) {
        history.add(new Step(Kind.ANSWERED, e.bytes() != null, entry, e.at(), 0, 0, e.what()));
    }

    void duplicate(long entry, Entry.Duplicate e) {
        history.add(new Step(Kind.DUPLICATE, false, entry, e.at(), 0, 0));
    }

    void handed(long entry, Entry.Received e) {
        history.add(new Step(Kind.HANDED, false, entry, e.at(), 0, 0, e.channel()));
    }

    /** It came within this. */
    boolean isNew() {
        return came != null;
    }

    /** When the message was accepted; for ever, if that is not part of this. */
    long acceptedAt() {
        var facts = came;
        return facts == null ? Long.MAX_VALUE : facts.at();
    }

    void write(IndexTables tables, IndexGuard guard) throws SQLException, IOException {
        var facts = came;
        if (facts != null) {
            insert(tables, guard, facts);
        } else {
            update(tables, guard);
        }
        if (!history.isEmpty()) {
            for (var value : history.values().entrySet()) {
                for (var each : value.getValue()) {
                    tables.found(guard.hash(value.getKey(), each), id);
                }
            }
        }
    }

    private void insert(IndexTables tables, IndexGuard guard, Came facts) throws SQLException {
        var identity = facts.identity();
        var control = identity.getOrDefault("id", "");
        var patient = identity.getOrDefault("patient", "");
        var now =
                facts.isRefused()
                        ? new History.Summary(MessageState.REFUSED, facts.refused())
                        : history.summary();
        var story = HistoryCodec.write(id, facts.at(), facts.head(), history);
        tables.insert(
                new IndexTables.Row(
                        id,
                        facts.channel(),
                        identity.getOrDefault("type", ""),
                        facts.at(),
                        now.state(),
                        hidden(guard, control),
                        hidden(guard, patient),
                        hidden(guard, now.reason()),
                        guard.hide(story)));
        if (!control.isEmpty()) {
            tables.found(guard.hash(Stored.CONTROL, control), id);
        }
        if (!patient.isEmpty()) {
            tables.found(guard.hash(Stored.PATIENT, patient), id);
        }
    }

    private static byte[] hidden(IndexGuard guard, String text) {
        return text.isEmpty() ? NOTHING : guard.hide(text.getBytes(StandardCharsets.UTF_8));
    }

    private void update(IndexTables tables, IndexGuard guard) throws SQLException, IOException {
        var known = tables.known(id);
        if (known == null || history.isEmpty()) {
            return;
        }
        var story = HistoryCodec.read(id, known.at(), guard.show(known.history()));
        history.steps().forEach(story.history()::add);
        if (story.head().origin() == REFUSED) {
            return;
        }
        var now = story.history().summary();
        var column = HistoryCodec.write(id, known.at(), story.head(), story.history());
        tables.update(id, now.state(), hidden(guard, now.reason()), guard.hide(column));
    }
}
