package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;

import java.util.Set;

/** What archive and retention ask of an entry. */
final class EntryFacts {

    private static final Set<String> WRONG = Set.of("REJECTED", "UNKNOWN");

    private EntryFacts() {}

    /** The message that an entry tells of; 0: none, as positions, versions and orders. */
    static long message(long id, Entry entry) {
        if (entry instanceof Entry.Received || entry instanceof Entry.Refused) {
            return id;
        }
        if (entry instanceof Entry.Routed e) {
            return e.message();
        }
        if (entry instanceof Entry.Result e) {
            return e.message();
        }
        if (entry instanceof Entry.Act e) {
            return e.message();
        }
        if (entry instanceof Entry.Answered e) {
            return e.message();
        }
        if (entry instanceof Entry.Made e) {
            return e.message();
        }
        return entry instanceof Entry.Begun e ? e.message() : 0;
    }

    /** When it was written, ms; 0: it does not say. */
    static long at(Entry entry) {
        if (entry instanceof Entry.Received e) {
            return e.at();
        }
        if (entry instanceof Entry.Routed e) {
            return e.at();
        }
        if (entry instanceof Entry.Result e) {
            return e.at();
        }
        if (entry instanceof Entry.Refused e) {
            return e.at();
        }
        if (entry instanceof Entry.Act e) {
            return e.at();
        }
        if (entry instanceof Entry.Answered e) {
            return e.at();
        }
        if (entry instanceof Entry.Made e) {
            return e.at();
        }
        if (entry instanceof Entry.Begun e) {
            return e.at();
        }
        if (entry instanceof Entry.Duplicate e) {
            return e.at();
        }
        return entry instanceof Entry.Version e ? e.at() : 0;
    }

    /** The channel that an entry names itself; empty: it does not. */
    static String channel(Entry entry) {
        if (entry instanceof Entry.Received e) {
            return e.channel();
        }
        if (entry instanceof Entry.Refused e) {
            return e.channel();
        }
        if (entry instanceof Entry.Duplicate e) {
            return e.channel();
        }
        return entry instanceof Entry.Moved e ? e.channel() : "";
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
