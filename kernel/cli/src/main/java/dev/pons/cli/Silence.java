package dev.pons.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a line on which nothing came for too long; who reads it then gets a {@code
 * ClosedChannelException}. One daemon thread, until closed.
 */
final class Silence implements AutoCloseable {

    private final ConsoleLine line;
    private final long longest;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long heard = System.nanoTime();

    Silence(ConsoleLine line, Duration longest) {
        this.line = line;
        this.longest = longest.toNanos();
        Thread watch = new Thread(this::watch, "silence");
        watch.setDaemon(true);
        watch.start();
    }

    /** The same stream; each write to it begins the time anew. */
    OutputStream watching(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                heard = System.nanoTime();
                out.write(bytes, offset, length);
            }
        };
    }

    private void watch() {
        try {
            long left = longest;
            while (left > 0 && !over.await(left, TimeUnit.NANOSECONDS)) {
                left = longest - (System.nanoTime() - heard);
            }
            if (left <= 0) {
                line.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("the console could not be closed: " + Words.of(e));
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
