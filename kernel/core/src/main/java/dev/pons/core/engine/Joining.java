package dev.pons.core.engine;

import dev.pons.core.language.Aggregate;
import dev.pons.core.language.Formats;
import dev.pons.core.store.Collected;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one message of those of a group; it goes on behind the step that collected them. */
final class Joining {

    /** How many the message was made of. */
    static final String COUNT = "aggregate.count";

    /** The key of their group. */
    static final String KEY = "aggregate.key";

    private final Kit kit;
    private final Program program;

    Joining(Kit kit, Program program) {
        this.kit = kit;
        this.program = program;
    }

    /**
     * Why a group is closed.
     *
     * @param who closed it; empty: nobody, its time had come
     * @param why in our words
     */
    record Close(String who, String why) {

        /** It is not closed. */
        static final Close NOBODY = new Close("", "");
    }

    /**
     * All of a group as one. {@code ProblemException}: they are not one message, in words for the
     * operator; {@code IOException}: they cannot be read, or the disk does not take it, now.
     */
    Entry.Received of(Group group, Close close) throws ProblemException, IOException {
        var messages = new ArrayList<Message>(group.size());
        Map<String, String> variables = Map.of();
        for (int i = 0; i < group.size(); i++) {
            var routed = routed(group.entry(i));
            messages.add(left(routed));
            variables = i == 0 ? routed.variables() : variables;
        }
        var first = messages.get(0);
        var name = Formats.plain(first.format());
        var step = program.aggregate(group.label.name());
        var as = step.map(Aggregate::format).orElse(first.format());
        for (var message : messages) {
            if (!message.format().equals(first.format())
                    || !Formats.plain(message.format()).equals(Formats.plain(as))) {
                throw other(message, name, Formats.plain(as));
            }
        }
        var body = join(format(as), messages, Ids.text(group.label.id()));
        var meta = new LinkedHashMap<>(first.meta());
        meta.put(COUNT, Integer.toString(group.size()));
        meta.put(KEY, group.label.key());
        var origin = origin(group.label.id(), group.label.name(), close, variables);
        return received(origin, meta, body, as);
    }

    private ProblemException other(Message message, String first, String now) {
        var name = Formats.plain(message.format());
        return new ProblemException(
                Problem.of(
                        "unsupported",
                        "its messages are "
                                + first
                                + (name.equals(first) ? "" : " and " + name)
                                + ", and the step takes "
                                + now
                                + ": put the step back as it was until the group is closed"));
    }

    /** One of no messages, at the end of a poll. */
    Entry.Received ofNone(Aggregate by) throws ProblemException, IOException {
        var id = Long.toString(kit.clock().millis());
        var body = join(format(by.format()), List.of(), id);
        var origin =
                origin(0, by.name(), new Close("", "the end of a poll without messages"), Map.of());
        return received(origin, Map.of(COUNT, "0", KEY, ""), body, by.format());
    }

    private static Origin origin(
            long group, String step, Close close, Map<String, String> variables) {
        return new Origin(
                Origin.Kind.AGGREGATE, group, "", close.who(), close.why(), step, variables);
    }

    private Entry.Received received(
            Origin origin, Map<String, String> meta, Payload body, String format)
            throws IOException {
        return new Entry.Received(
                program.file().name(),
                program.version(),
                kit.clock().millis(),
                origin,
                Entry.Once.NONE,
                meta,
                identity(Message.of(body, meta), format),
                kit.store().content(body));
    }

    /** What cannot be told is not known; the steps say whether it may go on. */
    private Map<String, String> identity(Message message, String format) {
        try {
            return Fence.call(() -> format(format).identify(message));
        } catch (Exception unknown) {
            return Map.of();
        }
    }

    private Format format(String name) {
        return program.around().formats().named(name).orElseThrow(() -> new Formats.Missing(name));
    }

    /** As one; {@code id} is that of an envelope around them. */
    Payload join(Format format, List<Message> messages, String id)
            throws ProblemException, IOException {
        var envelope = new Fresh("", "", id, Instant.ofEpochMilli(kit.clock().millis()), zone());
        try {
            return Fence.call(() -> format.join(messages, envelope));
        } catch (ProblemException | IOException e) {
            throw e;
        } catch (Exception e) {
            throw new ProblemException(Problem.of("internal", Fence.words(e)));
        }
    }

    private ZoneId zone() {
        return program.file().zone();
    }

    private Entry.Routed routed(long entry) throws IOException {
        if (kit.store().read(entry) instanceof Entry.Routed routed && routed.collected() != null) {
            return routed;
        }
        throw new IOException("the journal has no collected message at " + Ids.text(entry));
    }

    /** The first message of a group, as the steps left it. */
    Message first(Group group) throws IOException {
        return left(routed(group.entry(0)));
    }

    private Message left(Entry.Routed routed) throws IOException {
        if (kit.store().read(routed.message()) instanceof Entry.Received received) {
            return left(routed.collected(), received);
        }
        throw new IOException("the journal has no message " + Ids.text(routed.message()));
    }

    /** A message as the steps left it. */
    static Message left(@Nullable Collected what, Entry.Received received) {
        if (what == null) {
            return Message.of(received.body(), received.meta());
        }
        var meta = what.meta() == null ? received.meta() : what.meta();
        var body = what.body() == null ? received.body() : what.body();
        return Message.of(body, meta).withBody(body, what.format());
    }
}
