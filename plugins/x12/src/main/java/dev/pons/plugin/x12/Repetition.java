package dev.pons.plugin.x12;

/**
 * One repetition of an element; handles stand on it, so it stays the same when others come and go.
 */
final class Repetition {

    private String text;
    private boolean gone;

    Repetition(String text) {
        this.text = text;
    }

    /** As it stands in the message, with its components. */
    String text() {
        return text;
    }

    void become(String other) {
        text = other;
    }

    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }
}
