package dev.pons.core.language;

import dev.pons.core.config.Faults;
import dev.pons.core.config.Yaml;
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

    /** What stands between a format's name and the place of its options. */
    char AT = '@';

    /** The name of a format that a message carries, without the place of its options. */
    static String plain(String name) {
        int at = name.indexOf(AT);
        return at < 0 ? name : name.substring(0, at);
    }

    /**
     * A format with options of its own, which is known by this name from now on: {@code
     * delimited@adt.yaml:7:5}. Empty: it is not installed, or the options are wrong, which is said.
     */
    default Optional<String> with(String type, Yaml options, Faults faults) {
        return Optional.empty();
    }

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
