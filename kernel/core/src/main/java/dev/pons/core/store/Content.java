package dev.pons.core.store;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes of a message as an entry holds them: in memory, or in a side file when they are large;
 * {@link Store#content} decides. Nobody writes to them again.
 */
public final class Content implements Payload {

    /** No bytes. */
    public static final Content EMPTY = new Content(new byte[0], null);

    private final byte[] bytes;
    private final @Nullable SideFile side;

    private Content(byte[] bytes, @Nullable SideFile side) {
        this.bytes = bytes;
        this.side = side;
    }

    /** These bytes, in memory; the array is not copied. */
    public static Content of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Content(bytes, null);
    }

    static Content of(SideFile side) {
        return new Content(EMPTY.bytes, side);
    }

    @Override
    public long size() {
        return side == null ? bytes.length : side.length();
    }

    /** It stands in a side file. */
    boolean isLarge() {
        return side != null;
    }

    /** Bytes that it holds in memory. */
    int inMemory() {
        return bytes.length;
    }

    @Override
    public InputStream open() throws IOException {
        return side == null ? new ByteArrayInputStream(bytes) : side.open();
    }

    /** The file that it stands in; empty: it is in memory. */
    Optional<SideFile> side() {
        return Optional.ofNullable(side);
    }

    /** In words, for an operator: where it can be read. */
    public String place() {
        return side == null ? "it stands in the journal" : "it stands in " + side.path();
    }

    /** The bytes in memory themselves, not a copy; none of a side file's. */
    byte[] array() {
        return bytes;
    }

    @Override
    public byte[] toBytes() throws IOException {
        return side == null ? bytes : Payload.super.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content
                && Arrays.equals(bytes, content.bytes)
                && side().equals(content.side());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + side().hashCode();
    }

    /** Its size; never content. */
    @Override
    public String toString() {
        return size() + " bytes";
    }
}
