package dev.pons.core.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text of a channel file or of a file that one includes.
 *
 * @param text without byte order mark. What is not UTF-8 stands in it as U+0000, which YAML does
 *     not allow: so a wrongly encoded file is refused and never runs with other letters than meant
 * @param hash of the bytes, to see whether they changed
 * @param fault why it is not a text, with line and column; empty: it is one
 */
record ChannelText(String text, String hash, Optional<String> fault) {

    /** More is surely not a channel. */
    static final long LONGEST = 4 << 20;

    private static final char NOT_A_CHARACTER = '\0';
    private static final char MARK = '\uFEFF';

    /** Reads a file. */
    static ChannelText read(Path file) throws IOException {
        var size = Files.size(file);
        if (size > LONGEST) {
            return new ChannelText(
                    String.valueOf(NOT_A_CHARACTER),
                    "size " + size,
                    Optional.of("has " + size + " bytes; a channel has at most " + LONGEST));
        }
        return of(Files.readAllBytes(file));
    }

    /** The same, of bytes. */
    static ChannelText of(byte[] bytes) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        var result = decoder.decode(in, out, true);
        var fault = result.isError() ? Optional.of(fault(in, out)) : Optional.<String>empty();
        while (result.isError()) {
            in.position(in.position() + result.length());
            out.put(NOT_A_CHARACTER);
            result = again(decoder.decode(in, out, true));
        }
        out.flip();
        var text = out.toString();
        return new ChannelText(
                !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text,
                hash(bytes),
                fault);
    }

    private static CoderResult again(CoderResult result) {
        if (result.isOverflow()) {
            throw new IllegalStateException("UTF-8 never decodes to more characters than bytes");
        }
        return result;
    }

    private static String fault(ByteBuffer in, CharBuffer out) {
        var line = 1;
        var column = 1;
        for (var i = 0; i < out.position(); i++) {
            var end = out.get(i) == '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
        }
        return "line "
                + line
                + ", column "
                + column
                + " is not UTF-8 (byte 0x"
                + HexFormat.of().toHexDigits(in.get(in.position()))
                + ")";
    }

    /** SHA-256, in hex. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
