package dev.pons.plugin.hl7v2;

import dev.pons.spi.format.Fresh;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** A message that begins with its MSH (HL7 v2.5, section 2.15.9): time, type, id, P, version. */
final class FreshMessage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");
    private static final Pattern TYPE =
            Pattern.compile("[A-Z0-9]{3}(\\^[A-Z0-9]{3}(\\^[A-Z0-9]{3}(_[A-Z0-9]{3})?)?)?");
    private static final Pattern VERSION = Pattern.compile("2\\.[1-9](\\.[1-9])?");
    private static final String USUAL = "2.5";

    private FreshMessage() {}

    /** MSH-18 says the character set that the channel's format writes. */
    static byte[] of(Fresh wanted, String charset) {
        var version = wanted.version().isEmpty() ? USUAL : wanted.version();
        if (wanted.as().equals("BHS")) {
            return batch(wanted);
        }
        if (!TYPE.matcher(wanted.as()).matches()) {
            throw new IllegalArgumentException(
                    "`as` is a message type such as MDM^T02, or BHS for a batch");
        }
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("`version` is a version of HL7 such as \"2.5\"");
        }
        var time = TIME.format(wanted.now().atZone(wanted.zone()));
        var msh =
                String.join(
                        "|",
                        "MSH",
                        "^~\\&",
                        "",
                        "",
                        "",
                        "",
                        time,
                        "",
                        wanted.as(),
                        wanted.id(),
                        "P",
                        version,
                        "",
                        "",
                        "",
                        "",
                        "",
                        named(charset));
        return (msh + "\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A batch of no messages yet (HL7 v2.5, sections 2.15.2 and 2.15.3): time, id, count. */
    static byte[] batch(Fresh wanted) {
        var time = TIME.format(wanted.now().atZone(wanted.zone()));
        var text = "BHS|^~\\&|||||" + time + "||||" + wanted.id() + "\rBTS|0\r";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String named(String charset) {
        var name = charset.toUpperCase(Locale.ROOT);
        if (name.equals("UTF-8")) {
            return "UNICODE UTF-8";
        }
        return name.startsWith("ISO-8859-") ? "8859/" + name.substring(9) : charset;
    }
}
