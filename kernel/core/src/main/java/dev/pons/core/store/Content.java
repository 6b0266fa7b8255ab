package dev.pons.core.store;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Bytes of a message as an entry holds them: in memory, or in a side file when they are large;
 * {@link Store#content} decides. Nobody writes to them again.
 */
public final class Content implements Payload {

    /** No bytes. */
    public static final Content EMPTY = new Content(new byte[0], null, null);

    private final byte[] bytes;
    private final @Nullable SideFile side;
    private final @Nullable Gone gone;

    /** What it was, and when retention deleted it, ms. */
    private record Gone(long size, long at) {}

    private Content(byte[] bytes, @Nullable SideFile side, @Nullable Gone gone) {
        this.bytes = bytes;
        this.side = side;
        this.gone = gone;
    }

    /** It was deleted; its size is still known. */
    static Content gone(long size, long at) {
        return new Content(EMPTY.bytes, null, new Gone(size, at));
    }

    /** When retention deleted it, ms; 0: it is there. */
    long gone() {
        return gone == null ? 0 : gone.at();
    }

    /** These bytes, in memory; the array is not copied. */
    public static Content of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Content(bytes, null, null);
    }

    static Content of(SideFile side) {
        return new Content(EMPTY.bytes, side, null);
    }

    @Override
    public long size() {
        if (gone != null) {
            return gone.size();
        }
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
        if (gone != null) {
            throw new ContentGone(gone.at());
        }
        return side == null ? new ByteArrayInputStream(bytes) : side.open();
    }

    /** The file that it stands in; empty: it is in memory. */
    Optional<SideFile> side() {
        return Optional.ofNullable(side);
    }

    /** In words, for an operator: where it can be read. */
    public String place() {
        if (side == null) {
            return "it stands in the journal";
        }
        return "it stands in "
                + side.path()
                + (SideFolder.isSealed(side.name()) ? ", encrypted" : "");
    }

    /** The bytes in memory themselves, not a copy, to be read only; none of a side file's. */
    public byte[] array() {
        return bytes;
    }

    @Override
    public byte[] toBytes() throws IOException {
        return side == null && gone == null ? bytes : Payload.super.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content
                && Arrays.equals(bytes, content.bytes)
                && side().equals(content.side())
                && Objects.equals(gone, content.gone);
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
