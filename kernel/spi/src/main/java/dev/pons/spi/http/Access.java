package dev.pons.spi.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may call a route, as an option: API keys, Basic, signatures. The kernel binds it, documents
 * it and asks for it before a body is read; a plugin only passes it on.
 */
@ProviderType
public interface Access {

    /** Anyone may call. */
    boolean open();

    /** For tests: anyone. */
    static Access everyone() {
        return () -> true;
    }
}
