package dev.pons.spi;

import org.osgi.annotation.versioning.ConsumerType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a message, exactly as they crossed the wire; they never change. In memory or on
 * disk: the kernel decides. Any thread may read it, as often as it likes, as long as the call that
 * handed it out has not returned. A plugin makes one by {@link #of}; a format whose content is
 * larger than memory implements the two methods (the original with a few bytes exchanged), and the
 * kernel copies it before the call that gave it ends.
 */
@ConsumerType
public interface Payload {

    /** Length in bytes; always known. */
    long size();

    /**
     * A fresh stream from the first byte; close it. The only way to read what may be larger than
     * memory.
     */
    InputStream open() throws IOException;

    /**
     * All bytes. Do not write to the array: it may be the payload's own. Fails with {@code
     * IOException} over 1 GiB; a connector with large content uses {@link #open()}.
     */
    default byte[] toBytes() throws IOException {
        if (size() > 1L << 30) {
            throw new IOException("payload of " + size() + " bytes is too large for an array");
        }
        try (var in = open()) {
            return in.readAllBytes();
        }
    }

    /** Bytes in memory. The array is not copied: do not write to it again. */
    static Payload of(byte[] bytes) {
        return new Payload() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public byte[] toBytes() {
                return bytes;
            }
        };
    }
}
