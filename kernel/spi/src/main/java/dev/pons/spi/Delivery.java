package dev.pons.spi;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * What a destination learned about one message. Made by destinations and formats, read by the
 * kernel. {@code why} is in own words and may be logged; what the peer wrote goes into the
 * response, which is kept as content.
 */
public final class Delivery {

    /** Grows in later versions: only the kernel switches over it. */
    public enum Kind {
        /** The peer took responsibility. */
        DELIVERED,
        /** Surely not taken; later may work. */
        RETRY,
        /** Refused for good. */
        REJECTED,
        /** It may or may not have arrived. */
        UNKNOWN,
        /** It arrived; the peer's final answer comes by another way. */
        AWAITING
    }

    private final Kind kind;
    private final String why;
    private final @Nullable Message response;
    private final Duration pause;
    private final String correlation;

    private Delivery(Kind kind, String why, @Nullable Message response, Duration pause) {
        this(kind, why, response, pause, "");
    }

    private Delivery(
            Kind kind, String why, @Nullable Message response, Duration pause, String correlation) {
        this.kind = kind;
        this.why = why;
        this.response = response;
        this.pause = pause;
        this.correlation = correlation;
    }

    /** The peer took responsibility. */
    public static Delivery delivered() {
        return new Delivery(Kind.DELIVERED, "", null, Duration.ZERO);
    }

    /** Surely not taken; the same bytes may succeed later. */
    public static Delivery retry(String why) {
        return new Delivery(Kind.RETRY, why, null, Duration.ZERO);
    }

    /** The peer refused this message for good. */
    public static Delivery rejected(String why) {
        return new Delivery(Kind.REJECTED, why, null, Duration.ZERO);
    }

    /** It may or may not have arrived; the channel decides what follows. */
    public static Delivery unknown(String why) {
        return new Delivery(Kind.UNKNOWN, why, null, Duration.ZERO);
    }

    /**
     * The peer has it, and its final answer comes by another way: {@link Late#complete} names it by
     * the correlation. What is behind it waits as for an answer. After the deadline it is unknown.
     *
     * @param correlation not empty, the same for no other delivery of the channel that is awaited
     * @param deadline from now
     */
    public static Delivery awaiting(String correlation, Duration deadline) {
        if (correlation.isEmpty()) {
            throw new IllegalArgumentException("an answer without a correlation never comes");
        }
        return new Delivery(Kind.AWAITING, "", null, deadline, correlation);
    }

    /** The same, with what the peer answered. */
    public Delivery with(Message answer) {
        return new Delivery(kind, why, answer, pause, correlation);
    }

    /**
     * The same, with a pause that the peer asked for before the next attempt; for what awaits, with
     * another deadline.
     */
    public Delivery after(Duration asked) {
        return new Delivery(kind, why, response, asked, correlation);
    }

    /** For the kernel, as all that follow. */
    public Kind kind() {
        return kind;
    }

    /** Own words; empty when delivered. */
    public String why() {
        return why;
    }

    /** What the peer answered. */
    public Optional<Message> response() {
        return Optional.ofNullable(response);
    }

    /** Pause before the next attempt that the peer asked for; zero: none. */
    public Duration pause() {
        return kind == Kind.AWAITING ? Duration.ZERO : pause;
    }

    /** By what the final answer is recognised; empty unless it awaits one. */
    public String correlation() {
        return correlation;
    }

    /** How long the final answer is waited for; zero unless it awaits one. */
    public Duration deadline() {
        return kind == Kind.AWAITING ? pause : Duration.ZERO;
    }

    /** Kind and own words; never content. */
    @Override
    public String toString() {
        return why.isEmpty() ? kind.toString() : kind + ": " + why;
    }
}
