package dev.pons.admin.audit;

/**
 * Whether the audit is as it was written.
 *
 * @param entries that were looked at
 * @param head chain of the last one; keep it elsewhere, and a cut end is found too
 * @param problem the first line that is not, in words; empty: all are
 */
public record Verdict(long entries, String head, String problem) {}
