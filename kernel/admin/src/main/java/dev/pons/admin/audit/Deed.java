package dev.pons.admin.audit;

/**
 * What is to be kept of an act; without content.
 *
 * @param who user; empty: not known
 * @param from address, or {@code console}
 * @param how the user came in
 * @param what was done
 * @param why as the person said; may be empty
 * @param outcome {@code ordered}, {@code refused} and so on
 */
public record Deed(String who, String from, String how, String what, String why, String outcome) {}
