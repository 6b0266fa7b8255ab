package dev.pons.plugin.xml;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The bytes of a document as text, and text as bytes of the same kind. The character set is that of
 * the byte order mark, else of the declaration, else what the source says, else the option. A
 * declaration that cannot be true (utf-16 in single bytes) counts as none. Immutable.
 */
final class Decoded {

    /** Beginnings that tell how wide a character is. */
    private enum Mark {
        UTF_32("UTF-32", 4, 0, 0, 0xFE, 0xFF),
        UTF_32_LITTLE("UTF-32", 4, 0xFF, 0xFE, 0, 0),
        UTF_8("UTF-8", 3, 0xEF, 0xBB, 0xBF),
        UTF_16("UTF-16BE", 2, 0xFE, 0xFF),
        UTF_16_LITTLE("UTF-16LE", 2, 0xFF, 0xFE),
        WIDE("UTF-16BE", 0, 0, '<', 0, '?'),
        WIDE_LITTLE("UTF-16LE", 0, '<', 0, '?', 0);

        private final String charset;
        private final int length;
        private final byte[] bytes;

        Mark(String charset, int length, int... bytes) {
            this.charset = charset;
            this.length = length;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        boolean begins(byte[] all) {
            return all.length >= bytes.length
                    && Arrays.equals(all, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([\\w.:-]+)[\"']");

    /** So much is looked at for a declaration. */
    private static final int HEAD = 400;

    /** Whatever they decode is encoded to the same bytes. */
    private static final Set<Charset> EXACT =
            Set.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16BE,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.US_ASCII,
                    StandardCharsets.ISO_8859_1);

    /** What the JDK decodes to where there is no character. */
    private static final char REPLACED = '\uFFFD';

    private final byte[] bytes;
    private final Charset charset;
    private final int mark;
    private final String text;

    private Decoded(byte[] bytes, Charset charset, int mark, String text) {
        this.bytes = bytes;
        this.charset = charset;
        this.mark = mark;
        this.text = text;
    }

    /** All of a document. */
    static Decoded whole(byte[] bytes, String said, Charset otherwise) throws ProblemException {
        return of(bytes, said, otherwise, true);
    }

    /** The first bytes of a document; a character that is cut off at the end is left out. */
    static Decoded start(byte[] bytes, String said, Charset otherwise) throws ProblemException {
        return of(bytes, said, otherwise, false);
    }

    private static Decoded of(byte[] bytes, String said, Charset otherwise, boolean whole)
            throws ProblemException {
        var found = mark(bytes);
        int skipped = found == null ? 0 : found.length;
        var charset = found == null ? charset(bytes, said, otherwise) : named(found.charset);
        var text = new String(bytes, skipped, bytes.length - skipped, charset);
        return new Decoded(
                bytes,
                charset,
                skipped,
                text.indexOf(REPLACED) < 0 ? text : strict(bytes, skipped, charset, whole));
    }

    /** Byte by byte, for what may have been replaced. */
    private static String strict(byte[] bytes, int skipped, Charset charset, boolean whole)
            throws ProblemException {
        var in = ByteBuffer.wrap(bytes, skipped, bytes.length - skipped);
        var decoder = charset.newDecoder();
        var out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()));
        var result = decoder.decode(in, out, whole);
        if (!result.isError() && whole) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw new ProblemException(
                    Problem.of("malformed", "bytes that are no character of the character set")
                            .at((long) in.position()));
        }
        return out.flip().toString();
    }

    private static @Nullable Mark mark(byte[] bytes) throws ProblemException {
        for (var mark : Mark.values()) {
            if (mark.begins(bytes)) {
                if (mark.length == 4) {
                    throw unsupported("UTF-32 is not supported; send UTF-8");
                }
                return mark;
            }
        }
        return null;
    }

    private static Charset charset(byte[] bytes, String said, Charset otherwise)
            throws ProblemException {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        var declared = ENCODING.matcher(head);
        if (declared.find() && !isWide(declared.group(1))) {
            return named(declared.group(1));
        }
        return said.isBlank() || isWide(said) ? otherwise : named(said.strip());
    }

    /** Not the case where the document begins with single bytes. */
    private static boolean isWide(String name) {
        var large = name.strip().toUpperCase(Locale.ROOT);
        return large.startsWith("UTF-16") || large.startsWith("UTF-32") || large.contains("UCS-");
    }

    private static Charset named(String name) throws ProblemException {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw unsupported("the character set is none that this machine knows");
        }
    }

    private static ProblemException unsupported(String words) {
        return new ProblemException(Problem.of("unsupported", words));
    }

    String text() {
        return text;
    }

    Charset charset() {
        return charset;
    }

    /** The byte of the document where a character of its text begins. */
    long offset(int character) {
        return mark + (long) text.substring(0, character).getBytes(charset).length;
    }

    /** The same fault, as a problem of the document. */
    ProblemException problem(Malformed fault) {
        return new ProblemException(fault.problem().at(offset(fault.at())));
    }

    /**
     * Markup whose characters the character set has: those that it lacks are written as references,
     * which cannot be in names, comments and CDATA sections.
     */
    String fitting(String raw) throws ProblemException {
        if (has(raw)) {
            return raw;
        }
        if (raw.contains("<!") || raw.contains("<?")) {
            throw lacking();
        }
        var encoder = charset.newEncoder();
        var out = new StringBuilder(raw.length() + 16);
        raw.codePoints()
                .forEach(
                        c -> {
                            var one = Character.toString(c);
                            if (encoder.canEncode(one)) {
                                out.append(one);
                            } else {
                                out.append("&#x").append(Integer.toHexString(c)).append(';');
                            }
                        });
        return out.toString();
    }

    /** The character set has all of these characters. */
    boolean has(String characters) {
        return charset.name().startsWith("UTF") || charset.newEncoder().canEncode(characters);
    }

    private static ProblemException lacking() {
        return new ProblemException(
                Problem.of(
                        "value",
                        "a name, comment or CDATA section has a character that the character set"
                                + " of the message lacks"));
    }

    /** A changed text as bytes, behind the same byte order mark. */
    byte[] encode(String changed) throws ProblemException {
        if (!EXACT.contains(charset) && !Arrays.equals(encoded(text), bytes)) {
            throw unsupported(
                    "a change would write other bytes of this character set elsewhere too; send"
                            + " UTF-8");
        }
        return encoded(changed);
    }

    private byte[] encoded(String written) throws ProblemException {
        try {
            var out = charset.newEncoder().encode(CharBuffer.wrap(written));
            var all = new byte[mark + out.remaining()];
            System.arraycopy(bytes, 0, all, 0, mark);
            out.get(all, mark, out.remaining());
            return all;
        } catch (CharacterCodingException lacking) {
            throw lacking();
        }
    }
}
