package dev.pons.shell;

import java.util.Locale;

/** Sizes as the console shows them. */
final class Bytes {

    private Bytes() {}

    /** {@code 812 B}, {@code 1.4 MB}; powers of 1024. */
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        var value = (double) bytes;
        var unit = -1;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT, "%.1f %s", value, new String[] {"kB", "MB", "GB", "TB"}[unit]);
    }
}
