package dev.pons.core.store.index;

import java.util.Optional;

/**
 * How what is sensitive in the index stands in its files: ids, values, reasons and the story of a
 * message. Any thread.
 */
public interface IndexGuard {

    /** As it is; for an engine without encryption at rest. */
    IndexGuard PLAIN = new PlainGuard();

    /**
     * By a key of 32 bytes.
     *
     * @param key empty: nothing is hidden
     */
    static IndexGuard of(Optional<byte[]> key) {
        return key.isPresent() ? new KeyedGuard(key.get()) : PLAIN;
    }

    /** Which key; files of another one are built anew. Empty: none. */
    String name();

    /** What stands in the file: the same for the same bytes; nothing for nothing. */
    byte[] hide(byte[] bytes);

    /**
     * The bytes again.
     *
     * @throws IllegalStateException it was changed, or hidden with another key
     */
    byte[] show(byte[] hidden);

    /**
     * What a value under a name is looked up by; evenly spread. Different values may have the same:
     * who finds one compares.
     */
    long hash(String name, String value);
}
