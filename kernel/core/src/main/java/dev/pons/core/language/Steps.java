package dev.pons.core.language;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;

import java.util.List;

/** A compiled list of steps. Any thread. */
public interface Steps extends AutoCloseable {

    /**
     * Runs them. Anything but NEXT and ROUTE ends the list; a reason names the step and the line
     * that decided. {@link StepFailure} says which step failed.
     */
    StepResult run(Flow flow) throws StepFailure;

    /**
     * Runs those behind a step, for a message that was split off there; {@link StepFailure}: there
     * is no such step.
     *
     * @param step its number, as {@link Flow#lastStep} gave it
     */
    StepResult resume(Flow flow, String step) throws StepFailure;

    /** Closes the plugins' steps in it. */
    @Override
    void close();

    /** Every message ends in them; none comes out. */
    boolean ends();

    /** No steps. */
    boolean isEmpty();

    /** A step failed: the words name the step, its file and line, and the problem; no content. */
    final class StepFailure extends Exception {

        private static final long serialVersionUID = 1L;

        /** Words for the operator. */
        public StepFailure(String words, Throwable cause) {
            super(words, cause);
        }

        /** The problems, where the content is to blame. */
        public List<Problem> problems() {
            return getCause() instanceof ProblemException p ? p.problems() : List.of();
        }
    }
}
