package dev.pons.cli;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
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

    /** AA for that message. */
    static byte[] accept(byte[] message) {
        return answer(message, "AA", field(message, "MSH", 10), "");
    }

    /** MSA-1, MSA-2 and MSA-3 as given; sender and receiver change places. */
    static byte[] answer(byte[] message, String code, String controlId, String text) {
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
        String words = text.isEmpty() ? "" : "|" + text;
        String acknowledgement = header + "\rMSA|" + code + "|" + controlId + words + "\r";
        return acknowledgement.getBytes(StandardCharsets.UTF_8);
    }

    /** The message as text, with MSH-18 naming a character set, whatever it is really in. */
    static String naming(String charset, String message) {
        String[] parts = message.split("\r", 2);
        String separator = parts[0].length() > 3 ? parts[0].substring(3, 4) : "|";
        String[] header = parts[0].split(Pattern.quote(separator), -1);
        String[] fields = Arrays.copyOf(header, Math.max(header.length, 18));
        for (int i = header.length; i < fields.length; i++) {
            fields[i] = "";
        }
        fields[17] = charset;
        return String.join(separator, fields) + "\r" + (parts.length > 1 ? parts[1] : "");
    }
}
