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
}
