package dev.pons.core.language;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file name, safe on every system: a value can neither leave the folder nor hide the file.
 * Characters with a meaning become {@code _}; a long value or name is cut and ends in {@code ~} and
 * a piece of its SHA-256, so that two of them stay apart.
 */
final class FileName implements Escape {

    /** Longest value in a name, in characters. */
    static final int VALUE = 100;

    /** Longest name in bytes of UTF-8; the limit of common file systems is 255. */
    static final int NAME = 240;

    private static final String MEANING = "/\\:*?\"<>|";
    private static final int HASH = 16;

    @Override
    public void put(StringBuilder out, String value, Flow flow) {
        String bounded =
                value.length() <= VALUE
                        ? value
                        : cut(value, VALUE - HASH - 1) + '~' + hash("SHA-256", value, HASH);
        boolean begins = out.length() == 0 || isSeparator(out.charAt(out.length() - 1));
        for (int i = 0; i < bounded.length(); i++) {
            char c = bounded.charAt(i);
            begins &= c == '.';
            out.append(begins || !allowed(c) ? '_' : c);
        }
    }

    @Override
    public String finish(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            return "_";
        }
        if (text.getBytes(StandardCharsets.UTF_8).length <= NAME) {
            return text;
        }
        int dot = text.lastIndexOf('.');
        String extension = dot > 0 && text.length() - dot <= 12 ? text.substring(dot) : "";
        String tail = '~' + hash("SHA-256", text, HASH) + extension;
        String head = text;
        int room = NAME - tail.getBytes(StandardCharsets.UTF_8).length;
        while (head.getBytes(StandardCharsets.UTF_8).length > room) {
            head = cut(head, head.length() - 1);
        }
        return head + tail;
    }

    private static boolean allowed(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> MEANING.indexOf(c) < 0;
        };
    }

    private static boolean isSeparator(char c) {
        return c == '/' || c == '\\';
    }

    /** The first characters, never half of one. */
    private static String cut(String text, int length) {
        boolean half = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, half ? length - 1 : length);
    }

    /** The first hexadecimal digits of a digest of the text in UTF-8. */
    static String hash(String algorithm, String text, int digits) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            var hex =
                    HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            return hex.substring(0, Math.min(digits, hex.length()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
