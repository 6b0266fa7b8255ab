package dev.pons.core.store.index;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Ids of messages in the order of a search, each once. One thread. */
interface IdStream {

    /** Nothing more. */
    long END = 0;

    /** The next one; {@link #END} at the end and from then on. */
    long next() throws SQLException;

    /** Those of a sorted array between two ids, both included. */
    static IdStream of(long[] sorted, boolean oldestFirst, long low, long high) {
        return new IdStream() {
            private int at = oldestFirst ? 0 : sorted.length - 1;

            @Override
            public long next() {
                while (at >= 0 && at < sorted.length) {
                    var id = sorted[at];
                    at += oldestFirst ? 1 : -1;
                    if (id >= low && id <= high) {
                        return id;
                    }
                }
                return END;
            }
        };
    }

    /** All of several that have no id in common. */
    static IdStream merged(List<IdStream> parts, boolean oldestFirst) throws SQLException {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        record Head(long id, IdStream rest) {}
        Comparator<Head> order = Comparator.comparingLong(Head::id);
        var heads = new PriorityQueue<Head>(oldestFirst ? order : order.reversed());
        for (var part : parts) {
            var id = part.next();
            if (id != END) {
                heads.add(new Head(id, part));
            }
        }
        return () -> {
            var head = heads.poll();
            if (head == null) {
                return END;
            }
            var id = head.rest().next();
            if (id != END) {
                heads.add(new Head(id, head.rest()));
            }
            return head.id();
        };
    }
}
