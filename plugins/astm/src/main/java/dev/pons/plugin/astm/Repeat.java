package dev.pons.plugin.astm;

/** One repeat of a field; handles stand on it, so it stays the same when others come and go. */
final class Repeat {

    private String text;
    private boolean gone;

    Repeat(String text) {
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
