package dev.pons.core.store.index;

import dev.pons.core.control.MessageState;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forgets messages by whole files. What must stay is copied into a file of its own first; it is
 * little, or there would be nothing to forget. The index thread.
 */
final class IndexForgetting {

    private static final String OPEN =
            codes(MessageState.ACCEPTED, MessageState.QUEUED, MessageState.HELD);
    private static final String ERRORS = codes(MessageState.REFUSED, MessageState.REFUSED_LATER);

    private final IndexDays days;

    IndexForgetting(IndexDays days) {
        this.days = days;
    }

    private static String codes(MessageState... states) {
        return Stream.of(states)
                .map(s -> "" + IndexTables.code(s))
                .collect(Collectors.joining(","));
    }

    /** Bytes that came back; see {@link Search#forget}. */
    long forget(String kept, Instant before, Instant errors) throws IOException, SQLException {
        var sum = 0L;
        for (var file : days.all()) {
            var end = file.name().day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (file.name().kept().equals(kept) && !end.isAfter(before)) {
                var stays = OPEN + (end.isAfter(errors) ? "," + ERRORS : "");
                sum += file(file, "state<>6 AND state IN (" + stays + ")");
            }
        }
        return sum;
    }

    private long file(IndexFile file, String stays) throws IOException, SQLException {
        @Nullable IndexFile rest;
        try (var connection = Sqlite.open(file.path())) {
            if (!any(connection, "SELECT 1 FROM message WHERE NOT (" + stays + ") LIMIT 1")) {
                return 0;
            }
            rest =
                    any(connection, "SELECT 1 FROM message WHERE " + stays + " LIMIT 1")
                            ? copy(file, connection, stays)
                            : null;
        }
        var size = rest == null ? 0 : rest.bytes();
        days.replace(file, rest);
        return file.remove() - size;
    }

    private static boolean any(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next();
        }
    }

    private static IndexFile copy(IndexFile file, Connection from, String stays)
            throws IOException, SQLException {
        var folder = file.path().resolveSibling("");
        var name = file.name().next();
        var rest = IndexFile.create(name, folder, file.guard(), file.first());
        try (var to = new IndexTables(Sqlite.open(rest.path()));
                var statement = from.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT message.*, channel, type FROM message JOIN kind"
                                        + " ON kind.id=message.kind WHERE "
                                        + stays
                                        + " ORDER BY message.id")) {
            while (row.next()) {
                var stored = IndexReader.stored(row, file.guard());
                to.insert(
                        new IndexTables.Row(
                                stored.id(),
                                stored.channel(),
                                stored.type(),
                                stored.at(),
                                stored.state(),
                                row.getBytes("control"),
                                row.getBytes("patient"),
                                row.getBytes("reason"),
                                row.getBytes("history")));
                found(to, file.guard(), stored);
            }
            var reach = file.reach();
            to.commit(reach.watermark(), reach.earliest(), reach.last());
        }
        Sqlite.checkpoint(rest.path(), 0);
        return IndexFile.read(name, folder, file.guard());
    }

    private static void found(IndexTables to, IndexGuard guard, Stored stored) throws IOException {
        if (!stored.control().isEmpty()) {
            to.found(guard.hash(Stored.CONTROL, stored.control()), stored.id());
        }
        if (!stored.patient().isEmpty()) {
            to.found(guard.hash(Stored.PATIENT, stored.patient()), stored.id());
        }
        for (var value : stored.read().history().values().entrySet()) {
            for (var each : value.getValue()) {
                to.found(guard.hash(value.getKey(), each), stored.id());
            }
        }
    }
}
