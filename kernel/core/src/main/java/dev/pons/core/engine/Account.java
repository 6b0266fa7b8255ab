package dev.pons.core.engine;

import dev.pons.core.control.LedgerView;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger, the open messages, the position and the versions of one channel, as the journal tells
 * them.
 */
final class Account {

    final String channel;
    final Ledger ledger;
    final TreeMap<Long, OpenMessage> open = new TreeMap<>();
    final Map<String, String> position = new HashMap<>();
    final TreeMap<Long, Long> versions = new TreeMap<>();
    final Map<String, String> orders = new HashMap<>();

    /** Safe for any thread by itself; the door keeps it. */
    final OnceKeys once = new OnceKeys();

    Account(String channel, Ledger ledger) {
        this.channel = channel;
        this.ledger = ledger;
    }

    /** As the operator sees it. */
    LedgerView view(long drift) {
        return ledger.all().view(channel, drift);
    }
}
