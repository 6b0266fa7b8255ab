package dev.pons.lis1;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A link alone, with a clock of its own; a test plays the other side character by character. */
final class Bench implements Upward {

    final Link link;

    /** What was told, in order. */
    final List<String> told = new ArrayList<>();

    /** How messages are answered at once; null: not. */
    @Nullable Boolean keeps = true;

    private Instant now = Instant.EPOCH;

    Bench(Lis1 options) {
        this(options, 1 << 20, null);
    }

    Bench(Lis1 options, int longest, @Nullable Spool spool) {
        link = options.link(this, longest, spool);
    }

    /** The link hears this, byte by byte, and says that. */
    String hears(String readable) {
        var bytes = Ascii.bytes(readable);
        for (int at = 0; at < bytes.length; at++) {
            link.received(bytes, at, 1, now);
        }
        return says();
    }

    /** The link hears this in one piece. */
    String hearsAtOnce(String readable) {
        var bytes = Ascii.bytes(readable);
        link.received(bytes, 0, bytes.length, now);
        return says();
    }

    String says() {
        var bytes = link.output();
        if (bytes.length > 0) {
            link.written(now);
        }
        return Ascii.text(bytes);
    }

    String sends(String message) {
        link.send(Payload.of(Ascii.bytes(message)), now);
        return says();
    }

    String taken(boolean kept) {
        link.taken(kept, now);
        return says();
    }

    void lost() {
        link.lost(now);
    }

    /** What the link says while so much time passes. */
    String after(Duration time) {
        var end = now.plus(time);
        var said = new StringBuilder();
        for (var due = link.due(); due != null && !due.isAfter(end); due = link.due()) {
            now = due;
            link.tick(now);
            said.append(says());
        }
        now = end;
        link.tick(now);
        return said.append(says()).toString();
    }

    String after(double seconds) {
        return after(Duration.ofMillis((long) (seconds * 1000)));
    }

    @Override
    public void message(Payload message, String repaired) {
        told.add("message " + text(message) + (repaired.isEmpty() ? "" : " (" + repaired + ")"));
        if (keeps != null) {
            link.taken(keeps, now);
        }
    }

    @Override
    public void refused(Payload part, Problem problem) {
        told.add("refused " + text(part) + ": " + problem);
    }

    @Override
    public void sent() {
        told.add("sent");
    }

    @Override
    public void failed(Failure failure, String words) {
        told.add(failure + ": " + words);
    }

    private static String text(Payload payload) {
        try {
            return Ascii.text(payload.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
