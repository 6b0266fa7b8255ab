package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The sets of characters that code extensions switch between (PS3.3 section C.12.1.1.2): where they
 * stand (G0: bytes 21 to 7E; G1: A1 to FE), how many bytes a character has, and the escape sequence
 * that invokes them, without ESC.
 */
enum Repertoire {
    ASCII(0, 1, "(B", "US-ASCII", "6"),
    ROMAJI(0, 1, "(J", "JIS_X0201", "13"),
    KATAKANA(1, 1, ")I", "JIS_X0201", "13"),
    LATIN_1(1, 1, "-A", "ISO-8859-1", "100"),
    LATIN_2(1, 1, "-B", "ISO-8859-2", "101"),
    LATIN_3(1, 1, "-C", "ISO-8859-3", "109"),
    LATIN_4(1, 1, "-D", "ISO-8859-4", "110"),
    CYRILLIC(1, 1, "-L", "ISO-8859-5", "144"),
    ARABIC(1, 1, "-G", "ISO-8859-6", "127"),
    GREEK(1, 1, "-F", "ISO-8859-7", "126"),
    HEBREW(1, 1, "-H", "ISO-8859-8", "138"),
    LATIN_5(1, 1, "-M", "ISO-8859-9", "148"),
    LATIN_9(1, 1, "-b", "ISO-8859-15", "203"),
    THAI(1, 1, "-T", "TIS-620", "166"),
    JIS_X0208(0, 2, "$B", "EUC-JP", "87"),
    JIS_X0212(0, 2, "$(D", "EUC-JP", "159"),
    KS_X1001(1, 2, "$)C", "EUC-KR", "149"),
    GB2312(1, 2, "$)A", "GB2312", "58");

    private static final int HIGH = 0x80;
    private static final byte THREE_BYTES = (byte) 0x8F;

    private final int element;
    private final int width;
    private final String escape;
    private final String java;
    private final String registration;

    Repertoire(int element, int width, String escape, String java, String registration) {
        this.element = element;
        this.width = width;
        this.escape = escape;
        this.java = java;
        this.registration = registration;
    }

    /** 0: bytes below 80, 1: above. */
    int element() {
        return element;
    }

    /** Bytes of a character. */
    int width() {
        return width;
    }

    /** What invokes it, behind ESC. */
    String escape() {
        return escape;
    }

    /** Its number in the register of ISO; Japan's has two sets. */
    String registration() {
        return registration;
    }

    /** The one that an escape sequence at a place invokes; null: none. */
    static @Nullable Repertoire invoked(byte[] bytes, int at) {
        for (var one : values()) {
            if (one.isAt(bytes, at)) {
                return one;
            }
        }
        return null;
    }

    private boolean isAt(byte[] bytes, int at) {
        if (bytes.length - at < escape.length()) {
            return false;
        }
        for (int i = 0; i < escape.length(); i++) {
            if (bytes[at + i] != escape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The character of bytes; null: there is none. */
    @Nullable String decode(byte first, byte second) {
        if (this == ROMAJI && first == '\\') {
            return "\\";
        }
        var bytes =
                switch (this) {
                    case JIS_X0208 -> new byte[] {high(first), high(second)};
                    case JIS_X0212 -> new byte[] {THREE_BYTES, high(first), high(second)};
                    case KS_X1001, GB2312 -> new byte[] {first, second};
                    default -> new byte[] {first};
                };
        try {
            return charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException none) {
            return null;
        }
    }

    private static byte high(byte one) {
        return (byte) (one | HIGH);
    }

    /** The bytes of a character; null: it has none here. */
    byte @Nullable [] encode(String character) {
        if (this == ROMAJI && (character.equals("\\") || character.equals("~"))) {
            return character.equals("\\") ? new byte[] {'\\'} : null;
        }
        byte[] bytes;
        try {
            var encoded =
                    charset()
                            .newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(character));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
        } catch (CharacterCodingException none) {
            return null;
        }
        boolean isHigh = bytes[0] < 0;
        return switch (this) {
            case ASCII, ROMAJI -> bytes.length == 1 && !isHigh ? bytes : null;
            case JIS_X0208 ->
                    bytes.length == 2 && isHigh && bytes[0] != (byte) 0x8E ? low(bytes, 0) : null;
            case JIS_X0212 -> bytes.length == 3 && bytes[0] == THREE_BYTES ? low(bytes, 1) : null;
            default -> bytes.length == width && isHigh ? bytes : null;
        };
    }

    private static byte[] low(byte[] bytes, int from) {
        return new byte[] {(byte) (bytes[from] & ~HIGH), (byte) (bytes[from + 1] & ~HIGH)};
    }

    /** Fails with words where this Java lacks it. */
    Charset charset() {
        return this == ASCII ? StandardCharsets.US_ASCII : Charset.forName(java);
    }
}
