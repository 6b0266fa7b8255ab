package dev.pons.core.runtime;

import dev.pons.core.engine.Mishap;
import dev.pons.core.engine.Types;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What this room asks of the engine; so that folders and services can be tried without one. */
interface Deployer {

    /**
     * A channel file appeared or changed. Called on several threads, for one channel never twice at
     * once; returns when the new version runs or is refused. {@code who} put it there.
     */
    void deploy(String name, String text, Function<String, Optional<String>> include, String who);

    /** A channel's file is gone. */
    void remove(String name);

    /**
     * Types came, went, or are others now. Returns when nothing of gone ones runs.
     *
     * @return which channels keep what they should not, and why
     */
    List<String> typesChanged(Collection<Types.TypeName> changed);

    /**
     * Returns when nothing lives any more that was replaced. A send that has not ended by itself
     * within the time is aborted; false: something does not end.
     */
    boolean awaitLeft(Duration longest) throws InterruptedException;

    /** Code tables came or are others now: what could not run for them is tried again. */
    void tablesChanged();

    /** What plugins did lately that they must not. */
    List<Mishap> mishaps();

    /** All files that were there at the start have been looked at. */
    void deployedAll();

    /** Channels that name a type. */
    Set<String> usersOf(Types.TypeName type);
}
