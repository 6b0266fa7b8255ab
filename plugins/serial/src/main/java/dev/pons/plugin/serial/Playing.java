package dev.pons.plugin.serial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says what a device once said, waits for what it was told then, and tells where that is something
 * else now. One thread; content stays in here.
 */
final class Playing {

    private static final long PAUSE = 2;
    private static final int CHUNK = 1024;

    private final Port port;
    private final Manner manner;
    private final byte[] chunk = new byte[CHUNK];
    private final Deque<Byte> came = new ArrayDeque<>();

    /**
     * How it is played.
     *
     * @param speed so many times as fast as it was; 0: without pauses
     * @param limit how long to wait for what is told, since the last byte of it
     * @param any whatever comes is right, once a silence has ended it
     */
    record Manner(double speed, Duration limit, boolean any) {

        Duration pause(Duration before) {
            return speed == 0 || before.isNegative()
                    ? Duration.ZERO
                    : Duration.ofNanos((long) (before.toNanos() / speed));
        }
    }

    Playing(Port port, Manner manner) {
        this.port = port;
        this.manner = manner;
    }

    /** Plays it; empty: all was as it is recorded; else where it was not. */
    String play(Recording recording) throws IOException, InterruptedException {
        Recording.Piece before = null;
        for (var piece : recording.pieces()) {
            var why = "";
            if (piece.isReceived()) {
                var from = before == null ? piece.at() : before.at();
                listen(manner.pause(Duration.between(from, piece.at())));
                say(piece.bytes());
            } else if (!manner.any()) {
                why = hears(piece.bytes());
            } else if (before == null || before.isReceived()) {
                why = hearsAny();
            }
            if (!why.isEmpty()) {
                return recording.place(piece.line()) + why;
            }
            before = piece;
        }
        listen(Trace.SILENCE);
        return before == null || came.isEmpty() || manner.any()
                ? ""
                : recording.place(before.line()) + came.size() + " bytes more came behind it";
    }

    /** Returns when it has left. {@code IOException}: the other side takes nothing. */
    private void say(byte[] bytes) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int at = 0; at < bytes.length || !port.isDrained(); ) {
            int some = at == bytes.length ? 0 : Math.min(port.room(), bytes.length - at);
            if (some > 0) {
                port.write(bytes, at, some);
                at += some;
                begin = System.nanoTime();
            } else if (System.nanoTime() - begin > manner.limit().toNanos()) {
                throw new IOException(
                        "the other side takes nothing; look at its flow control and at the cable");
            } else if (!hear()) {
                rest();
            }
        }
    }

    private String hears(byte[] bytes) throws IOException, InterruptedException {
        for (int at = 0; at < bytes.length; at++) {
            if (!awaits(manner.limit())) {
                return nothing() + (at == 0 ? "" : " behind byte " + at + " of " + bytes.length);
            }
            if (came.remove() != bytes[at]) {
                return "byte %d of %d is another one than was recorded"
                        .formatted(at + 1, bytes.length);
            }
        }
        return "";
    }

    private String hearsAny() throws IOException, InterruptedException {
        if (!awaits(manner.limit())) {
            return nothing();
        }
        do {
            came.clear();
        } while (awaits(Trace.SILENCE));
        return "";
    }

    private String nothing() {
        return "nothing came for " + manner.limit().toSeconds() + " s";
    }

    /** False: nothing comes for so long. */
    private boolean awaits(Duration longest) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (came.isEmpty()) {
            if (!hear()) {
                if (System.nanoTime() - begin > longest.toNanos()) {
                    return false;
                }
                rest();
            }
        }
        return true;
    }

    /** What comes meanwhile is compared later. */
    private void listen(Duration time) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            if (!hear()) {
                rest();
            }
        }
    }

    private boolean hear() throws IOException {
        int got = port.read(chunk);
        for (int i = 0; i < got; i++) {
            came.add(chunk[i]);
        }
        return got > 0;
    }

    private static void rest() throws InterruptedException {
        new CountDownLatch(1).await(PAUSE, TimeUnit.MILLISECONDS);
    }
}
