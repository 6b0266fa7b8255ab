package dev.pons.plugin.serial;

import dev.pons.spi.Context;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A source or a lane of a destination on a line, and what it was told of the line's state. */
final class Member {

    private final Context context;
    private final Terms terms;
    private final @Nullable Taking taking;
    private final CountDownLatch left = new CountDownLatch(1);
    private String why = "";
    private boolean up;

    /**
     * @param taking takes the messages of the line; null: it sends
     */
    Member(Context context, Terms terms, @Nullable Taking taking) {
        this.context = context;
        this.terms = terms;
        this.taking = taking;
    }

    Context context() {
        return context;
    }

    Terms terms() {
        return terms;
    }

    @Nullable Taking taking() {
        return taking;
    }

    /** The line works for it; or it does not, and why, which the kernel hears once. */
    void told(String words) {
        if (!change(words)) {
            return;
        }
        if (words.isEmpty()) {
            context.up();
        } else {
            context.down(words);
        }
    }

    private synchronized boolean change(String words) {
        boolean now = words.isEmpty();
        if (now == up && words.equals(why)) {
            return false;
        }
        up = now;
        why = words;
        notifyAll();
        return true;
    }

    /** Waits until the line works for it; why it does not, else nothing. */
    synchronized String await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); !up && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return up ? "" : why.isEmpty() ? "the line is not open yet" : why;
    }

    /** The line's thread is not its own any more, and knows that it has left. */
    void gone() {
        left.countDown();
    }

    /** False: the line did not let go of it in time. */
    boolean awaitGone(Duration longest) throws InterruptedException {
        return left.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
