package dev.pons.cli;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** As much of HL7 v2 as a sender and a test receiver must see: a field of a segment, and an ACK. */
final class Hl7 {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Hl7() {}

    /**
     * The first field of that name, or empty text. Counted as the standard does: MSH-1 is the
     * separator itself.
     */
    static String field(byte[] message, String segment, int number) {
        String text = new String(message, StandardCharsets.UTF_8);
        String separator = text.startsWith("MSH") && text.length() > 3 ? text.substring(3, 4) : "|";
        for (String line : text.split("[\r\n]+")) {
            if (line.startsWith(segment + separator)) {
                String[] fields = line.split(Pattern.quote(separator), -1);
                int at = segment.equals("MSH") ? number - 1 : number;
                return at < fields.length ? fields[at] : "";
            }
        }
        return "";
    }

    /** AA for that message: sender and receiver change places, MSA-2 repeats MSH-10. */
    static byte[] accept(byte[] message) {
        String separator = field(message, "MSH", 2).isEmpty() ? "^~\\&" : field(message, "MSH", 2);
        String[] type = field(message, "MSH", 9).split("\\^", -1);
        String header =
                String.join(
                        "|",
                        "MSH",
                        separator,
                        field(message, "MSH", 5),
                        field(message, "MSH", 6),
                        field(message, "MSH", 3),
                        field(message, "MSH", 4),
                        TIME.format(LocalDateTime.now()),
                        "",
                        type.length > 1 ? "ACK^" + type[1] : "ACK",
                        "A" + field(message, "MSH", 10),
                        field(message, "MSH", 11),
                        field(message, "MSH", 12));
        String acknowledgement = header + "\rMSA|AA|" + field(message, "MSH", 10) + "\r";
        return acknowledgement.getBytes(StandardCharsets.UTF_8);
    }
}
