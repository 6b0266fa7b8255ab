package dev.pons.core.config;

import dev.pons.core.config.schedule.Hours;
import dev.pons.core.config.schedule.Schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param keeping what is kept of its messages, and found by
 */
public record ChannelFile(
        String name,
        String text,
        String description,
        ZoneId zone,
        Source source,
        List<StepPart> steps,
        List<Destination> destinations,
        OnError onError,
        Keeping keeping) {

    /** A type with its options, and where it stands. */
    public record Part(String type, Mark mark, Yaml options) {}

    /** A format: its name, options (an empty map if none) and where it stands. */
    public record FormatPart(String type, Mark mark, Yaml options) {}

    /**
     * The source.
     *
     * @param schedule when a poller is called; empty: the file does not say
     */
    public record Source(
            Part part,
            FormatPart format,
            Answer answer,
            Optional<Schedule> schedule,
            Optional<Duplicates> duplicates,
            Optional<Alert> alert) {}

    /**
     * What the sender is told, and when.
     *
     * @param of the destination whose peer's answer goes back; empty unless REPLY_OF
     * @param within how long the sender waits at most
     * @param reply steps that shape the answer
     */
    public record Answer(
            Acknowledge acknowledge, String of, Duration within, List<StepPart> reply) {}

    /** When the sender is told yes. */
    public enum Acknowledge {
        /** On disk. */
        STORED,
        /** The source's steps ran too. */
        CHECKED,
        /** Every destination is done. */
        PROCESSED,
        /** One destination's peer answered. */
        REPLY_OF
    }

    /**
     * The same message once more.
     *
     * @param by path whose value tells messages apart
     * @param within how long it is remembered
     * @param then the same bytes again
     * @param different other bytes under the same value
     */
    public record Duplicates(Yaml.Text by, Duration within, Same then, Different different) {

        /** What becomes of the second one. */
        public enum Same {
            DROP,
            HOLD,
            MARK
        }

        /** What becomes of one that only claims to be the same. */
        public enum Different {
            HOLD,
            TAKE
        }
    }

    /**
     * When somebody is told; each part that is given is watched.
     *
     * @param queue more wait
     * @param oldest one waits longer
     * @param down the peer cannot be reached, or the source not be opened, for longer
     * @param idle nothing came, or went, for longer
     * @param held more wait for a person
     * @param hours when; empty: always
     * @param to name of a target in {@code etc/alerts.yaml}; empty: the console only
     */
    public record Alert(
            OptionalLong queue,
            Optional<Duration> oldest,
            Optional<Duration> down,
            Optional<Duration> idle,
            OptionalLong held,
            Optional<Hours> hours,
            String to) {}

    /**
     * What is kept of the channel's messages.
     *
     * @param index extra values that messages are found by
     * @param retention how long what is kept
     * @param queued what becomes of messages that wait for a destination that is gone
     */
    public record Keeping(List<IndexPath> index, Retention retention, Map<String, Queued> queued) {

        /** Nothing said. */
        public static final Keeping STANDARD = new Keeping(List.of(), Retention.FOREVER, Map.of());
    }

    /** A value that messages are found by. */
    public record IndexPath(String name, Yaml.Text path) {}

    /**
     * How long what is kept; empty: for ever.
     *
     * @param content bytes of messages, answers
     * @param metadata everything else that is known of a message
     * @param errors content and metadata of messages that were refused, failed or held
     * @param bytes the most that the channel's content takes on disk; the oldest goes first
     */
    public record Retention(
            Optional<Duration> content,
            Optional<Duration> metadata,
            Optional<Duration> errors,
            OptionalLong bytes) {

        /** Nothing is ever deleted. */
        public static final Retention FOREVER =
                new Retention(
                        Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /**
     * What becomes of deliveries whose destination is gone from the file.
     *
     * @param to another destination that gets them; empty unless SEND
     */
    public record Queued(Fate fate, String to) {

        /** What becomes of them. */
        public enum Fate {
            HOLD,
            SEND,
            DROP
        }
    }

    /**
     * One step: what names it, its value, and its {@code when}.
     *
     * @param key {@code keep}, {@code set}, or a plugin's type
     */
    public record StepPart(String key, Mark mark, Yaml value, Optional<Yaml> when) {}

    /**
     * One destination.
     *
     * @param attempts how it is tried, and what an outcome means
     * @param reply steps on the peer's answer
     * @param alert when somebody is told
     */
    public record Destination(
            String name,
            Mark mark,
            Part part,
            Optional<Yaml> when,
            List<StepPart> steps,
            Order order,
            Retry retry,
            Attempts attempts,
            List<StepPart> reply,
            Optional<Alert> alert) {}

    /**
     * What is sent when, and what its outcome means.
     *
     * @param outcomes first match decides; empty: as the language has it
     * @param expire too old to be sent
     * @param after the destination that must have delivered before
     * @param body what is sent; empty: the message
     * @param rate no more than so many
     * @param priority condition: what fits goes before the rest, as far as the order allows
     */
    public record Attempts(
            List<Outcome> outcomes,
            Optional<Duration> expire,
            Optional<Yaml.Text> after,
            Optional<Body> body,
            Optional<Rate> rate,
            Optional<Yaml> priority) {}

    /**
     * What an outcome means.
     *
     * @param mark where it stands
     * @param when condition over the peer's answer and {@code outcome}; empty: always
     * @param blocks what waits behind a held one waits too
     */
    public record Outcome(Mark mark, Optional<Yaml> when, Then then, boolean blocks) {

        /** What follows. */
        public enum Then {
            DELIVERED,
            RETRY,
            HOLD,
            SKIP,
            STOP
        }
    }

    /** A part of the message, decoded. */
    public record Body(Yaml.Text from, Decode decode) {

        /** How the text stands for bytes. */
        public enum Decode {
            NONE,
            BASE64,
            HEX
        }
    }

    /**
     * What a step asks of a peer.
     *
     * @param name how answers and words call it
     * @param part type of destination, and its options
     * @param steps make what is sent, on a copy of the message
     * @param body what is sent; empty: the message
     * @param within bounds it all, further attempts included
     * @param unknown what follows where it may have arrived, and there is no answer
     */
    public record Enrich(
            String name,
            Mark mark,
            Part part,
            List<StepPart> steps,
            Optional<Body> body,
            Duration within,
            Unknown unknown) {

        /** What follows. */
        public enum Unknown {
            RETRY,
            HOLD
        }
    }

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
