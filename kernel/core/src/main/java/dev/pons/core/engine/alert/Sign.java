package dev.pons.core.engine.alert;

/**
 * What one watch sees at this moment.
 *
 * @param of what is watched
 * @param what is the case, in one line without content
 * @param why the last error in our words; may be empty
 * @param type what a person types
 * @param to the target that is told; empty: the console only
 */
public record Sign(Watched of, Level level, String what, String why, String type, String to) {

    /**
     * What is watched; tells alerts apart.
     *
     * @param kind {@code queue}, {@code down}, {@code disk}...
     * @param channel empty: the engine itself
     * @param destination empty: the channel as a whole
     */
    public record Watched(String kind, String channel, String destination) {}

    /** How it is. */
    public enum Level {
        /** An alert that is active ends, when it stays so. */
        WELL,
        /** Neither begins an alert nor ends one: not known, or in between. */
        UNSURE,
        /** An alert begins. */
        ILL
    }
}
