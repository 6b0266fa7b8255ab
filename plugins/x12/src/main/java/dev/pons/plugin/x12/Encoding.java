package dev.pons.plugin.x12;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A character set, without loss: a byte that is no text becomes a character of its own ({@code
 * U+DC00} and the byte, which no text has alone) and is written back as that byte.
 */
record Encoding(Charset set) {

    private static final char ESCAPED = 0xdc00;

    /** Empty: there is none, ASCII is not in it, or it could hide delimiters. */
    static Optional<Encoding> named(String name) {
        try {
            var set = Charset.forName(name);
            var ascii = "ISA*~^:|";
            boolean fits =
                    set.canEncode()
                            && (set.equals(StandardCharsets.UTF_8)
                                    || set.newEncoder().maxBytesPerChar() < 2)
                            && Arrays.equals(
                                    ascii.getBytes(set), ascii.getBytes(StandardCharsets.US_ASCII));
            return fits ? Optional.of(new Encoding(set)) : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** What the source says, else the option. */
    static Encoding of(Message message, Encoding otherwise) throws ProblemException {
        var told = message.meta("charset");
        if (told.isEmpty()) {
            return otherwise;
        }
        return named(told.get())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.of(
                                                "unsupported",
                                                "the source names a character set that is not"
                                                        + " known, or is not one that X12 can have")));
    }

    /** Every byte comes back from {@link #encode}. */
    String decode(byte[] bytes) {
        var decoder =
                set.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        int most = (int) Math.ceil(decoder.maxCharsPerByte());
        var out = CharBuffer.allocate(bytes.length * Math.max(1, most) + 1);
        for (var result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPED | in.get() & 0xff));
            }
        }
        decoder.flush(out);
        return out.flip().toString();
    }

    byte[] encode(String text) throws ProblemException {
        var out = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (alone(text, i)) {
                out.writeBytes(plain(text.substring(from, i)));
                out.write(text.charAt(i) & 0xff);
                from = i + 1;
            }
        }
        var rest = plain(from == 0 ? text : text.substring(from));
        if (from == 0) {
            return rest;
        }
        out.writeBytes(rest);
        return out.toByteArray();
    }

    private byte[] plain(String text) throws ProblemException {
        try {
            var bytes = set.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException unmappable) {
            throw new ProblemException(
                    Problem.of(
                            "value", "a character is not one of the character set " + set.name()));
        }
    }

    /** The byte at which a character stands, counted from 0. */
    long offset(String text, int at) throws ProblemException {
        return encode(text.substring(0, at)).length;
    }

    /** There are bytes in it that are no text of the set. */
    static boolean damaged(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (alone(text, i) || Character.isHighSurrogate(text.charAt(i)) && !pair(text, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean alone(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at))
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private static boolean pair(String text, int at) {
        return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
