package dev.pons.core.engine;

import dev.pons.core.store.Entry;

/**
 * The last order to a channel or a destination.
 *
 * @param order {@code start, stop, pause}
 * @param who gave it; empty: not known
 */
record Ordered(String order, String who) {

    /** Begins who gave it, where that was no person. */
    private static final String RULE = "rule: ";

    /** Stands behind a destination's name where the order is how fast it is sent to. */
    static final String RATE = "/rate";

    /** Stands in place of a destination's name where the order is a run beside the schedule. */
    static final String RUN = "/run";

    /** Before any order was given. */
    static final Ordered NONE = new Ordered("start", "");

    /** The destination of a rate. */
    static String ofRate(String name) {
        return name.substring(0, name.length() - RATE.length());
    }

    static Ordered of(Entry.Act act) {
        return new Ordered(act.act(), act.who());
    }

    /** A rule of the channel's file stops a destination; {@code reason} says all. */
    static Ordered byRule(String reason) {
        return new Ordered("stop", RULE + reason);
    }

    /** As the books keep it; {@link #parse} takes it back. */
    String text() {
        return who.isEmpty() ? order : order + " " + who;
    }

    static Ordered parse(String text) {
        var parts = text.split(" ", 2);
        return new Ordered(parts[0], parts.length < 2 ? "" : parts[1]);
    }

    boolean isStop() {
        return order.equals("stop");
    }

    boolean isPause() {
        return order.equals("pause");
    }

    /** {@code by order of local:anna; type channel:start adt}. */
    String words(String type) {
        if (who.startsWith(RULE)) {
            return who.substring(RULE.length());
        }
        return "by order" + (who.isEmpty() ? "" : " of " + who) + "; type " + type;
    }
}
