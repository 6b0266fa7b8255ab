package dev.pons.core.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The channels of the engine, for those who look. */
interface Roster {

    /** By name. */
    Collection<Channel> channels();

    /** One. */
    Optional<Channel> channel(String name);

    /** All names. */
    Set<String> names();

    /** All channel files that were there at the start have been tried. */
    boolean deployed();

    /** It has begun, and does not end. */
    boolean runs();

    /** What is still awaited before the engine is ready, in words; empty: it is. */
    String waiting();

    /** Which engine this is. */
    Instance instance();

    /** When the engine started. */
    Instant since();
}
