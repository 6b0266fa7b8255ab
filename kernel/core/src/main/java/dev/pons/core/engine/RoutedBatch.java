package dev.pons.core.engine;

import dev.pons.core.store.Entry;

import java.util.ArrayList;
import java.util.List;

/**
 * What steps made of some messages, to be written at once. Parts of a message stand before its own
 * entry; it is the last of the batch, so that nothing overtakes its parts. So is the one with which
 * a group is whole. One thread.
 */
final class RoutedBatch {

    private final List<Entry> entries;
    private final List<Entry.Received> of;
    private long bytes;
    private boolean split;

    RoutedBatch(int size) {
        entries = new ArrayList<>(size);
        of = new ArrayList<>(size);
    }

    void add(Ran ran, Entry.Received received) {
        entries.addAll(ran.parts());
        entries.add(ran.routed());
        of.add(received);
        bytes +=
                ran.routed().branches().stream()
                        .mapToLong(b -> b.body() == null ? 0 : b.body().size())
                        .sum();
        var collected = ran.routed().collected();
        split = !ran.parts().isEmpty() || (collected != null && collected.closes());
    }

    /** In the order in which they are written. */
    List<Entry> entries() {
        return entries;
    }

    /** The messages, in order. */
    List<Entry.Received> of() {
        return of;
    }

    /** Of what destinations get, besides what came. */
    long bytes() {
        return bytes;
    }

    /** Nothing more may be added: something goes on before those that wait. */
    boolean isSplit() {
        return split;
    }
}
