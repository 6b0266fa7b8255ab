package dev.pons.plugin.tcp;

import dev.pons.framing.Encoder;
import dev.pons.spi.Payload;
import dev.pons.spi.Reply;
import dev.pons.spi.net.Connection;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What goes out on one connection: answers in turn, and second answers whenever they are known.
 * Frames never mix and nobody waits for a lock: whoever finds nobody writing writes all that waits.
 */
final class Outgoing {

    /** So many second answers may be owed; then no further message is read. */
    private static final int MOST = 64;

    /** The longest that a line which goes to another version waits for what is owed on it. */
    private static final long PATIENCE = 60;

    private final Connection line;
    private final Encoder encoder;
    private final Queue<Reply> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore owed = new Semaphore(MOST);
    private volatile boolean broken;

    Outgoing(Connection line, Encoder encoder) {
        this.line = line;
        this.encoder = encoder;
    }

    /**
     * Writes it, or leaves it to the one who writes now. Any thread. What cannot be written is
     * told, and closes the line.
     */
    void write(Reply reply) {
        waiting.add(reply);
        if (count.getAndIncrement() > 0) {
            return;
        }
        do {
            var next = waiting.remove();
            var lost = lost(next);
            if (!lost.isEmpty()) {
                broken = true;
                line.close();
                next.lost(lost);
            }
        } while (count.decrementAndGet() > 0);
    }

    /** Writes; why it could not, or nothing. */
    private String lost(Reply reply) {
        if (broken) {
            return "the connection is gone";
        }
        try {
            var content = Payload.of(reply.toBytes());
            var misfit = encoder.misfit(content);
            if (misfit.isEmpty()) {
                encoder.write(line.out(), content);
            }
            return misfit.isEmpty() ? "" : "it cannot be framed: " + misfit;
        } catch (IOException e) {
            return "the connection is gone";
        }
    }

    /** Writes bytes as they are, where no second answers are owed. False: the line is gone. */
    boolean write(byte[] bytes) {
        try {
            line.out().write(bytes);
            line.out().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a second answer when it is known; waits while too many are owed. */
    void second(CompletionStage<Reply> later) throws InterruptedException {
        owed.acquire();
        later.whenComplete(
                (reply, never) -> {
                    try {
                        if (reply != null && reply.speaks()) {
                            write(reply);
                        }
                    } finally {
                        owed.release();
                    }
                });
    }

    /** A second answer is not known yet, or not written. */
    boolean owes() {
        return owed.availablePermits() < MOST;
    }

    /** Waits until nothing is owed; false: not within a minute. */
    boolean settle() throws InterruptedException {
        boolean settled = owed.tryAcquire(MOST, PATIENCE, TimeUnit.SECONDS);
        if (settled) {
            owed.release(MOST);
        }
        return settled;
    }
}
