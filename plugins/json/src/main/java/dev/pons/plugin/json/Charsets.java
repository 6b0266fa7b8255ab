package dev.pons.plugin.json;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8, or what the first bytes (RFC 4627, section 3) or the source say. */
record Charsets(Charset set) {

    static Charsets of(Message message, byte[] bytes) throws ProblemException {
        var told = message.meta("charset");
        var guessed = guess(bytes);
        try {
            return new Charsets(
                    guessed.equals(StandardCharsets.UTF_8) && told.isPresent()
                            ? Charset.forName(told.get())
                            : guessed);
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problem.of(
                            "unsupported", "the source names a character set that is not known"));
        }
    }

    /** The first characters of JSON are ASCII, so zeros tell. */
    private static Charset guess(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (first == 0xfe && second == 0xff || first == 0 && second != 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xff && second == 0xfe || first != 0 && second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    String decoded(byte[] bytes) throws ProblemException {
        var in = ByteBuffer.wrap(bytes);
        try {
            return set.newDecoder().decode(in).toString();
        } catch (CharacterCodingException undecodable) {
            throw new ProblemException(
                    Problem.of(
                                    "malformed",
                                    "the bytes are no text of the character set " + set.name())
                            .at(in.position()));
        }
    }

    Payload encoded(String text) throws ProblemException {
        try {
            var bytes = set.newEncoder().encode(CharBuffer.wrap(text));
            return Payload.of(Arrays.copyOf(bytes.array(), bytes.limit()));
        } catch (CharacterCodingException unmappable) {
            throw new ProblemException(
                    Problem.of(
                            "value", "a character is not one of the character set " + set.name()));
        }
    }
}
