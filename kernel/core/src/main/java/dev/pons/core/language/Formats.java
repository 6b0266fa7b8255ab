package dev.pons.core.language;

import dev.pons.spi.format.Format;

import java.util.Optional;

/**
 * The formats that a channel may name, each made from its options once per channel version. Any
 * thread.
 */
@FunctionalInterface
public interface Formats {

    /**
     * By name; asked at each use, so that a swapped plugin is the one that answers. Empty: not
     * installed.
     */
    Optional<Format> named(String name);

    /** A message needs a format that is not installed now: it waits, it did not fail. */
    final class Missing extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final String format;

        /** With the format's name. */
        public Missing(String format) {
            super(
                    "format \""
                            + format
                            + "\" is not installed; put its plugin into the plugins folder");
            this.format = format;
        }

        /** The format's name. */
        public String format() {
            return format;
        }
    }
}
