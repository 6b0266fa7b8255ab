package dev.pons.core.control;

import java.util.List;

/**
 * What is said of a channel's file before it runs, each with file, line, column and remedy.
 *
 * @param problems why it would not run; empty: it would
 * @param warnings what is doubtful, and keeps it from nothing
 */
public record CheckView(String channel, List<String> problems, List<String> warnings) {}
