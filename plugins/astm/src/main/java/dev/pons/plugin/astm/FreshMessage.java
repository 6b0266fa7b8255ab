package dev.pons.plugin.astm;

import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Fresh;

import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A message of H and L (E1394, header and terminator records): H-3, H-12, H-13 and H-14, L-2 and
 * L-3.
 */
final class FreshMessage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9 .-]{1,20}");
    private static final String USUAL = "LIS2-A2";

    private FreshMessage() {}

    static Payload of(Fresh wanted, Encoding encoding) {
        var version = wanted.version().isEmpty() ? USUAL : wanted.version();
        if (!wanted.as().isEmpty()) {
            throw new IllegalArgumentException(
                    "an ASTM message has no type: leave out `as`, and add its records");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "`version` is what H-13 says, such as LIS2-A2 or \"1\"");
        }
        var text =
                "H|\\^&|"
                        + Escapes.escape(wanted.id(), Delimiters.STANDARD)
                        + "|||||||||P|"
                        + version
                        + "|"
                        + TIME.format(wanted.now().atZone(wanted.zone()))
                        + "\rL|1|N\r";
        try {
            return Payload.of(encoding.encode(text));
        } catch (ProblemException never) {
            throw new IllegalStateException("a control id is ASCII", never);
        }
    }
}
