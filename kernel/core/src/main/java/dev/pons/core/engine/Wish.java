package dev.pons.core.engine;

/** What an operator wishes of a channel, and what is in the way. Any thread. */
final class Wish {

    private volatile Ordered order = Ordered.NONE;
    private volatile String trouble = "";
    private volatile String blocked = "";
    private volatile String stuck = "";

    void set(Ordered next) {
        order = next;
    }

    Ordered order() {
        return order;
    }

    boolean stopped() {
        return order.isStop();
    }

    String stopWords(String channel) {
        return order.words("channel:start " + channel);
    }

    boolean paused() {
        return order.isPause();
    }

    /** Why the source is not open; empty: it is. */
    void trouble(String why) {
        trouble = why;
    }

    /** A step does not end, in words; empty: all do. True: that is new. */
    boolean stuck(String why) {
        boolean changed = !stuck.equals(why);
        stuck = why;
        return changed;
    }

    /** Why nothing goes on: the source is not open, or a step does not end; empty: it does. */
    String down() {
        return trouble.isEmpty() ? stuck : trouble;
    }

    /** What blocks the steps, in words; empty: nothing. */
    void blocked(String why) {
        blocked = why;
    }

    String blocked() {
        return blocked;
    }
}
