package dev.pons.spi.config;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A password, key or token, as an option. The kernel resolves the reference ({@code
 * ${secret:name}}) before {@code create}; an unresolved one fails validation. Call {@link
 * #reveal()} as late as possible and keep no copy: it may be rotated.
 */
public final class Secret {

    private final char[] text;

    private Secret(char[] text) {
        this.text = text;
    }

    /** For the kernel and for tests. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** The secret in a new array; overwrite it after use. */
    public char[] reveal() {
        return text.clone();
    }

    /** Equal texts are equal secrets. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && Arrays.equals(secret.text, text);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text);
    }

    /** Three asterisks, always. */
    @Override
    public String toString() {
        return "***";
    }
}
