package dev.pons.plugin.hl7v2;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A character set by its name in HL7 table 0211 or on the JVM. One that is unknown reads ASCII and
 * says why it reads nothing else. Immutable.
 */
final class Encoding {

    /** How bytes that look like delimiters can be halves of a character. */
    private enum Width {
        /** They cannot: ASCII bytes are ASCII. */
        SINGLE,
        /** Second bytes of two: GB 18030, Big5. */
        PAIRS,
        /** Between escape sequences: ISO-2022. */
        SHIFTED
    }

    private static final Map<String, String> TABLE_0211 =
            Map.ofEntries(
                    Map.entry("ASCII", "US-ASCII"),
                    Map.entry("ISO IR6", "US-ASCII"),
                    Map.entry("ISO IR14", "JIS_X0201"),
                    Map.entry("ISO IR87", "ISO-2022-JP"),
                    Map.entry("ISO IR159", "ISO-2022-JP-2"),
                    Map.entry("GB 18030-2000", "GB18030"),
                    Map.entry("KS X 1001", "EUC-KR"),
                    Map.entry("CNS 11643-1992", "ISO-2022-CN"),
                    Map.entry("BIG-5", "Big5"),
                    Map.entry("UNICODE", "UTF-8"),
                    Map.entry("UNICODE UTF-8", "UTF-8"),
                    Map.entry("UTF-8", "UTF-8"));

    private static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, "", Width.SINGLE);

    private final @Nullable Charset charset;
    private final String fault;
    private final Width width;

    private Encoding(@Nullable Charset charset, String fault, Width width) {
        this.charset = charset;
        this.fault = fault;
        this.width = width;
    }

    /** MSH-18; with several, the one that is reached by escape sequences includes the others. */
    static Encoding ofTable0211(String field, byte repetition, Encoding otherwise) {
        if (field.equals("UNICODE UTF-8")) {
            return UTF_8;
        }
        var first = "";
        for (var name : field.split(Pattern.quote("" + (char) repetition))) {
            if (name.strip().equals("ISO IR87") || name.strip().equals("ISO IR159")) {
                return named(name);
            }
            first = first.isEmpty() ? name.strip() : first;
        }
        return first.isEmpty() || first.equals("\"\"") ? otherwise : named(first);
    }

    /** By a name of table 0211 or of the JVM. */
    static Encoding named(String given) {
        var name = given.strip().toUpperCase(Locale.ROOT);
        if (name.equals("UTF-8")) {
            return UTF_8;
        }
        if (name.contains("UTF-16") || name.contains("UTF-32")) {
            return new Encoding(
                    null, "UTF-16 and UTF-32 are not supported; send UTF-8", Width.SINGLE);
        }
        var java = TABLE_0211.getOrDefault(name, name);
        if (name.startsWith("8859/")) {
            java = "ISO-8859-" + name.substring(5);
        }
        try {
            return new Encoding(Charset.forName(java), "", width(java));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return new Encoding(
                    null,
                    TABLE_0211.containsKey(name)
                            ? "this Java has no " + java + " (module jdk.charsets)"
                            : "the character set is not one of HL7 table 0211",
                    Width.SINGLE);
        }
    }

    private static Width width(String java) {
        if (java.startsWith("ISO-2022")) {
            return Width.SHIFTED;
        }
        return switch (java.toUpperCase(Locale.ROOT)) {
            case "GB18030", "GBK", "BIG5", "BIG5-HKSCS", "SHIFT_JIS", "WINDOWS-31J" -> Width.PAIRS;
            default -> Width.SINGLE;
        };
    }

    /** Why only ASCII can be read and written; empty: all of the set can. */
    String fault() {
        return fault;
    }

    /** Null: these bytes are no text of this character set. */
    @Nullable String decode(byte[] bytes, int from, int to) {
        if (plain(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (charset == null) {
            return null;
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException broken) {
            return null;
        }
    }

    /** Null: this text has characters that the set does not have. */
    byte @Nullable [] encode(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 0x80;
        }
        if (ascii) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        if (charset == null) {
            return null;
        }
        try {
            var out =
                    charset.newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(text));
            var bytes = new byte[out.remaining()];
            out.get(bytes);
            return bytes;
        } catch (CharacterCodingException missing) {
            return null;
        }
    }

    private boolean plain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == 0x1b && width == Width.SHIFTED) {
                return false;
            }
        }
        return true;
    }

    /** The bytes to look for delimiters in: halves of characters are blotted out. */
    byte[] mask(byte[] bytes) {
        if (width == Width.SINGLE) {
            return bytes;
        }
        var mask = bytes.clone();
        if (width == Width.PAIRS) {
            pairs(mask);
        } else {
            shifted(mask);
        }
        return mask;
    }

    private static void pairs(byte[] mask) {
        for (int i = 0; i + 1 < mask.length; i++) {
            if (mask[i] < 0 && mask[i] != (byte) 0x80 && mask[i + 1] >= 0x30) {
                mask[++i] = (byte) 0x80;
            }
        }
    }

    private static void shifted(byte[] mask) {
        boolean inside = false;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0x1b && i + 2 < mask.length) {
                inside = mask[i + 1] == '$';
                mask[i + 1] = (byte) 0x80;
                mask[i + 2] = (byte) 0x80;
                i += 2;
            } else if (mask[i] == '\r' || mask[i] == '\n') {
                inside = false;
            } else if (inside) {
                mask[i] = (byte) 0x80;
            }
        }
    }
}
