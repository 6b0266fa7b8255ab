package dev.pons.core.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A channel file, read and checked as far as no plugin is needed: reserved words bound, types
 * named, options left as YAML.
 *
 * @param name of the file, without {@code .yaml}
 * @param text of the file with its includes put in, as journaled with the version
 * @param description one line
 * @param zone of every time without one
 * @param source where messages come from
 * @param steps run once per message
 * @param destinations in the order of the file, at least one
 * @param onError when a step fails
 */
public record ChannelFile(
        String name,
        String text,
        String description,
        ZoneId zone,
        Source source,
        List<StepPart> steps,
        List<Destination> destinations,
        OnError onError) {

    /** A type with its options, and where it stands. */
    public record Part(String type, Mark mark, Yaml options) {}

    /** A format: its name, options (an empty map if none) and where it stands. */
    public record FormatPart(String type, Mark mark, Yaml options) {}

    /**
     * The source.
     *
     * @param schedule how often a poller is called
     */
    public record Source(
            Part part,
            FormatPart format,
            Acknowledge acknowledge,
            Duration within,
            Duration schedule) {}

    /** When the sender is told yes. */
    public enum Acknowledge {
        /** On disk. */
        STORED,
        /** The source's steps ran too. */
        CHECKED
    }

    /**
     * One step: what names it, its value, and its {@code when}.
     *
     * @param key {@code keep}, {@code set}, or a plugin's type
     */
    public record StepPart(String key, Mark mark, Yaml value, Optional<Yaml> when) {}

    /** One destination. */
    public record Destination(
            String name,
            Mark mark,
            Part part,
            Optional<Yaml> when,
            List<StepPart> steps,
            Order order,
            Retry retry) {}

    /**
     * Order of delivery.
     *
     * @param keys templates; STRICT and NONE have none
     * @param lanes how many at a time
     */
    public record Order(Kind kind, List<Yaml.Text> keys, int lanes) {

        /** Kinds. */
        public enum Kind {
            STRICT,
            KEY,
            NONE
        }
    }

    /** Pauses between attempts: first, longest, and whether they are jittered. */
    public record Retry(Duration first, Duration longest, boolean jitter) {}

    /**
     * When a step fails: what happens to the message, and whether a held one blocks what is behind
     * it in its lane.
     */
    public record OnError(Then then, boolean blocks) {

        /** What happens. */
        public enum Then {
            HOLD,
            REFUSE,
            DROP
        }
    }
}
