package dev.pons.core.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Takes a share of one processor only: a tenth while entries come in, else a half. One thread. */
final class Rest implements Compactor.Pace {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);
    private static final double BUSY_PER_SECOND = 500;

    private final JournalLog log;
    private final BooleanSupplier closing;
    private long since = System.nanoTime();
    private long seenAt = System.nanoTime();
    private long seen;
    private boolean busy;

    Rest(JournalLog log, BooleanSupplier closing) {
        this.log = log;
        this.closing = closing;
        this.seen = log.durable().last();
    }

    @Override
    public void rest() throws InterruptedException {
        var now = System.nanoTime();
        look(now);
        var pause = Math.min(LONGEST, (now - since) * (busy ? 9 : 1));
        var until = now + pause;
        for (var left = pause;
                left > 0 && !closing.getAsBoolean();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        if (closing.getAsBoolean()) {
            throw new InterruptedException("the store is closed");
        }
        since = System.nanoTime();
    }

    private void look(long now) {
        var last = log.durable().last();
        var seconds = (now - seenAt) / 1e9;
        if (seconds > 0.1) {
            busy = Ids.epoch(last) != Ids.epoch(seen) || (last - seen) / seconds > BUSY_PER_SECOND;
            seen = last;
            seenAt = now;
        }
    }
}
