package dev.pons.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What entries of some segments belong to: seen in a first pass, since a message that was received
 * may go wrong only later. One thread.
 */
final class Survey {

    private final Archive archive;
    private final long first;
    private final List<int[]> owners = new ArrayList<>();
    private final List<BitSet> wrong = new ArrayList<>();
    private final Names names = new Names();
    private final Set<Long> later = new TreeSet<>();
    private final Set<Long> before = new HashSet<>();

    /** Channels by number. */
    private static final class Names {
        final List<String> all = new ArrayList<>(List.of(""));
        final Map<String, Integer> numbers = new HashMap<>(Map.of("", 0));

        int number(String channel) {
            return numbers.computeIfAbsent(
                    channel,
                    name -> {
                        all.add(name);
                        return all.size() - 1;
                    });
        }
    }

    /**
     * For segments from this epoch on; what is older is in the archive.
     *
     * @param counts of entries by segment
     */
    Survey(Archive archive, long first, int[] counts) {
        this.archive = archive;
        this.first = first;
        for (var count : counts) {
            owners.add(new int[count]);
            wrong.add(new BitSet());
        }
    }

    /** The next entry, in the order of ids. */
    void add(long id, Entry entry) throws IOException {
        var message = EntryFacts.message(id, entry);
        var own = EntryFacts.channel(entry);
        var number =
                message == 0 || message == id
                        ? names.number(own)
                        : Ids.epoch(message) >= first ? owner(message) : earlier(message);
        owners.get((int) (Ids.epoch(id) - first))[Ids.sequence(id)] = number;
        if (EntryFacts.isWrong(entry) && message != 0) {
            if (Ids.epoch(message) >= first) {
                wrong.get((int) (Ids.epoch(message) - first)).set(Ids.sequence(message));
            } else {
                later.add(message);
                before.add(message);
            }
        }
    }

    private int owner(long message) {
        return owners.get((int) (Ids.epoch(message) - first))[Ids.sequence(message)];
    }

    private int earlier(long message) throws IOException {
        var run = archive.of(Ids.epoch(message));
        var holder = run == null ? null : run.holder(message);
        if (holder == null) {
            return 0;
        }
        if (holder.label().kept().wrong()) {
            before.add(message);
        }
        var entry = new VolumeCursor(holder, message - 1);
        return entry.next() ? names.number(EntryFacts.channel(entry.entry(false))) : 0;
    }

    /** The channel of an entry; empty: the engine's own. */
    String channel(long id) {
        return names.all.get(owner(id));
    }

    /** Its message went wrong. */
    boolean isWrong(long id, Entry entry) {
        var message = EntryFacts.message(id, entry);
        if (message == 0) {
            return false;
        }
        return Ids.epoch(message) >= first
                ? wrong.get((int) (Ids.epoch(message) - first)).get(Ids.sequence(message))
                : before.contains(message);
    }

    /** Messages of earlier runs that went wrong here, in order. */
    long[] later() {
        return later.stream().mapToLong(id -> id).toArray();
    }
}
