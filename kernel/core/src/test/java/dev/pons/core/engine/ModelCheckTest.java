package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.engine.ModelRun.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thousands of short runs of random operations on a real engine, each compared with a simple model
 * of what the semantics promise. A run that does not agree is shrunk to the fewest operations that
 * still show it, and printed with its seed. {@code -Dproof.runs=5000} makes a long run, {@code
 * -Dproof.seed=S} begins with that seed.
 */
@Timeout(3600)
class ModelCheckTest {

    /** Threads make a run a little different each time: a smaller one gets some chances. */
    private static final int CHANCES = 4;

    /** What did not agree. */
    private record Failure(List<ModelOperation> operations, List<String> wrong) {
        @Override
        public String toString() {
            return String.join("\n", wrong)
                    + "\nafter\n"
                    + operations.stream().map(o -> "  " + o).collect(Collectors.joining("\n"));
        }
    }

    private static List<String> run(List<ModelOperation> operations, Fault fault) throws Exception {
        try (var run = new ModelRun(fault)) {
            return run.all(operations);
        } catch (RuntimeException | IOException e) {
            return List.of(e + " at " + e.getStackTrace()[0]);
        }
    }

    /** Takes out what is not needed to fail, in halves, then one by one. */
    private static Failure shrunk(Failure failure, Fault fault) throws Exception {
        var best = failure;
        for (int size = Math.max(1, best.operations().size() / 2); size > 0; size /= 2) {
            for (int at = 0; at < best.operations().size(); ) {
                var fewer = new ArrayList<>(best.operations());
                fewer.subList(at, Math.min(fewer.size(), at + size)).clear();
                var wrong = fails(fewer, fault);
                if (wrong.isEmpty()) {
                    at += size;
                } else {
                    best = new Failure(fewer, wrong);
                }
            }
        }
        return best;
    }

    private static List<String> fails(List<ModelOperation> operations, Fault fault)
            throws Exception {
        for (int i = 0; i < CHANCES; i++) {
            var wrong = run(operations, fault);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return List.of();
    }

    @Test
    void theEngineDoesWhatTheModelSays() throws Exception {
        long first = Long.getLong("proof.seed", 1);
        long begin = System.nanoTime();
        long runs = Long.getLong("proof.runs", 100);
        for (long seed = first; seed < first + runs; seed++) {
            var operations = ModelOperation.some(seed);
            var wrong = run(operations, Fault.NONE);
            if (!wrong.isEmpty()) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + " (-Dproof.seed="
                                + seed
                                + "): "
                                + shrunk(new Failure(operations, wrong), Fault.NONE));
            }
        }
        System.out.printf(
                "model check: %d runs agree, seeds %d to %d, %d ms each%n",
                runs, first, first + runs - 1, (System.nanoTime() - begin) / 1_000_000 / runs);
    }

    /**
     * The check can fail: an engine whose journal forgets its last entry is found, in few lines.
     */
    @Test
    void aJournalThatForgetsIsFoundAndShrunk() throws Exception {
        assertThat(found(Fault.FORGETS).operations())
                .hasSizeLessThanOrEqualTo(5)
                .contains(new ModelOperation.Crash());
    }

    /** Retention "never touches an unfinished message" (2.3): one that does is found. */
    @Test
    void aRetentionThatTakesWhatWaitsIsFoundAndShrunk() throws Exception {
        assertThat(found(Fault.GREEDY).operations())
                .hasSizeLessThanOrEqualTo(8)
                .contains(new ModelOperation.Prune());
    }

    private static Failure found(Fault fault) throws Exception {
        for (long seed = 1; seed < 400; seed++) {
            var operations = ModelOperation.some(seed);
            var wrong = run(operations, fault);
            if (!wrong.isEmpty()) {
                var failure = shrunk(new Failure(operations, wrong), fault);
                System.out.println("model check, " + fault + ": " + failure);
                return failure;
            }
        }
        throw new AssertionError(fault + " was not found");
    }
}
