package dev.pons.core.language;

import dev.pons.core.config.ChannelFile.Body;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of a message that is sent instead of it.
 *
 * @param path as written, for words to people
 */
public record Part(Text from, String path, Body.Decode decode) {

    private static final Pattern BLANK = Pattern.compile("\\s+");

    /** Its bytes. {@code ProblemException}: it is not there, or not what it should be. */
    public Payload of(Flow flow) throws ProblemException {
        var text = from.render(flow);
        if (text.isEmpty()) {
            throw problem("missing", "nothing to send stands there");
        }
        try {
            return Payload.of(
                    switch (decode) {
                        case NONE -> text.getBytes(StandardCharsets.UTF_8);
                        case BASE64 -> Base64.getDecoder().decode(dense(text));
                        case HEX -> HexFormat.of().parseHex(dense(text));
                    });
        } catch (IllegalArgumentException e) {
            throw problem("value", "is no " + decode.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Encoders break lines. */
    private static String dense(String text) {
        return BLANK.matcher(text).replaceAll("");
    }

    private ProblemException problem(String code, String words) {
        return new ProblemException(Problem.of(code, words).at(path));
    }
}
