package dev.pons.plugin.serial;

import dev.pons.spi.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;

/** The port of a line, opened again when it was gone, and what is on its way to it. */
final class Way {

    /** Between two attempts to open it. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** For so long a device may take nothing of what is to be written. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CHUNK = 8192;

    /**
     * How long a line that was used a moment ago may be left alone, and any other, in milliseconds.
     */
    private static final long SHORT = 1;

    private static final long LONG = 10;

    /** A device that talks has said the next thing by then. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final byte[] chunk = new byte[CHUNK];
    private @Nullable Port port;
    private Instant next = Instant.EPOCH;
    private byte[] going = {};
    private int gone;
    private Instant moved = Instant.EPOCH;
    private Instant used = Instant.EPOCH;

    boolean isOpen() {
        return port != null;
    }

    /** A port that is gone is not looked for all the time. */
    boolean mayOpen(Instant now) {
        return !now.isBefore(next);
    }

    void open(Wiring wiring, Context host) throws IOException {
        port = Port.open(wiring, host);
    }

    /** It stays when the member that opened it goes. */
    boolean stays() {
        return port == null || port.stays();
    }

    void close(Instant now) {
        next = now.plus(AGAIN);
        going = new byte[0];
        gone = 0;
        var open = port;
        port = null;
        if (open != null) {
            open.close();
        }
    }

    /** Reads and writes what can be without waiting; false: nothing. */
    boolean exchange(Talk talk, Deque<Order> orders, Instant now)
            throws IOException, InterruptedException {
        var open = port;
        if (open == null) {
            return false;
        }
        drained(open, talk, now); // first: what comes behind it may be the reply
        int got = talk.listens() ? open.read(chunk) : 0;
        boolean busy = got > 0;
        if (busy) {
            talk.received(chunk, got, now);
        }
        talk.tick(Instant.now());
        if (!orders.isEmpty() && talk.begin(orders.element(), now)) {
            orders.remove();
            busy = true;
        }
        busy |= write(open, talk, Instant.now());
        used = busy ? now : used;
        return busy;
    }

    /** How long it may be left alone when there was nothing to do, in milliseconds. */
    long pause(Instant now) {
        return used.plus(MOMENT).isAfter(now) ? SHORT : LONG;
    }

    private void drained(Port open, Talk talk, Instant now) throws IOException {
        if (gone == going.length && open.isDrained()) {
            talk.written(now);
        }
    }

    private boolean write(Port open, Talk talk, Instant now) throws IOException {
        if (gone == going.length) {
            going = talk.output(now);
            gone = 0;
            moved = now;
        }
        int some = gone == going.length ? 0 : Math.min(open.room(), going.length - gone);
        if (some > 0) {
            open.write(going, gone, some);
            gone += some;
            moved = now;
            drained(open, talk, Instant.now());
        } else if (gone < going.length && moved.plus(PATIENCE).isBefore(now)) {
            throw new IOException(
                    "the device takes nothing; look at its flow control and at the cable");
        }
        return some > 0;
    }
}
