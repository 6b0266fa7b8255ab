package dev.pons.plugin.http;

/** What a body is, where nobody said it. */
final class MediaTypes {

    private MediaTypes() {}

    /** By its first bytes: JSON, XML, HL7 v2, or bytes. */
    static String of(byte[] body) {
        if (begins(body, "MSH|") || begins(body, "FHS|") || begins(body, "BHS|")) {
            return "application/hl7-v2";
        }
        int at = 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        int first = at < body.length ? body[at] : 0;
        if (first == '{' || first == '[') {
            return "application/json";
        }
        return first == '<' ? "application/xml" : "application/octet-stream";
    }

    private static boolean begins(byte[] body, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (i >= body.length || body[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
