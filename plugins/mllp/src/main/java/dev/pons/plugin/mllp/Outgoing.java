package dev.pons.plugin.mllp;

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
    private final Queue<Reply> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore owed = new Semaphore(MOST);
    private volatile boolean broken;

    Outgoing(Connection line) {
        this.line = line;
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
            try {
                frame(next);
            } catch (IOException e) {
                broken = true;
                line.close();
                next.lost("the connection is gone");
            }
        } while (count.decrementAndGet() > 0);
    }

    private void frame(Reply reply) throws IOException {
        if (broken) {
            throw new IOException("an earlier answer could not be written");
        }
        var content = FrameWriter.ready(Payload.of(reply.toBytes()));
        if (FrameWriter.fits(content)) {
            FrameWriter.write(line.out(), content);
        } else {
            broken = true;
            line.close();
            reply.lost("it contains byte 0x1C, which would end its MLLP frame");
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

    /** Waits until nothing is owed. */
    void settle() throws InterruptedException {
        if (owed.tryAcquire(MOST, PATIENCE, TimeUnit.SECONDS)) {
            owed.release(MOST);
        }
    }
}
