package dev.pons.admin.audit;

import dev.pons.admin.json.JsonWriter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** How a line is bound to the one before. */
final class Chain {

    /** What the first line is bound to. */
    static final String START = "0".repeat(64);

    private Chain() {}

    /** Everything of a line but its own chain, in the form that is hashed. */
    private record Bound(long number, Instant at, Deed deed, String before) {}

    static AuditEntry next(long number, Instant at, Deed deed, String before) {
        return new AuditEntry(
                number,
                at,
                deed.who(),
                deed.from(),
                deed.how(),
                deed.what(),
                deed.why(),
                deed.outcome(),
                before,
                hash(new Bound(number, at, deed, before)));
    }

    /** The line is as it was written. */
    static boolean holds(AuditEntry entry) {
        var deed =
                new Deed(
                        entry.who(),
                        entry.from(),
                        entry.how(),
                        entry.what(),
                        entry.why(),
                        entry.outcome());
        return next(entry.number(), entry.at(), deed, entry.before()).equals(entry);
    }

    private static String hash(Bound bound) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(JsonWriter.bytes(bound));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
