package dev.pons.core.control;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One message on its way through a channel, step by step. It holds content: for those who may see
 * the message. {@code toString} shows none.
 *
 * @param channel its name
 * @param version of the channel; 0: one that has not run
 * @param steps in the order in which they ran, those of destinations behind those of the source
 * @param end {@code routed, dropped, held, refused}
 * @param reason in the channel's words
 * @param variables of the message after the source's steps
 * @param deliveries what each destination would get, or got
 * @param given what was asked outside of the message, and the answers
 */
public record TraceView(
        String channel,
        long version,
        List<Step> steps,
        String end,
        String reason,
        Map<String, String> variables,
        List<Delivery> deliveries,
        Map<String, String> given) {

    /**
     * A step.
     *
     * @param destination whose steps these are; empty: the source's
     * @param number as people count
     * @param type {@code set}
     * @param where file, line and column
     * @param element number of the element of the {@code each} around; 0: none
     * @param outcome {@code ran, skipped, decided, failed}
     * @param words what decided, or went wrong
     * @param changes of values, in the order of the message
     * @param notes of the step: what it was given, what a script logged
     * @param took its time, with the steps inside it
     */
    public record Step(
            String destination,
            String number,
            String type,
            String where,
            int element,
            String outcome,
            String words,
            List<Change> changes,
            List<String> notes,
            Duration took) {

        @Override
        public String toString() {
            return "Step[" + number + ", " + type + ", " + outcome + "]";
        }
    }

    /**
     * Another value at a place.
     *
     * @param place a path in the format's language, or {@code variable NAME}, {@code fact NAME}
     * @param before empty: it was not there
     * @param now empty: it is not there any more
     */
    public record Change(String place, String before, String now) {
        @Override
        public String toString() {
            return "Change[" + place + "]";
        }
    }

    /**
     * What a destination gets.
     *
     * @param state {@code sent, not chosen, held, after}
     * @param reason in the channel's words
     * @param format of the bytes
     * @param texts its options with values of the message, as they are rendered
     * @param body null: nothing
     */
    public record Delivery(
            String destination,
            String state,
            String reason,
            String format,
            List<String> texts,
            byte @Nullable [] body) {

        @Override
        public String toString() {
            return "Delivery[" + destination + ", " + state + "]";
        }
    }

    @Override
    public String toString() {
        return "TraceView[" + channel + ", " + steps.size() + " steps, " + end + "]";
    }
}
