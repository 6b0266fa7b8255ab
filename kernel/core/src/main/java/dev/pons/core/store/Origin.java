package dev.pons.core.store;

import java.util.Map;

/**
 * Where an accepted message comes from.
 *
 * @param destination of a resend: the only one that gets it; empty: all
 * @param step that it goes on behind: the number of the one that split it off, or the name of the
 *     one that collected it; empty: all steps run
 * @param variables of what goes on behind a step: what steps before it let
 */
public record Origin(
        Kind kind,
        long parent,
        String destination,
        String who,
        String why,
        String step,
        Map<String, String> variables) {

    /** From the source. */
    public static final Origin SOURCE = new Origin(Kind.SOURCE, 0, "", "", "");

    /** Of what runs through all steps. */
    public Origin(Kind kind, long parent, String destination, String who, String why) {
        this(kind, parent, destination, who, why, "", Map.of());
    }

    /** The same, for what goes on behind a step as another one does. */
    public Origin behind(Origin other) {
        return new Origin(kind, parent, destination, who, why, other.step, other.variables);
    }

    /** Kinds; appended only, since the journal holds the ordinal. */
    public enum Kind {
        SOURCE,
        RESEND,
        RERUN,
        /** Other bytes, given by a person, through today's channel. */
        EDIT,
        /** What one destination was to get, sent to another one. */
        REDIRECT,
        /** A part of another one. */
        SPLIT,
        /** From another channel; {@code who} is its {@code channel/destination}. */
        HANDED,
        /** Made of a group of others; its parent is the first of them, which names the group. */
        AGGREGATE
    }
}
