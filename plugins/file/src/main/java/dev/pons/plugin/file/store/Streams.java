package dev.pons.plugin.file.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes that come one after the other. */
public final class Streams {

    private static final int AT_ONCE = 64 << 10;

    private Streams() {}

    /** The same bytes to the end of both. */
    public static boolean same(InputStream one, InputStream other) throws IOException {
        while (true) {
            var here = one.readNBytes(AT_ONCE);
            var there = other.readNBytes(AT_ONCE);
            if (!Arrays.equals(here, there)) {
                return false;
            }
            if (here.length < AT_ONCE) {
                return true;
            }
        }
    }

    /** What the other has to its end is a beginning of the one. */
    public static boolean begins(InputStream one, InputStream other) throws IOException {
        while (true) {
            var there = other.readNBytes(AT_ONCE);
            if (!Arrays.equals(one.readNBytes(there.length), there)) {
                return false;
            }
            if (there.length < AT_ONCE) {
                return true;
            }
        }
    }
}
