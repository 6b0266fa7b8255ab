package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;

import java.util.Set;

/** What archive and retention ask of an entry. */
final class EntryFacts {

    private static final Set<String> WRONG = Set.of("REJECTED", "UNKNOWN");

    private EntryFacts() {}

    /** The message that an entry tells of; 0: none, as positions, versions and orders. */
    static long message(long id, Entry entry) {
        var itself = entry instanceof Entry.Received || entry instanceof Entry.Refused;
        return itself ? id : entry.message();
    }

    /** The channel whose retention it is kept by; empty: the engine's, or its message says it. */
    static String channel(Entry entry) {
        return entry instanceof Entry.Version ? "" : entry.channel();
    }

    /** It makes its message one that went wrong: refused, held, rejected, or its end unknown. */
    static boolean isWrong(Entry entry) {
        if (entry instanceof Entry.Routed e) {
            return e.end() == Entry.End.REFUSED
                    || e.end() == Entry.End.HELD
                    || e.branches().stream().anyMatch(b -> b.state() == DeliveryState.HELD);
        }
        if (entry instanceof Entry.Made e) {
            return e.branch().state() == DeliveryState.HELD;
        }
        if (entry instanceof Entry.Result e) {
            return e.state() == DeliveryState.HELD || WRONG.contains(e.outcome());
        }
        return entry instanceof Entry.Refused;
    }
}
