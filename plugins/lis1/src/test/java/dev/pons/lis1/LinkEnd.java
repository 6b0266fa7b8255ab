package dev.pons.lis1;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The library at an end of a line. */
final class LinkEnd implements Line.End, Upward {

    /** Messages that were kept. */
    final List<String> took = new ArrayList<>();

    /** What became of what was sent. */
    final List<String> became = new ArrayList<>();

    /** Refusals and repairs. */
    final List<String> told = new ArrayList<>();

    final Link link;

    /** Decides on messages that came, now or later. */
    Consumer<String> decides = message -> decided(message, true);

    private Instant now = Instant.EPOCH;

    LinkEnd(Lis1 options) {
        link = options.link(this, 1 << 20, null);
    }

    void send(String message, Instant when) {
        now = when;
        link.send(Payload.of(message.getBytes(StandardCharsets.ISO_8859_1)), when);
    }

    void decided(String message, boolean keeps) {
        if (keeps) {
            took.add(message);
        }
        link.taken(keeps, now);
    }

    void decidedLater(Line line, Duration wait, String message, boolean keeps) {
        line.later(
                wait,
                () -> {
                    now = line.now();
                    decided(message, keeps);
                });
    }

    @Override
    public void hears(byte character, Instant when) {
        now = when;
        link.received(new byte[] {character}, 0, 1, when);
    }

    @Override
    public byte[] says() {
        return link.output();
    }

    @Override
    public void left(Instant when) {
        link.written(when);
    }

    @Override
    public @Nullable Instant due() {
        return link.due();
    }

    @Override
    public void wakes(Instant when) {
        now = when;
        link.tick(when);
    }

    @Override
    public void message(Payload message, String repaired) {
        if (!repaired.isEmpty()) {
            told.add(repaired);
        }
        decides.accept(text(message));
    }

    @Override
    public void refused(Payload part, Problem problem) {
        told.add(problem.toString());
    }

    @Override
    public void sent() {
        became.add("SENT");
    }

    @Override
    public void failed(Failure failure, String words) {
        became.add(failure.name());
        told.add(words);
    }

    private static String text(Payload message) {
        try {
            return new String(message.toBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
