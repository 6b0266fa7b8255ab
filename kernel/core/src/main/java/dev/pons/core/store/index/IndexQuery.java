package dev.pons.core.store.index;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageState;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A search as it is done in one file. The most telling part gives ids in order: a value that is
 * looked up, else the state, else channel and type, else all; the rest is compared with each row.
 * Names of people's typing are only ever parameters.
 *
 * @param start id that the page begins behind
 */
record IndexQuery(MessageQuery query, long start) {

    /** The second half lets the partial index serve. */
    static final String BY_STATE =
            "SELECT id FROM message INDEXED BY by_state WHERE state=?4 AND state<>6 AND kind=?3";

    static final String BY_KIND = "SELECT id FROM message INDEXED BY by_kind WHERE kind=?3";

    static final String ALL = "SELECT id FROM message NOT INDEXED WHERE ";

    /** So many rows are read sooner than the ids of another value. */
    private static final int FEW = 200;

    /** With more kinds than these at once it is cheaper to look at every message. */
    private static final int MOST_KINDS = 256;

    /** Ids from one to another, and whether times are to be compared besides. */
    private record Range(long low, long high, boolean byTime) {}

    private boolean oldestFirst() {
        return query.page().oldestFirst();
    }

    /** Ids that may fit, in order. */
    IdStream ids(IndexReader reader) throws SQLException {
        var range = range(reader);
        if (range.low() > range.high()) {
            return () -> IdStream.END;
        }
        var hashes = hashes(reader.file().guard());
        if (hashes.length > 0) {
            var ids = Postings.find(reader.connection(), hashes[0]);
            for (var i = 1; i < hashes.length && ids.length > FEW; i++) {
                ids = both(ids, Postings.find(reader.connection(), hashes[i]));
            }
            return IdStream.of(ids, oldestFirst(), range.low(), range.high());
        }
        var state = query.state().map(IndexTables::code).orElse(-1);
        var rare = state >= 0 && query.state().get() != MessageState.DONE;
        if (!rare && query.channel().isEmpty() && query.type().isEmpty()) {
            return all(reader, range, state);
        }
        return byKind(reader, range, state, rare);
    }

    private IdStream byKind(IndexReader reader, Range range, int state, boolean rare)
            throws SQLException {
        var kinds = reader.kinds(this::fits);
        if (kinds.isEmpty()) {
            return () -> IdStream.END;
        }
        if (kinds.size() > MOST_KINDS) {
            return all(reader, range, state);
        }
        var sql = rare ? BY_STATE : BY_KIND + (state >= 0 ? " AND state=?4" : "");
        var parts = new ArrayList<IdStream>(kinds.size());
        for (var kind : kinds) {
            parts.add(sql(reader, sql, range, kind.id(), state));
        }
        return IdStream.merged(parts, oldestFirst());
    }

    private IdStream all(IndexReader reader, Range range, int state) throws SQLException {
        return sql(reader, ALL + (state >= 0 ? "state=?4" : "1"), range, 0, state);
    }

    private IdStream sql(IndexReader reader, String sql, Range range, int kind, int state) {
        var whole =
                sql
                        + " AND id>=?1 AND id<=?2"
                        + (range.byTime() ? " AND at>=?5 AND at<?6" : "")
                        + (oldestFirst() ? " ORDER BY id LIMIT ?7" : " ORDER BY id DESC LIMIT ?7");
        long[] numbers = {range.low(), range.high(), kind, state, from(), until(), 0};
        return new SqlIds(reader.connection(), whole, numbers, oldestFirst());
    }

    private long from() {
        return query.from().map(at -> at.toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    private long until() {
        return query.until().map(at -> at.toEpochMilli()).orElse(Long.MAX_VALUE);
    }

    private Range range(IndexReader reader) throws SQLException {
        var low = oldestFirst() ? start + 1 : 1;
        var high = oldestFirst() ? Long.MAX_VALUE : start - 1;
        if (query.from().isPresent()) {
            var sql = "SELECT first FROM mark WHERE high>=? ORDER BY first LIMIT 1";
            low = Math.max(low, reader.number(sql, from(), Long.MAX_VALUE));
        }
        if (query.until().isPresent()) {
            var sql = "SELECT first FROM mark WHERE low<? ORDER BY first DESC LIMIT 1";
            var mark = reader.number(sql, until(), 0);
            var next = "SELECT min(first)-1 FROM mark WHERE first>?";
            high = mark == 0 ? 0 : Math.min(high, reader.number(next, mark, Long.MAX_VALUE));
        }
        return new Range(low, high, query.from().isPresent() || query.until().isPresent());
    }

    private long[] hashes(IndexGuard guard) {
        var hashes = new ArrayList<Long>(2);
        query.control().ifPresent(id -> hashes.add(guard.hash(Stored.CONTROL, id)));
        query.patient().ifPresent(id -> hashes.add(guard.hash(Stored.PATIENT, id)));
        query.index().forEach((name, value) -> hashes.add(guard.hash(name, value)));
        return hashes.stream().mapToLong(h -> h).toArray();
    }

    private static long[] both(long[] some, long[] others) {
        return Arrays.stream(some).filter(id -> Arrays.binarySearch(others, id) >= 0).toArray();
    }

    private boolean fits(IndexReader.Kind kind) {
        return fits(kind.channel(), kind.type());
    }

    /** The type itself, or all whose first component it is. */
    private boolean fits(String channel, String type) {
        return query.channel().map(channel::equals).orElse(true)
                && query.type().map(t -> type.equals(t) || type.startsWith(t + "^")).orElse(true);
    }

    /** All that can be told by its row. */
    boolean fits(Stored row) throws IOException {
        return fits(row.channel(), row.type())
                && query.state().map(s -> s == row.state()).orElse(true)
                && query.control().map(row.control()::equals).orElse(true)
                && query.patient().map(row.patient()::equals).orElse(true)
                && row.at() >= from()
                && row.at() < until()
                && (query.index().isEmpty() || hasValues(row));
    }

    private boolean hasValues(Stored row) throws IOException {
        var values = row.read().history().values();
        return query.index().entrySet().stream()
                .allMatch(e -> values.getOrDefault(e.getKey(), List.of()).contains(e.getValue()));
    }
}
