package dev.pons.itests.proof;

import java.util.List;

/** The paths that a channel reads and sets back, and a message with what they name taken out. */
final class SetBack {

    /** Fields and first components of the first segment of that name. */
    static final List<String> PATHS = List.of("PID-5.1", "PID-8", "PV1-2", "OBX-3.1", "EVN-1");

    private SetBack() {}

    /**
     * The message without the values of these paths. A value may be spelt in several ways (escapes
     * of HL7 v2.5.1 section 2.7), so it may change when it is set; nothing beside it may.
     */
    static String blank(String message) {
        int header = message.indexOf("MSH");
        if (header < 0 || message.length() < header + 6) {
            return message;
        }
        char field = message.charAt(header + 3);
        String component = message.substring(header + 4, header + 5);
        String repetition = message.substring(header + 5, header + 6);
        String blank = message;
        for (String path : PATHS) {
            String segment = path.substring(0, 3);
            int number = path.charAt(4) - '0';
            String ends = "\r\n" + field + repetition + (path.contains(".") ? component : "");
            blank = without(blank, start(blank, segment, field, number), ends);
        }
        return blank;
    }

    /** Where the value of a field begins; -1 if there is none. */
    private static int start(String message, String segment, char field, int number) {
        int at = 0;
        while (!message.startsWith(segment + field, at)) {
            at = 1 + first(message, at, "\r\n");
            if (at > message.length() - segment.length()) {
                return -1;
            }
        }
        for (int seen = 0; seen < number; seen++) {
            at = first(message, at, "\r\n" + field);
            if (at == message.length() || message.charAt(at) != field) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static String without(String message, int start, String ends) {
        return start < 0
                ? message
                : message.substring(0, start) + message.substring(first(message, start, ends));
    }

    private static int first(String text, int from, String any) {
        int at = from;
        while (at < text.length() && any.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
