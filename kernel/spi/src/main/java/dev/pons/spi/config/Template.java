package dev.pons.spi.config;

import org.jspecify.annotations.Nullable;

/**
 * A text with paths in braces, as an option: {@code name: "{MSH-7}-{MSH-10}.hl7"}. A plugin does
 * not evaluate it: it asks {@code attempt.text(template)} or {@code run.text(template)}; a poller,
 * before there is a message, {@code turn.text(template, facts)}. The kernel renders it once per
 * message, journals the result, and returns the same text at each retry.
 */
public final class Template {

    private final String source;

    private Template(String source) {
        this.source = source;
    }

    /** For the kernel and for tests. */
    public static Template of(String source) {
        return new Template(source);
    }

    /** Equal texts are equal templates. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && template.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** The text as it stands in the channel file. */
    @Override
    public String toString() {
        return source;
    }
}
