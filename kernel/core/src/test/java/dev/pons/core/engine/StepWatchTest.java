package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A step that does not end is said, its place is given to others, and it is interrupted at last.
 */
class StepWatchTest {

    private final Gate gate = new Gate();
    private final AtomicBoolean entered = new AtomicBoolean();

    @Test
    void aStepThatEndsInTimeIsNoStepThatDoesNot() {
        try (var threads = new Threads()) {
            var watch = new StepWatch(gate, threads);
            gate.begin();
            gate.steps(true);
            assertThat(watch.tick()).isEmpty();
            gate.steps(false);
            assertThat(watch.tick()).isEmpty();
        }
    }

    @Test
    void othersGoOnWhileStepsDoNotEnd() {
        try (var threads = new Threads()) {
            var hang = new CountDownLatch(1);
            var wasInterrupted = new AtomicBoolean();
            int all = Runtime.getRuntime().availableProcessors() + 2;
            for (int i = 0; i < all; i++) {
                threads.steps().execute(() -> hang(hang, wasInterrupted));
            }
            var watch = new StepWatch(gate, threads, Duration.ZERO, Duration.ofMillis(300));
            await().until(() -> !watch.tick().isEmpty());
            assertThat(watch.tick()).contains("a step does not end").contains("plugin:doctor");
            assertThat(Mishaps.list())
                    .anyMatch(m -> m.classes().contains(StepWatchTest.class.getName()));
            await().until(
                            () -> {
                                watch.tick();
                                return wasInterrupted.get();
                            });
            await().until(() -> watch.tick().isEmpty());
            hang.countDown();
        }
    }

    /** Only the first one is in the gate. */
    private void hang(CountDownLatch hang, AtomicBoolean wasInterrupted) {
        gate.open(true);
        boolean in = entered.compareAndSet(false, true) && gate.enter();
        if (in) {
            gate.begin();
            gate.steps(true);
        }
        try {
            hang.await();
        } catch (InterruptedException e) {
            wasInterrupted.set(true);
        } finally {
            if (in) {
                gate.steps(false);
                gate.leave();
            }
        }
    }

    @Test
    void theWidthOfThePoolFollowsWhatIsStuck() throws Exception {
        try (var threads = new Threads()) {
            int width = Math.max(2, Runtime.getRuntime().availableProcessors());
            var hang = new CountDownLatch(1);
            for (int i = 0; i < width; i++) {
                threads.steps().execute(() -> hang(hang, new AtomicBoolean()));
            }
            var ran = new CountDownLatch(1);
            threads.steps().execute(ran::countDown);
            assertThat(ran.getCount()).isEqualTo(1);
            threads.stuck(true);
            await().until(() -> ran.getCount() == 0);
            threads.stuck(false);
            hang.countDown();
        }
    }
}
