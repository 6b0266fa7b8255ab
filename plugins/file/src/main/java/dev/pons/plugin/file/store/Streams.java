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
}
