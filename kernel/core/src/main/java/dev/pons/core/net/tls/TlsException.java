package dev.pons.core.net.tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * No TLS, in words for operators: what is wrong and what to do. Nothing that a peer wrote stands in
 * them but the names in its certificate.
 */
public final class TlsException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsException(String words, @Nullable Throwable cause) {
        super(words, cause);
    }
}
