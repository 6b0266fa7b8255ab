package dev.pons.core.control;

import java.time.Instant;

/**
 * The engine.
 *
 * @param version of Pons
 * @param since when it started
 * @param ready every channel whose file and plugins are well has been started once
 * @param waiting what is still awaited before it is ready, in words; empty when ready
 * @param indexLag entries of the journal that search does not show yet
 */
public record EngineView(
        String version, Instant since, boolean ready, String waiting, long indexLag) {}
