package dev.pons.core.language;

import dev.pons.core.language.Given.Remembered;
import dev.pons.spi.Message;
import dev.pons.spi.format.Format;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** What all branches of one message share: where it came from, when, and what it was given. */
final class Origin {

    private final String id;
    private final Content content;
    private final Surroundings around;
    private final Moment moment;
    private final Given given;
    private @Nullable Trace trace;

    Origin(String id, Message message, Surroundings around, Instant now, ZoneId zone, Given given) {
        this.id = id;
        this.content = new Content(message);
        this.around = around;
        this.moment = new Moment(now, zone);
        this.given = given;
    }

    String id() {
        return id;
    }

    /** The message as it came in; never edited, for a flow takes a copy before it writes. */
    Content content() {
        return content;
    }

    Moment moment() {
        return moment;
    }

    Given given() {
        return given;
    }

    /** Somebody looks. */
    void trace(Trace by) {
        trace = by;
    }

    @Nullable Trace trace() {
        return trace;
    }

    String formatName(Message message) {
        return message.format().isEmpty() ? around.format() : message.format();
    }

    Format format(Message message) {
        return format(formatName(message));
    }

    Format format(String name) {
        return around.format(name).orElseThrow(() -> new Formats.Missing(name));
    }

    @Nullable String lookup(String table, String key, String column) {
        return given.ask(
                "lookup " + table + " " + column + " " + key,
                () -> {
                    var now = around.tables().named(table);
                    if (now.isEmpty()) {
                        throw new IllegalStateException(
                                "there is no table "
                                        + table
                                        + "; put "
                                        + table
                                        + ".csv into the folder tables");
                    }
                    var named = column.isEmpty() ? now.get().columns().get(1) : column;
                    return now.get().cell(key, named);
                });
    }

    @Nullable Map<String, String> recall(String table, String key) {
        var own = given.own(table, key);
        if (own != null) {
            return lasting(own);
        }
        var answer =
                given.ask(
                        "recall " + table + " " + key,
                        () ->
                                around.memory()
                                        .recall(table, key, moment.now())
                                        .map(Fields::pack)
                                        .orElse(null));
        return answer == null ? null : Fields.unpack(answer);
    }

    /** Peers may be asked; else there is only what is recorded. */
    boolean asks() {
        return around.asks();
    }

    /** What a peer answered about this message, to be read. */
    Flow answer(Message answer, String format) {
        return new Flow(id, answer, around.in(format), moment.now(), moment.zone(), new Given());
    }

    /** From the message's id, once; kept, since a message that runs again may have another. */
    long seed() {
        var kept = given.ask("seed", () -> Long.toString(mixed(id)));
        return kept == null ? 0 : Long.parseLong(kept);
    }

    /** FNV-1a, 64 bits. */
    private static long mixed(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private @Nullable Map<String, String> lasting(Remembered own) {
        return own.values().isEmpty() || !Given.lasts(own.until(), moment.now())
                ? null
                : own.values();
    }

    /** The number is left to be remembered, so that it is not given again. */
    String next(String sequence) {
        var number =
                given.next("next " + sequence, () -> Long.toString(around.memory().next(sequence)));
        given.remember(
                new Remembered(Memory.SEQUENCES, sequence, Map.of(Memory.NUMBER, number), 0));
        return number;
    }
}
