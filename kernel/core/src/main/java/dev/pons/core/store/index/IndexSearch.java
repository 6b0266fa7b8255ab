package dev.pons.core.store.index;

import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageView;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Search;
import dev.pons.core.store.Written;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers searches, day by day. Any thread. */
final class IndexSearch {

    /** So many bodies are read for a text in one call; the next page goes on behind them. */
    private static final int MOST_EXAMINED = 20_000;

    private final IndexDays days;
    private final Written log;
    private final IndexReaders readers = new IndexReaders();

    IndexSearch(IndexDays days, Written log) {
        this.days = days;
        this.log = log;
    }

    /** Connections that searches have left. */
    IndexReaders readers() {
        return readers;
    }

    MessagePage find(MessageQuery query, IndexLag lag) throws IOException {
        var page = query.page();
        long start =
                page.start().map(IndexSearch::id).orElse(page.oldestFirst() ? 0 : Long.MAX_VALUE);
        var filling = new Page(new IndexQuery(query, start), new TextSearch(query.text(), log));
        for (var day : days.inOrder(page.oldestFirst(), start)) {
            var files = day.stream().filter(f -> mayHave(f, query)).toList();
            if (!files.isEmpty() && day(files, filling)) {
                break;
            }
        }
        return filling.page(lag);
    }

    private static boolean mayHave(IndexFile file, MessageQuery query) {
        var end = file.name().day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return query.from().map(end::isAfter).orElse(true)
                && query.until()
                        .map(until -> until.toEpochMilli() > file.reach().earliest())
                        .orElse(true);
    }

    /** The page is full. */
    private boolean day(List<IndexFile> files, Page page) throws IOException {
        var taken = new ArrayList<IndexReader>(files.size());
        try {
            try {
                for (var file : files) {
                    taken.add(readers.take(file));
                }
                return page.read(taken);
            } finally {
                for (var reader : taken) {
                    readers.give(reader);
                }
            }
        } catch (SQLException e) {
            if (files.stream().anyMatch(IndexFile::isGone)) {
                throw new IOException("messages were just forgotten; search again", e);
            }
            throw failed(files.get(0), e);
        }
    }

    /** A page that is being filled. */
    private static final class Page {

        private final List<MessageRow> rows = new ArrayList<>();
        private final IndexQuery query;
        private final TextSearch text;
        private long last;
        private long next;

        Page(IndexQuery query, TextSearch text) {
            this.query = query;
            this.text = text;
        }

        /** True: it is full. */
        boolean read(List<IndexReader> readers) throws SQLException, IOException {
            var parts = new ArrayList<IdStream>(readers.size());
            for (var reader : readers) {
                parts.add(query.ids(reader));
            }
            var ids = IdStream.merged(parts, query.query().page().oldestFirst());
            var limit = Math.max(1, query.query().page().limit());
            for (var id = ids.next(); id != IdStream.END; id = ids.next()) {
                if (rows.size() < limit && text.examined() >= MOST_EXAMINED) {
                    next = last;
                    return true;
                }
                var row = row(readers, id);
                if (row != null && query.fits(row)) {
                    if (rows.size() == limit) {
                        next = last;
                        return true;
                    }
                    last = id;
                    if (text.fits(id)) {
                        rows.add(row.row());
                    }
                }
            }
            return false;
        }

        private static @Nullable Stored row(List<IndexReader> readers, long id)
                throws SQLException {
            for (var reader : readers) {
                var row = reader.file().mayHave(id) ? reader.one(id) : null;
                if (row != null) {
                    return row;
                }
            }
            return null;
        }

        MessagePage page(IndexLag lag) {
            var more = next == 0 ? Optional.<String>empty() : Optional.of(Ids.text(next));
            return new MessagePage(rows, more, lag, text.note(next));
        }
    }

    private static long id(String text) {
        return Ids.parse(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'" + text + "' is not an id; ids look like 17-48213"));
    }

    Optional<MessageView> one(long id) throws IOException {
        var stored = stored(id);
        return stored == null
                ? Optional.empty()
                : Optional.of(MessageStory.view(stored.row(), stored.read()));
    }

    /** Asked for with what is surely in the index. */
    Optional<Search.Places> places(long id, long shown) throws IOException {
        var stored = stored(id);
        return stored == null
                ? Optional.empty()
                : Optional.of(stored.read().history().places(shown));
    }

    private @Nullable Stored stored(long id) throws IOException {
        for (var file : days.of(id)) {
            if (file.mayHave(id)) {
                try {
                    var reader = readers.take(file);
                    try {
                        var found = reader.one(id);
                        if (found != null) {
                            return found;
                        }
                    } finally {
                        readers.give(reader);
                    }
                } catch (SQLException e) {
                    throw failed(file, e);
                }
            }
        }
        return null;
    }

    private static IOException failed(IndexFile file, SQLException e) {
        return new IOException(
                "The search index "
                        + file.path()
                        + " cannot be read ("
                        + e.getMessage()
                        + "): try again; if it stays, stop the engine, delete the file and start"
                        + " again, it is then built anew",
                e);
    }
}
