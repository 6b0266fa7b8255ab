package dev.pons.cli;

import java.io.IOException;

/** There is no engine to talk to. */
final class NotRunningException extends IOException {

    private static final long serialVersionUID = 1L;

    NotRunningException() {
        super("the engine is not running (start it with: " + Main.command() + " start)");
    }
}
