package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The program of a channel that runs now, and who works with it. When it was replaced, those who
 * came before are waited for, and those who come later are not. Any thread.
 */
final class Current {

    private volatile @Nullable Program program;
    private volatile Phaser now = new Phaser(1);

    /** One who is at work. */
    @FunctionalInterface
    interface User {

        /** Uses nothing of it any more. Once. */
        void leave();
    }

    /** Null: none. */
    @Nullable Program program() {
        return program;
    }

    /** This one runs from now on; null: none. */
    void is(@Nullable Program next) {
        program = next;
    }

    /** Who is let in looks at what there is only after this. */
    User enter() {
        while (true) {
            var mine = now;
            if (mine.register() >= 0) {
                return mine::arriveAndDeregister;
            }
        }
    }

    /**
     * From now on others come. Returns when those who are at work have left; false: not in time.
     */
    boolean awaitLeft(Duration longest) throws InterruptedException {
        Phaser before;
        synchronized (this) {
            before = now;
            now = new Phaser(1);
        }
        int phase = before.arriveAndDeregister();
        try {
            before.awaitAdvanceInterruptibly(phase, longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
