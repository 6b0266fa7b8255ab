package dev.pons.itests.proof;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Saves a channel's file again and again, each time as another version, until it is closed. */
final class Swapping implements AutoCloseable {

    private static final long PAUSE_MILLIS = 400;

    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /** The argument is the number of the version, from 1. */
    Swapping(IntConsumer save) {
        thread = new Thread(() -> save(save), "swapping");
        thread.setDaemon(true);
        thread.start();
    }

    private void save(IntConsumer save) {
        try {
            for (int version = 1; !end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); version++) {
                save.accept(version);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the last version is saved", e);
        }
    }
}
