package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Bytes that grow while they are written. Whole numbers are LEB128; fixed ones big-endian. */
public final class BytesOut {

    private byte[] bytes;
    private int size;

    /** With room for so many, at first. */
    public BytesOut(int expected) {
        bytes = new byte[expected];
    }

    /** Not a copy; valid up to {@link #size}. */
    public byte[] array() {
        return bytes;
    }

    /** So many were written. */
    public int size() {
        return size;
    }

    /** Leaves room that is filled by {@link #fixed32At}. */
    void skip(int count) {
        room(count);
        size += count;
    }

    /** One byte. */
    public void fixed8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void fixed32At(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    int fixed32At(int at) {
        return bytes[at] << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    /** Eight bytes, whatever the value. */
    public void fixed64(long value) {
        skip(8);
        fixed32At(size - 8, (int) (value >>> 32));
        fixed32At(size - 4, (int) value);
    }

    /** One byte for 0 to 127, more for others, ten for negative ones. */
    public void number(long value) {
        room(10);
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Of any length. */
    public void text(String text) {
        var length = text.length();
        var start = size;
        number(length);
        room(length);
        for (var i = 0; i < length; i++) {
            var character = text.charAt(i);
            if (character >= 0x80) {
                size = start;
                var encoded = text.getBytes(StandardCharsets.UTF_8);
                number(encoded.length);
                raw(encoded);
                return;
            }
            bytes[size++] = (byte) character;
        }
    }

    /** With their length. */
    public void bytes(byte[] all) {
        bytes(all, all.length);
    }

    /** The same, of so many. */
    public void bytes(byte[] all, int length) {
        number(length);
        raw(all, length);
    }

    /** Begins anew in the same place. */
    public void clear() {
        size = 0;
    }

    /** Null and empty stay two things. */
    void content(@Nullable Content content) {
        if (content == null) {
            number(0);
            return;
        }
        var side = content.side();
        if (side.isPresent()) {
            number(BytesIn.SIDE);
            text(side.get().name());
            number(side.get().length());
            text(side.get().digest());
            return;
        }
        number(content.size() + 1L);
        raw(content.array());
    }

    void map(Map<String, String> map) {
        number(map.size());
        map.forEach(
                (key, value) -> {
                    text(key);
                    text(value);
                });
    }

    void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    /** A part with its length before it, so that a reader can pass over its end. */
    void part(BytesOut inner) {
        number(inner.size);
        raw(inner.bytes, inner.size);
    }

    private void raw(byte[] more) {
        raw(more, more.length);
    }

    private void raw(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    private void room(int count) {
        if (count > bytes.length - size) {
            var wanted = (long) size + count;
            if (wanted > Frames.LARGEST) {
                throw new IllegalArgumentException(
                        "A batch may have at most " + Frames.LARGEST + " bytes: make it smaller");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Frames.LARGEST, wanted + wanted / 2 + 64));
        }
    }
}
