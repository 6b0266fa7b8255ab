package dev.pons.itests.proof;

import java.util.Arrays;
import java.util.List;

/**
 * What an acknowledgement says.
 *
 * @param code MSA-1; empty if there is no MSA
 * @param reason MSA-3, else the texts of ERR (ERR-3.2, ERR-7, ERR-8, or all of an old ERR-1)
 */
record Answer(String code, String reason) {

    static Answer of(String message) {
        String code = "";
        String reason = "";
        for (String segment : message.split("[\r\n]+")) {
            // HL7 v2.5.1 section 2.10: the fields stand behind the character after the name
            if (segment.startsWith("MSA") && segment.length() > 4) {
                List<String> fields = fields(segment);
                code = field(fields, 1);
                reason = field(fields, 3);
            } else if (segment.startsWith("ERR") && reason.isEmpty()) {
                List<String> fields = fields(segment);
                reason = String.join(" ", field(fields, 3), field(fields, 7), field(fields, 8));
            }
        }
        return new Answer(code, reason.strip());
    }

    /** The positive answer of a peer, who reads the delimiters that the message names. */
    static String yes(String message) {
        String begin = message.substring(message.indexOf("MSH")).split("[\r\n]", 2)[0];
        List<String> header = fields(begin);
        String bar = begin.substring(3, 4);
        String encoding = header.get(1);
        return String.join(bar, "MSH", encoding, "", "", "", "", "", "", "ACK", "R", "P", "2.5")
                + String.join(bar, "\rMSA", "AA", field(header, 9) + "\r");
    }

    boolean accepted() {
        return code.equals("AA") || code.equals("CA");
    }

    boolean refused() {
        return List.of("AE", "AR", "CE", "CR").contains(code) && !reason.isEmpty();
    }

    private static List<String> fields(String segment) {
        String separator = segment.substring(3, 4);
        return Arrays.asList(segment.split(java.util.regex.Pattern.quote(separator), -1));
    }

    private static String field(List<String> fields, int number) {
        return fields.size() > number ? fields.get(number) : "";
    }
}
