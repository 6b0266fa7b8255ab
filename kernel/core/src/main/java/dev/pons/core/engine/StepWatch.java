package dev.pons.core.engine;

import java.time.Duration;

/**
 * Sees a step that does not end: says so, gives its thread's place to others, interrupts it at last
 * and leaves it alone then. Ticks come one at a time.
 */
final class StepWatch {

    private static final Duration LATE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Gate gate;
    private final Threads threads;
    private final Duration late;
    private final Duration longest;
    private boolean stuck;
    private boolean interrupted;

    StepWatch(Gate gate, Threads threads) {
        this(gate, threads, LATE, LONGEST);
    }

    /** With other limits. */
    StepWatch(Gate gate, Threads threads, Duration late, Duration longest) {
        this.gate = gate;
        this.threads = threads;
        this.late = late;
        this.longest = longest;
    }

    /** Once a second; what is to be said of the channel, empty: nothing. */
    String tick() {
        var inside = gate.late(late);
        if (inside == null) {
            if (stuck) {
                threads.stuck(false);
            }
            stuck = false;
            interrupted = false;
            return "";
        }
        if (!stuck) {
            stuck = true;
            threads.stuck(true);
            Mishaps.add(
                    "did not end a step within " + late.toSeconds() + " s", inside.getStackTrace());
        }
        if (!interrupted && gate.late(longest) != null) {
            interrupted = true;
            gate.interrupt();
        }
        return "a step does not end; it is interrupted after "
                + longest.toSeconds()
                + " s; what waits is kept; see plugin:doctor";
    }
}
