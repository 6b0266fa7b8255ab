package dev.pons.core.store;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Bytes of a message as an entry holds them; nobody writes to them again. */
public final class Content implements Payload {

    /** No bytes. */
    public static final Content EMPTY = new Content(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable Gone gone;

    /** What it was, and when retention deleted it, ms. */
    private record Gone(long size, long at) {}

    private Content(byte[] bytes, @Nullable Gone gone) {
        this.bytes = bytes;
        this.gone = gone;
    }

    /** It was deleted; its size is still known. */
    static Content gone(long size, long at) {
        return new Content(EMPTY.bytes, new Gone(size, at));
    }

    /** When retention deleted it, ms; 0: it is there. */
    long gone() {
        return gone == null ? 0 : gone.at();
    }

    /** These bytes; the array is not copied. */
    public static Content of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Content(bytes, null);
    }

    @Override
    public long size() {
        return gone == null ? bytes.length : gone.size();
    }

    @Override
    public InputStream open() throws IOException {
        if (gone != null) {
            throw new ContentGone(gone.at());
        }
        return new ByteArrayInputStream(bytes);
    }

    /** The bytes themselves, not a copy. */
    byte[] array() {
        return bytes;
    }

    @Override
    public byte[] toBytes() {
        if (gone != null) {
            throw new UncheckedIOException(new ContentGone(gone.at()));
        }
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content
                && Arrays.equals(bytes, content.bytes)
                && Objects.equals(gone, content.gone);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Its size; never content. */
    @Override
    public String toString() {
        return size() + " bytes";
    }
}
