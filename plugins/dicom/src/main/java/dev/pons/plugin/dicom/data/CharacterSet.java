package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What Specific Character Set (0008,0005) says (PS3.3 section C.12.1.1.2). A term that is unknown
 * reads and writes ASCII only. Immutable.
 */
public final class CharacterSet {

    /** The default repertoire. */
    public static final CharacterSet DEFAULT = of(List.of());

    private final @Nullable Charset whole;
    private final List<Repertoire> first;
    private final List<Repertoire> all;
    private final boolean known;

    private CharacterSet(
            @Nullable Charset whole, List<Repertoire> first, List<Repertoire> all, boolean known) {
        this.whole = whole;
        this.first = first;
        this.all = all;
        this.known = known;
    }

    /** By the values of (0008,0005), in order; an empty first one is the default repertoire. */
    public static CharacterSet of(List<String> terms) {
        var first = new ArrayList<Repertoire>();
        var all = new ArrayList<Repertoire>();
        boolean known = true;
        for (int i = 0; i < terms.size(); i++) {
            var term = terms.get(i).strip();
            var whole = whole(term);
            if (whole != null && terms.size() == 1) {
                return new CharacterSet(whole, List.of(), List.of(), true);
            }
            var named = named(term);
            known &= !named.isEmpty() || term.isEmpty();
            if (i == 0) {
                named.stream()
                        .filter(one -> one.width() == 1 || one.element() == 1)
                        .forEach(first::add);
            }
            all.addAll(named);
        }
        if (first.stream().noneMatch(one -> one.element() == 0)) {
            first.add(0, Repertoire.ASCII);
        }
        all.addAll(0, first);
        return new CharacterSet(null, List.copyOf(first), all.stream().distinct().toList(), known);
    }

    /** Sets that have no code extensions. */
    private static @Nullable Charset whole(String term) {
        return switch (term) {
            case "ISO_IR 192" -> StandardCharsets.UTF_8;
            case "GB18030" -> Charset.forName("GB18030");
            case "GBK" -> Charset.forName("GBK");
            default -> null;
        };
    }

    /** The sets of a term, {@code ISO_IR 100} or {@code ISO 2022 IR 100}. */
    private static List<Repertoire> named(String term) {
        var number = term.replaceFirst("^(ISO_IR|ISO 2022 IR|ISO-IR|ISO IR) ", "");
        var found = new ArrayList<Repertoire>();
        for (var one : Repertoire.values()) {
            if (!number.equals(term) && one.registration().equals(number)) {
                found.add(one);
            }
        }
        return found;
    }

    /** Whether the standard has all of its terms. */
    public boolean isKnown() {
        return known;
    }

    List<Repertoire> first() {
        return first;
    }

    List<Repertoire> all() {
        return all;
    }

    /** The text of a value, or of values with backslashes between; null: the bytes are none. */
    public @Nullable String decode(byte[] bytes, Vr vr) {
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (!vr.isOfCharacterSet()) {
            return null;
        }
        var plain = plain();
        return plain == null || whole == null && hasEscapes(bytes)
                ? new CodeExtensions(this, vr).decode(bytes)
                : decode(bytes, plain);
    }

    private static @Nullable String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }

    /** The one that reads all without escape sequences; null: there is none. */
    private @Nullable Charset plain() {
        boolean alone =
                first.size() == 2
                        && first.contains(Repertoire.ASCII)
                        && first.stream().allMatch(one -> one.width() == 1);
        return whole != null || !alone ? whole : first.get(1).charset();
    }

    private static boolean hasEscapes(byte[] bytes) {
        for (byte one : bytes) {
            if (one == CodeExtensions.ESC) {
                return true;
            }
        }
        return false;
    }

    /**
     * The bytes of a text, with backslashes between values; null: a character is not in the set.
     */
    public byte @Nullable [] encode(String text, Vr vr) {
        var ascii = text.getBytes(StandardCharsets.UTF_8);
        if (isAscii(ascii) && !first.contains(Repertoire.ROMAJI)) {
            return ascii;
        }
        if (!vr.isOfCharacterSet()) {
            return isAscii(ascii) ? ascii : null;
        }
        var plain = plain();
        var bytes = plain == null ? null : encode(text, plain);
        return bytes != null || whole != null ? bytes : new CodeExtensions(this, vr).encode(text);
    }

    private static byte @Nullable [] encode(String text, Charset charset) {
        try {
            var encoded =
                    charset.newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(text));
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return hasEscapes(bytes) ? null : bytes;
        } catch (CharacterCodingException none) {
            return null;
        }
    }

    /** Without escape sequences. */
    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0 || one == CodeExtensions.ESC) {
                return false;
            }
        }
        return true;
    }
}
