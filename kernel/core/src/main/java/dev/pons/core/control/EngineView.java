package dev.pons.core.control;

import java.time.Instant;

/**
 * The engine.
 *
 * @param version of Pons
 * @param instance name of the machine and where the engine stands there
 * @param since when it started
 * @param deployed every channel file that was there at the start has been read and tried
 * @param ready deployed, and every channel is well or stands still by order
 * @param waiting what is still awaited before it is ready, in words: files that are being read, or
 *     ({@code deployed}) channels that are not well; empty when ready
 * @param indexLag what search does not show yet
 */
public record EngineView(
        String version,
        String instance,
        Instant since,
        boolean deployed,
        boolean ready,
        String waiting,
        IndexLag indexLag) {}
