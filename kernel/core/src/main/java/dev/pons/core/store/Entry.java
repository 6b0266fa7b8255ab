package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What the journal knows. An entry's id is its position; the id of a message is the id of its
 * {@link Received} or {@link Refused}. Times are milliseconds since 1970. Arrays are not copied:
 * nobody writes to them again. {@code toString} shows no content.
 */
public sealed interface Entry {

    /** Id of the message that it tells more of; 0: none, or it is the message itself. */
    default long message() {
        return 0;
    }

    /** When it was written, ms; 0: it does not say. */
    default long at() {
        return 0;
    }

    /** The channel that it names; empty: it does not. */
    default String channel() {
        return "";
    }

    /** A message that was accepted. */
    record Received(
            String channel,
            long version,
            long at,
            Origin origin,
            Once once,
            Map<String, String> meta,
            Map<String, String> identity,
            Content body)
            implements Entry {
        @Override
        public String toString() {
            return "Received[" + channel + ", " + body + "]";
        }
    }

    /** A message that was not accepted; kept so that a person can see what came and why not. */
    record Refused(
            String channel,
            long version,
            long at,
            Map<String, String> meta,
            Map<String, String> identity,
            String problem,
            Content body)
            implements Entry {
        @Override
        public String toString() {
            return "Refused[" + channel + ", " + problem + ", " + body + "]";
        }
    }

    /** The same was submitted again, and not kept. */
    record Duplicate(String channel, long at, long of) implements Entry {}

    /**
     * What a message is told apart by.
     *
     * @param key what the sender calls it; empty: nobody asks
     * @param digest of its bytes
     */
    record Once(String key, long digest) {

        /** Not looked at. */
        public static final Once NONE = new Once("", 0);
    }

    /**
     * What the sender was told of a message beyond "stored".
     *
     * @param what was said of it, in our words
     * @param bytes of the answer; content
     */
    record Answered(long message, long at, String what, @Nullable Content bytes) implements Entry {
        @Override
        public String toString() {
            return "Answered[" + Ids.text(message) + ", " + what + "]";
        }
    }

    /**
     * What the steps made of a message. Its branches stand in the order of the channel file; {@code
     * version} is the version of the channel whose steps ran, {@code index} what it can be found by
     * besides its identity; {@code collected} is there if it ended so.
     */
    record Routed(
            long message,
            long version,
            long at,
            End end,
            String reason,
            Map<String, String> variables,
            Map<String, String> index,
            List<Branch> branches,
            Given given,
            @Nullable Collected collected)
            implements Entry {

        /** Of one that was not collected. */
        public Routed(
                long message,
                long version,
                long at,
                End end,
                String reason,
                Map<String, String> variables,
                Map<String, String> index,
                List<Branch> branches,
                Given given) {
            this(message, version, at, end, reason, variables, index, branches, given, null);
        }

        /** Of steps that asked nothing outside of the message. */
        public Routed(
                long message,
                long version,
                long at,
                End end,
                String reason,
                Map<String, String> variables,
                Map<String, String> index,
                List<Branch> branches) {
            this(message, version, at, end, reason, variables, index, branches, Given.NOTHING);
        }

        /** The same, of one that was collected. */
        public Routed with(Collected what) {
            return new Routed(
                    message, version, at, end, reason, variables, index, branches, given, what);
        }

        @Override
        public String toString() {
            return "Routed["
                    + Ids.text(message)
                    + ", "
                    + end
                    + ", "
                    + branches.size()
                    + " branches]";
        }
    }

    /**
     * What steps asked outside of the message, and what they left to be remembered.
     *
     * @param answers by question, so that the message can run again exactly; content
     * @param remembered in order
     */
    record Given(Map<String, String> answers, List<Remembered> remembered) {

        /** They asked nothing and left nothing. */
        public static final Given NOTHING = new Given(Map.of(), List.of());

        @Override
        public String toString() {
            return "Given[" + answers.size() + ", " + remembered.size() + "]";
        }
    }

    /**
     * What stands from now on under a key of a durable table.
     *
     * @param values empty: nothing any more
     * @param until when it is forgotten by itself, ms; 0: never
     */
    record Remembered(String table, String key, Map<String, String> values, long until) {
        @Override
        public String toString() {
            return "Remembered[" + table + "]";
        }
    }

    /** How the source's steps ended. */
    enum End {
        /** Goes to the destinations. */
        ROUTED,
        /** Ended on purpose. */
        DROPPED,
        /** Waits for a person. */
        HELD,
        /** A step said no. */
        REFUSED,
        /** Messages of their own go on in its place. */
        SPLIT,
        /** Waits in a group, until one message of all of them goes on. */
        AGGREGATED
    }

    /**
     * What one destination gets.
     *
     * @param destination its name
     * @param state QUEUED, NOT_CHOSEN, AFTER, or HELD when its steps failed
     * @param after the destination that must have delivered before; empty: none
     * @param aside when held: what is behind it goes on
     * @param made the destination's steps ran to their end, so that it can be sent as it is
     * @param reason in our words
     * @param keys of its order, hashed; empty: none
     * @param texts its rendered template options, in the order of the destination's templates
     * @param meta facts of the message after the steps; null: as it came
     * @param body null: as it came
     * @param first it goes before others
     * @param format its format's name; empty: the channel's
     */
    record Branch(
            String destination,
            DeliveryState state,
            String after,
            boolean aside,
            boolean made,
            String reason,
            long[] keys,
            List<String> texts,
            @Nullable Map<String, String> meta,
            @Nullable Content body,
            boolean first,
            String format) {

        /** One in the channel's format that does not go before others. */
        public Branch(
                String destination,
                DeliveryState state,
                String after,
                boolean aside,
                boolean made,
                String reason,
                long[] keys,
                List<String> texts,
                @Nullable Map<String, String> meta,
                @Nullable Content body) {
            this(
                    destination,
                    state,
                    after,
                    aside,
                    made,
                    reason,
                    keys,
                    texts,
                    meta,
                    body,
                    false,
                    "");
        }

        @Override
        public String toString() {
            return "Branch[" + destination + ", " + state + "]";
        }
    }

    /**
     * What an AFTER branch became when its time came.
     *
     * @param variables that it saw
     * @param routed id of the message's {@link Routed}
     * @param given to the steps of the branch
     */
    record Made(
            long message,
            long version,
            long at,
            Map<String, String> variables,
            Branch branch,
            long routed,
            Given given)
            implements Entry {

        /** Of steps that asked nothing outside of the message. */
        public Made(
                long message,
                long version,
                long at,
                Map<String, String> variables,
                Branch branch,
                long routed) {
            this(message, version, at, variables, branch, routed, Given.NOTHING);
        }

        @Override
        public String toString() {
            return "Made[" + Ids.text(message) + ", " + branch + "]";
        }
    }

    /** An attempt whose end must not be guessed after a crash begins. */
    record Begun(long message, String destination, long at, int attempt) implements Entry {}

    /**
     * What became of an attempt, or of an act on a delivery.
     *
     * @param state after it: QUEUED (will be tried again), AWAITING, DELIVERED, HELD, SKIPPED,
     *     EXPIRED
     * @param attempt number of the attempt; 0: none was made
     * @param aside when held: what is behind it goes on
     * @param outcome DELIVERED, RETRY, REJECTED, UNKNOWN, or the act
     * @param response what the peer answered; content
     * @param later what the peer still owes; for AWAITING
     * @param variables what reply steps let
     */
    record Result(
            long message,
            String destination,
            long at,
            int attempt,
            DeliveryState state,
            boolean aside,
            String outcome,
            String why,
            @Nullable Content response,
            Later later,
            Map<String, String> variables)
            implements Entry {

        /** Without anything owed or let. */
        public Result(
                long message,
                String destination,
                long at,
                int attempt,
                DeliveryState state,
                boolean aside,
                String outcome,
                String why,
                @Nullable Content response) {
            this(
                    message,
                    destination,
                    at,
                    attempt,
                    state,
                    aside,
                    outcome,
                    why,
                    response,
                    Later.NOTHING,
                    Map.of());
        }

        @Override
        public String toString() {
            return "Result[" + Ids.text(message) + ", " + destination + ", " + state + "]";
        }
    }

    /**
     * A final answer that comes by another way.
     *
     * @param correlation by which it is recognised; empty: none is owed
     * @param until when it is missed, ms
     */
    record Later(String correlation, long until) {

        /** Nothing is owed. */
        public static final Later NOTHING = new Later("", 0);
    }

    /**
     * What a person did: {@code resend}, {@code rerun}, {@code hold}, {@code release}, {@code
     * skip}. With message 0: an order to {@code channel/destination}, or {@code forget} in a table.
     */
    record Act(long message, String destination, long at, String act, String who, String why)
            implements Entry {}

    /** How far a source has read; partitions that are not named keep theirs. */
    record Moved(String channel, Map<String, String> cursors) implements Entry {}

    /**
     * A version of a channel began to run; its text with all includes, secrets as references.
     *
     * @param who put it there; empty: nobody knows
     */
    record Version(String channel, long version, long at, String text, String who)
            implements Entry {

        /** Of nobody. */
        public Version(String channel, long version, long at, String text) {
            this(channel, version, at, text, "");
        }

        @Override
        public String toString() {
            return "Version[" + channel + ", " + version + "]";
        }
    }
}
