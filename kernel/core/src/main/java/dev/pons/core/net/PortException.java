package dev.pons.core.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * A port cannot be opened. The words are this room's own, made for operators: which port, why, what
 * to do.
 */
public final class PortException extends IOException {

    private static final long serialVersionUID = 1L;

    PortException(String words, @Nullable Throwable cause) {
        super(words, cause);
    }
}
