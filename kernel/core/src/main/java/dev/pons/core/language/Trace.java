package dev.pons.core.language;

import dev.pons.spi.Message;

import java.util.Map;

/** Is told what each step of one message saw and did; for whoever looks, never kept. One thread. */
public interface Trace {

    /** How a step ended. */
    enum Outcome {
        /** It ran, and the message goes on. */
        RAN,
        /** Its {@code when} did not hold. */
        SKIPPED,
        /** It ended the message on purpose, holds or refuses it, or routes it. */
        DECIDED,
        /** It could not do what it should. */
        FAILED
    }

    /**
     * A step.
     *
     * @param destination whose steps these are; empty: the source's
     * @param number as people count, {@code 3.1} inside a choose or each
     * @param type {@code set}
     * @param where file, line and column
     * @param element number of the current element of the {@code each} around; 0: none
     */
    record Step(String destination, String number, String type, String where, int element) {}

    /** A step begins. */
    void begin(Step step, Message message, Map<String, String> variables);

    /** A remark of the step that runs: what decided, what it was given. Content. */
    void note(String words);

    /** The step that began last, and has not ended, ends. */
    void end(Outcome outcome, String words, Message message, Map<String, String> variables);
}
