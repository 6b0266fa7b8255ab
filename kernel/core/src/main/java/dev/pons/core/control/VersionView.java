package dev.pons.core.control;

import java.time.Instant;

/**
 * A version of a channel that ran.
 *
 * @param number counted from 1
 * @param since when it began to run
 * @param who put it there, as far as is known
 * @param runs it is the one that runs, or would
 * @param lines of its text that are not in the version before
 */
public record VersionView(long number, Instant since, String who, boolean runs, int lines) {}
