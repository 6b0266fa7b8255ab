package dev.pons.core.runtime;

import dev.pons.core.engine.Types;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What this room asks of the engine; so that folders and services can be tried without one. */
interface Deployer {

    /**
     * A channel file appeared or changed. Called on several threads, for one channel never twice at
     * once; returns when the new version runs or is refused.
     */
    void deploy(String name, String text, Function<String, Optional<String>> include);

    /** A channel's file is gone. */
    void remove(String name);

    /** A type came, went, or is another one now. Returns when nothing of a gone one runs. */
    void typeChanged(Types.Kind kind, String name);

    /** All files that were there at the start have been looked at. */
    void deployedAll();

    /** Channels that name a type. */
    Set<String> usersOf(Types.Kind kind, String name);
}
