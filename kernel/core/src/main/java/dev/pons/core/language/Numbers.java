package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** Numbers as HL7 NM writes them (HL7 v2.8.2, 2.A.47): sign, digits, a point; no exponent. */
final class Numbers {

    private static final int LONGEST = 64;

    private Numbers() {}

    /** Null: not such a number. */
    static @Nullable BigDecimal parse(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || (c != '+' && c != '-')) {
                return null;
            }
        }
        return digits == 0 || points > 1 || text.length() > LONGEST ? null : new BigDecimal(text);
    }
}
