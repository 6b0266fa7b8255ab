package dev.pons.core.engine;

/** What an operator wishes of a channel, and what is in the way. Any thread. */
final class Wish {

    private volatile String order = "start";
    private volatile String trouble = "";
    private volatile String blocked = "";

    /** {@code start, resume, stop, pause}. */
    void set(String next) {
        order = next;
    }

    boolean stopped() {
        return order.equals("stop");
    }

    boolean paused() {
        return order.equals("pause");
    }

    /** Why the source is not open; empty: it is. */
    void trouble(String why) {
        trouble = why;
    }

    String trouble() {
        return trouble;
    }

    /** What blocks the steps, in words; empty: nothing. */
    void blocked(String why) {
        blocked = why;
    }

    String blocked() {
        return blocked;
    }
}
