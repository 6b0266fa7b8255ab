package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.store.Collected;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Open groups, as the books fold them from the journal (decision 0027). */
class GroupsTest {

    private Books books = new Books(ZoneOffset.UTC);

    private void received(long id, Origin origin) {
        books.add(
                id,
                new Entry.Received(
                        "adt",
                        1,
                        1_000,
                        origin,
                        Entry.Once.NONE,
                        Map.of(),
                        Map.of(),
                        Content.EMPTY));
    }

    private void collected(long entry, long message, long group) {
        var what = new Collected(group, "aggregate", "W1", false, "text", 10, null, null);
        books.add(
                entry,
                new Entry.Routed(
                                message,
                                1,
                                1_000,
                                Entry.End.AGGREGATED,
                                "",
                                Map.of(),
                                Map.of(),
                                List.of())
                        .with(what));
    }

    /** Written to a checkpoint and read again. */
    private void again() throws IOException {
        var bytes = new ByteArrayOutputStream();
        BooksCodec.write(books, books.numbered(), bytes);
        books = BooksCodec.read(new ByteArrayInputStream(bytes.toByteArray()), ZoneOffset.UTC);
    }

    @Test
    void retentionKeepsMembersUntilTheirGroupIsClosed() throws Exception {
        received(1, Origin.SOURCE);
        received(2, Origin.SOURCE);
        collected(3, 1, 1);
        collected(4, 2, 1);
        assertThat(books.unfinishedMessages()).containsExactly(1, 2);
        assertThat(books.unfinished()).containsExactly("adt");
        again();
        assertThat(books.unfinishedMessages()).containsExactly(1, 2);
        var group = books.groups().of("adt").get(0);
        assertThat(group.size()).isEqualTo(2);
        assertThat(group.bytes()).isEqualTo(20);
        assertThat(group.entry(1)).isEqualTo(4);
        assertThat(group.label.key()).isEqualTo("W1");
        received(
                5,
                new Origin(Origin.Kind.AGGREGATE, 1, "", "", "2 messages", "aggregate", Map.of()));
        assertThat(books.groups().all()).isEmpty();
        assertThat(books.unfinishedMessages()).containsExactly(5);
        var sums = books.account("adt").view(0);
        assertThat(sums.accepted() + sums.created()).isEqualTo(3);
        assertThat(sums.aggregated() + sums.pending()).isEqualTo(3);
    }

    @Test
    void anotherGroupStaysOpen() {
        received(1, Origin.SOURCE);
        collected(2, 1, 1);
        received(3, Origin.SOURCE);
        collected(4, 3, 3);
        received(5, new Origin(Origin.Kind.AGGREGATE, 1, "", "", "", "aggregate", Map.of()));
        assertThat(books.groups().members("adt")).isEqualTo(1);
        assertThat(books.groups().members("other")).isZero();
    }
}
