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

    /** A message that was accepted. */
    record Received(
            String channel,
            long version,
            long at,
            Origin origin,
            Map<String, String> meta,
            Map<String, String> identity,
            byte[] body)
            implements Entry {
        @Override
        public String toString() {
            return "Received[" + channel + ", " + body.length + " bytes]";
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
            byte[] body)
            implements Entry {
        @Override
        public String toString() {
            return "Refused[" + channel + ", " + problem + ", " + body.length + " bytes]";
        }
    }

    /**
     * What the steps made of a message. Its branches stand in the order of the channel file; {@code
     * version} is the version of the channel whose steps ran.
     */
    record Routed(
            long message,
            long version,
            long at,
            End end,
            String reason,
            Map<String, String> variables,
            List<Branch> branches)
            implements Entry {
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

    /** How the source's steps ended. */
    enum End {
        /** Goes to the destinations. */
        ROUTED,
        /** Ended on purpose. */
        DROPPED,
        /** Waits for a person. */
        HELD,
        /** A step said no. */
        REFUSED
    }

    /**
     * What one destination gets.
     *
     * @param destination its name
     * @param state QUEUED, NOT_CHOSEN, or HELD when its steps failed
     * @param aside when held: what is behind it goes on
     * @param made the destination's steps ran to their end, so that it can be sent as it is
     * @param reason in our words
     * @param keys of its order, hashed; empty: none
     * @param texts its rendered template options, in the order of the destination's templates
     * @param meta facts of the message after the steps; null: as it came
     * @param body null: as it came
     */
    record Branch(
            String destination,
            DeliveryState state,
            boolean aside,
            boolean made,
            String reason,
            long[] keys,
            List<String> texts,
            @Nullable Map<String, String> meta,
            byte @Nullable [] body) {
        @Override
        public String toString() {
            return "Branch[" + destination + ", " + state + "]";
        }
    }

    /**
     * What became of an attempt, or of an act on a delivery.
     *
     * @param state after it: QUEUED (will be tried again), DELIVERED, HELD, SKIPPED
     * @param attempt number of the attempt; 0: none was made
     * @param aside when held: what is behind it goes on
     * @param outcome DELIVERED, RETRY, REJECTED, UNKNOWN, or the act
     * @param response what the peer answered; content
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
            byte @Nullable [] response)
            implements Entry {
        @Override
        public String toString() {
            return "Result[" + Ids.text(message) + ", " + destination + ", " + state + "]";
        }
    }

    /**
     * What a person did: {@code resend}, {@code rerun}, {@code hold}, {@code release}, {@code
     * skip}.
     */
    record Act(long message, String destination, long at, String act, String who, String why)
            implements Entry {}

    /** How far a source has read; partitions that are not named keep theirs. */
    record Moved(String channel, Map<String, String> cursors) implements Entry {}

    /** A version of a channel began to run; its text with all includes, secrets as references. */
    record Version(String channel, long version, long at, String text) implements Entry {
        @Override
        public String toString() {
            return "Version[" + channel + ", " + version + "]";
        }
    }

    /**
     * Where an accepted message comes from.
     *
     * @param destination of a resend: the only one that gets it; empty: all
     */
    record Origin(Kind kind, long parent, String destination, String who, String why) {

        /** From the source. */
        public static final Origin SOURCE = new Origin(Kind.SOURCE, 0, "", "", "");

        /** Kinds; appended only, since the journal holds the ordinal. */
        public enum Kind {
            SOURCE,
            RESEND,
            RERUN
        }
    }
}
