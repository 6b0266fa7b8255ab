package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what {@link BytesOut} wrote, never behind its end. */
public final class BytesIn {

    private static final Pattern NAME = Pattern.compile("[0-9]+-[0-9]+\\.(large|sealed)");

    /** Stands where the length of a content does: it is in a side file. */
    static final long SIDE = -1;

    /** Stands there too: its size, and when retention deleted it, follow. */
    static final long GONE = -2;

    private final byte[] bytes;
    private final boolean withContent;
    private final SideFolder large;
    private final @Nullable Apart apart;
    private int at;
    private int end;
    private long skipped;

    /** Reads from one place to another; without content: it is passed over. */
    public BytesIn(byte[] bytes, int from, int end, boolean withContent) {
        this(bytes, from, end, withContent, SideFolder.NONE);
    }

    /**
     * @param large where side files stand
     */
    BytesIn(byte[] bytes, int from, int end, boolean withContent, SideFolder large) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.withContent = withContent;
        this.large = large;
        this.apart = null;
    }

    /** Of an entry whose contents stand apart, with their lengths only among its bytes. */
    BytesIn(byte[] bytes, int from, int end, Apart apart, SideFolder large) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.withContent = apart != Apart.PASSED;
        this.large = large;
        this.apart = apart;
    }

    int position() {
        return at;
    }

    /** Goes on behind so many bytes. */
    void pass(int count) throws IOException {
        need(count);
        at += count;
    }

    /** Length of the last content, read or passed over. */
    long contentLength() {
        return skipped;
    }

    /** The end is not reached. */
    public boolean more() {
        return at < end;
    }

    /** One byte. */
    public int fixed8() throws IOException {
        need(1);
        return bytes[at++];
    }

    /** Eight bytes. */
    public long fixed64() throws IOException {
        need(8);
        long value = 0;
        for (var i = 0; i < 8; i++) {
            value = value << 8 | bytes[at++] & 0xff;
        }
        return value;
    }

    /** As it was written. */
    public long number() throws IOException {
        long value = 0;
        for (var shift = 0; shift < 64; shift += 7) {
            need(1);
            var next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken();
    }

    /** A number of things that follow, each of at least one byte. */
    public int count() throws IOException {
        var count = number();
        if (count < 0 || count > end - at) {
            throw broken();
        }
        return (int) count;
    }

    /** A text. */
    public String text() throws IOException {
        var length = count();
        if (length == 0) {
            return "";
        }
        var text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** With their length before them. */
    public byte[] bytes() throws IOException {
        var length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A text that many entries have. */
    String name() throws IOException {
        var length = count();
        var name = Names.of(bytes, at, length);
        at += length;
        return name;
    }

    /** Empty instead of the content when that is not asked for. */
    @Nullable Content content() throws IOException {
        var coded = number();
        if (coded == 0) {
            return null;
        }
        if (coded == SIDE) {
            return side();
        }
        if (coded == GONE) {
            skipped = number();
            var when = number();
            return withContent ? Content.gone(skipped, when) : Content.EMPTY;
        }
        if (apart != null && coded > 0) {
            skipped = coded - 1;
            return withContent ? apart.take(skipped) : Content.EMPTY;
        }
        if (coded < 0 || coded - 1 > end - at) {
            throw broken();
        }
        skipped = coded - 1;
        var from = at;
        at += (int) skipped;
        return withContent ? Content.of(Arrays.copyOfRange(bytes, from, at)) : Content.EMPTY;
    }

    private Content side() throws IOException {
        var name = text();
        skipped = number();
        var digest = text();
        if (skipped < 0 || !NAME.matcher(name).matches()) {
            throw broken();
        }
        if (withContent && apart != null && apart.isGone()) {
            return apart.take(skipped);
        }
        return withContent ? Content.of(new SideFile(large, name, skipped, digest)) : Content.EMPTY;
    }

    Content presentContent() throws IOException {
        var content = content();
        if (content == null) {
            throw broken();
        }
        return content;
    }

    Map<String, String> map() throws IOException {
        var count = count();
        if (count == 0) {
            return Map.of();
        }
        var map = new LinkedHashMap<String, String>(count * 2);
        for (var i = 0; i < count; i++) {
            map.put(name(), text());
        }
        return map;
    }

    List<String> texts() throws IOException {
        var count = count();
        if (count == 0) {
            return List.of();
        }
        var texts = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    /** Narrows to a part; give what it returns to {@link #leave}. */
    int enter() throws IOException {
        var length = count();
        var outer = end;
        end = at + length;
        return outer;
    }

    /** Goes on behind the part, whatever of it was not read. */
    void leave(int outer) {
        at = end;
        end = outer;
    }

    private void need(int count) throws IOException {
        if (count > end - at) {
            throw broken();
        }
    }

    /** What was read cannot be what was written. */
    public IOException broken() {
        return new IOException(
                "An entry cannot be decoded though its checksum fits: it was written by another"
                        + " version of Pons; start the version that wrote it");
    }
}
