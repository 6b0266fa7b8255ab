package dev.pons.core.engine;

import dev.pons.core.control.LedgerView;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger, the position, the versions and the known keys of one channel, as the journal tells
 * them.
 */
final class Account {

    final String channel;
    final int number;
    final Ledger ledger;
    final Map<String, String> position = new HashMap<>();
    final TreeMap<Long, Long> versions = new TreeMap<>();
    final Map<String, String> orders = new HashMap<>();

    /** Safe for any thread by itself; the door keeps it. */
    final OnceKeys once = new OnceKeys();

    /**
     * @param number by which open messages name it
     */
    Account(String channel, int number, Ledger ledger) {
        this.channel = channel;
        this.number = number;
        this.ledger = ledger;
    }

    /** As the operator sees it. */
    LedgerView view(long drift) {
        return ledger.all().view(channel, drift);
    }
}
