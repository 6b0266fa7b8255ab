package dev.pons.spi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a message after a step. Made by steps, read by the kernel. Reasons are in own
 * words, are recorded and may be logged.
 */
public final class StepResult {

    /** Grows in later versions: only the kernel switches over it. */
    public enum Kind {
        /** Goes on. */
        NEXT,
        /** Ends on purpose. */
        DROP,
        /** Waits for a person. */
        HOLD,
        /** Tells the sender no. */
        REFUSE,
        /** Goes on to named destinations only. */
        ROUTE,
        /** Several messages go on in place of this one. */
        SPLIT
    }

    private final Kind kind;
    private final @Nullable Message message;
    private final String reason;
    private final @Nullable Problem problem;
    private final Set<String> destinations;
    private final List<Message> parts;

    private StepResult(
            Kind kind,
            @Nullable Message message,
            String reason,
            @Nullable Problem problem,
            Set<String> destinations,
            List<Message> parts) {
        this.kind = kind;
        this.message = message;
        this.reason = reason;
        this.problem = problem;
        this.destinations = Set.copyOf(destinations);
        this.parts = List.copyOf(parts);
    }

    private static StepResult of(Kind kind, @Nullable Message message, String reason) {
        return new StepResult(kind, message, reason, null, Set.of(), List.of());
    }

    /** Goes on, changed or not. */
    public static StepResult next(Message message) {
        return of(Kind.NEXT, message, "");
    }

    /** Ends here, on purpose. */
    public static StepResult drop(String reason) {
        return of(Kind.DROP, null, reason);
    }

    /** Waits for a person. */
    public static StepResult hold(String reason) {
        return of(Kind.HOLD, null, reason);
    }

    /** Tells the sender no, where it still waits; recorded in any case. */
    public static StepResult refuse(Problem problem) {
        return new StepResult(Kind.REFUSE, null, problem.words(), problem, Set.of(), List.of());
    }

    /** Goes on to these destinations only. An unknown name fails the message. */
    public static StepResult route(Message message, Set<String> destinations, String reason) {
        return new StepResult(Kind.ROUTE, message, reason, null, destinations, List.of());
    }

    /**
     * These go on in place of the message, each a message of its own that is linked to it; the
     * steps that follow run for each. None ends it as {@link #drop} does. Of a step of the source
     * only.
     */
    public static StepResult split(List<Message> parts, String reason) {
        return new StepResult(Kind.SPLIT, null, reason, null, Set.of(), parts);
    }

    /** For the kernel, as all that follow. */
    public Kind kind() {
        return kind;
    }

    /** What goes on; empty where nothing does. */
    public Optional<Message> message() {
        return Optional.ofNullable(message);
    }

    /** Own words. */
    public String reason() {
        return reason;
    }

    /** Of a refusal. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Of a split. */
    public List<Message> parts() {
        return parts;
    }

    /** Of a route. */
    public Set<String> destinations() {
        return destinations;
    }
}
