package dev.pons.core.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that a channel file has of its own, by place. In a source, a destination, a step and
 * {@code enrich}, the one key that is none of them names the type (channel language, section 1).
 */
public enum ReservedWords {
    /** The file itself. */
    CHANNEL(
            "a channel",
            List.of(
                    "description",
                    "zone",
                    "source",
                    "steps",
                    "destinations",
                    "on-error",
                    "index",
                    "retention",
                    "queued")),
    /** Where messages come from. */
    SOURCE(
            "a source",
            List.of("format", "acknowledge", "within", "reply", "duplicates", "schedule", "alert")),
    /** Where messages go. */
    DESTINATION(
            "a destination",
            List.of(
                    "when",
                    "steps",
                    "order",
                    "retry",
                    "outcome",
                    "unknown",
                    "reply",
                    "expire",
                    "after",
                    "body",
                    "rate",
                    "priority",
                    "alert")),
    /** What happens between; {@code include} stands for a list of steps. */
    STEP("a step", List.of("when", "include", "create", "steps")),
    /** What a step asks of a peer. */
    ENRICH(
            "enrich",
            List.of("name", "steps", "body", "format", "into", "within", "unknown", "miss")),
    /** In {@code acknowledge}. */
    ACKNOWLEDGE("acknowledge", List.of("reply-of")),
    /** In {@code duplicates}. */
    DUPLICATES("duplicates", List.of("by", "within", "then", "different")),
    /** In {@code schedule}. */
    SCHEDULE("schedule", List.of("every", "at", "cron", "hours", "days", "jitter", "missed")),
    /** In {@code on-error}. */
    ON_ERROR("on-error", List.of("then", "lane")),
    /** In {@code order}. */
    ORDER("order", List.of("key", "lanes", "none")),
    /** In {@code order: none}. */
    LANES("none", List.of("lanes")),
    /** In {@code retry}. */
    RETRY("retry", List.of("first", "longest", "jitter")),
    /** In {@code outcome}. */
    OUTCOME("an outcome", List.of("when", "then", "lane")),
    /** In {@code body}. */
    BODY("body", List.of("from", "decode")),
    /** In {@code retention}. */
    RETENTION("retention", List.of("content", "metadata", "errors", "bytes")),
    /** In {@code alert}. */
    ALERT("alert", List.of("queue", "oldest", "down", "idle", "held", "hours", "to")),
    /** Types that the engine has of its own. */
    OWN_TYPES("a type of the engine", List.of("channel"));

    private static final Set<ReservedWords> BESIDE_A_TYPE =
            EnumSet.of(SOURCE, DESTINATION, STEP, ENRICH);

    /** What channels, destinations and types are called. */
    static final String NAME = "[a-z0-9][a-z0-9-]*";

    private final String place;
    private final List<String> words;

    ReservedWords(String place, List<String> words) {
        this.place = place;
        this.words = words;
    }

    /** {@code a destination}. */
    String place() {
        return place;
    }

    /** A plugin may not call a type so: it stands beside types, or the engine has that type. */
    static boolean isTaken(String type) {
        return all().contains(type) || OWN_TYPES.words.contains(type);
    }

    /** Words that may be written here. */
    public List<String> words() {
        return words;
    }

    /** Every word that may stand beside a type: none of them may be the name of one. */
    public static Set<String> all() {
        var all = new TreeSet<String>();
        BESIDE_A_TYPE.forEach(p -> all.addAll(p.words));
        return Collections.unmodifiableSet(all);
    }
}
