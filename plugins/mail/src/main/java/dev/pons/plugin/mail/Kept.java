package dev.pons.plugin.mail;

import dev.pons.spi.Context;

import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The conversation that waits for the next mail, for a while. Whoever takes it out has it alone, so
 * nothing waits on anybody.
 */
final class Kept {

    private final AtomicReference<@Nullable Conversation> waiting = new AtomicReference<>();
    private final Context context;
    private final Duration idle;
    private volatile @Nullable Future<?> ending;

    Kept(Context context, Duration idle) {
        this.context = context;
        this.idle = idle;
    }

    /** The one that waits, if it is as it was left; null: there is none. */
    @Nullable Conversation take() {
        var one = waiting.getAndSet(null);
        var planned = ending;
        if (planned != null) {
            planned.cancel(false);
        }
        if (one != null && !one.line().isGood()) {
            one.line().close();
            return null;
        }
        return one;
    }

    /** It may wait for the next mail. */
    void put(Conversation one) {
        if (idle.isZero()) {
            end(one);
            return;
        }
        waiting.set(one);
        ending =
                context.executor()
                        .schedule(
                                () -> {
                                    if (waiting.compareAndSet(one, null)) {
                                        end(one);
                                    }
                                },
                                idle.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    /** None waits any more. */
    void close() {
        var one = take();
        if (one != null) {
            end(one);
        }
    }

    /** Says good-bye (QUIT), and waits for no answer. */
    private static void end(Conversation one) {
        try {
            one.close();
        } catch (MessagingException gone) {
            one.line().close();
        } finally {
            one.line().close();
        }
    }
}
