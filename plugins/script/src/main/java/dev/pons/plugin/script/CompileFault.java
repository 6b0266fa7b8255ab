package dev.pons.plugin.script;

/** Why a script is none, with its place; no message was there yet, so nothing of one is in it. */
final class CompileFault extends Exception {

    private static final long serialVersionUID = 1L;

    CompileFault(Source source, int line, int column, String words) {
        super(source.name() + ":" + line + ":" + Math.max(1, column) + ": " + words);
    }

    /** The place and what is wrong there. */
    String words() {
        return String.valueOf(getMessage());
    }
}
