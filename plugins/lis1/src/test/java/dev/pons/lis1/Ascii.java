package dev.pons.lis1;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bytes of a line as readable text: {@code <ENQ>}, {@code <STX>1H|<CR><ETX>..<CR><LF>}. */
final class Ascii {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("<STX>", "\002");
        NAMES.put("<ETX>", "\003");
        NAMES.put("<EOT>", "\004");
        NAMES.put("<ENQ>", "\005");
        NAMES.put("<ACK>", "\006");
        NAMES.put("<LF>", "\n");
        NAMES.put("<CR>", "\r");
        NAMES.put("<NAK>", "\025");
        NAMES.put("<ETB>", "\027");
    }

    private Ascii() {}

    static byte[] bytes(String readable) {
        var text = readable;
        for (var name : NAMES.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (var name : NAMES.entrySet()) {
            text = text.replace(name.getValue(), name.getKey());
        }
        return text;
    }

    /** A frame that ends a record, or all of them; the text's CR is written by the caller. */
    static String last(int number, String text) {
        return framed(number + text + "<ETX>");
    }

    /** A frame whose record goes on. */
    static String piece(int number, String text) {
        return framed(number + text + "<ETB>");
    }

    private static String framed(String summed) {
        int sum = 0;
        for (byte one : bytes(summed)) {
            sum += one & 0xFF;
        }
        return "<STX>" + summed + String.format("%02X", sum % 256) + "<CR><LF>";
    }
}
