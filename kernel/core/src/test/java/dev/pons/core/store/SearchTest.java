package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.received;
import static dev.pons.core.store.Samples.routed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Messages over three days: control 0..29, ten a day, newest last. */
@Timeout(60)
class SearchTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir Path folder;
    private Journal store;

    @BeforeEach
    void fill() throws Exception {
        store = Samples.open(folder);
        for (var i = 0; i < 30; i++) {
            var type = i % 3 == 0 ? "ADT^A01" : i % 3 == 1 ? "ADT" : "ADTX^A01";
            var id =
                    keep(
                            store,
                            received(
                                    i % 2 == 0 ? "even" : "odd",
                                    "c" + i,
                                    type,
                                    "p" + i / 10,
                                    NOON + i / 10 * DAY + i,
                                    "Müller number " + i + "."));
            if (i < 5) {
                keep(store, routed(id, Entry.End.HELD));
            }
        }
        assertThat(store.search().catchUp(20_000)).isTrue();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void newestFirst() throws IOException {
        var rows = rows(store, all());
        assertThat(rows).hasSize(30);
        assertThat(rows.get(0).control()).isEqualTo("c29");
        assertThat(rows.get(29).control()).isEqualTo("c0");
        assertThat(rows.get(29).state()).isEqualTo(MessageState.HELD);
    }

    @Test
    void pagesMeetWithoutGapOrDoubleEvenAtTheEdgeOfADay() throws IOException {
        for (var size : List.of(1, 3, 5, 10, 29, 30, 31)) {
            var newest = pages(MessageQuery.newest(size));
            assertThat(newest).as("page of %s", size).hasSize(30).doesNotHaveDuplicates();
            var oldest = pages(MessageQuery.oldest(size));
            Collections.reverse(oldest);
            assertThat(oldest).as("page of %s, oldest first", size).isEqualTo(newest);
        }
    }

    private List<String> pages(MessageQuery query) throws IOException {
        var seen = new ArrayList<String>();
        var start = Optional.<String>empty();
        do {
            var page = store.search().find(query.startingAt(start));
            page.rows().forEach(row -> seen.add(row.control()));
            start = page.next();
        } while (start.isPresent());
        return seen;
    }

    @Test
    void everyFilterRestricts() throws IOException {
        assertThat(rows(store, all().ofChannel(Optional.of("odd")))).hasSize(15);
        assertThat(rows(store, all().withControl(Optional.of("c7")))).hasSize(1);
        assertThat(rows(store, all().withPatient(Optional.of("p1")))).hasSize(10);
        assertThat(rows(store, state(MessageState.HELD))).hasSize(5);
        assertThat(rows(store, state(MessageState.ACCEPTED))).hasSize(25);
        assertThat(rows(store, state(MessageState.DONE))).isEmpty();
    }

    @Test
    void aTypeIsMeantAsAWholeOrByItsFirstComponent() throws IOException {
        assertThat(rows(store, type("ADT"))).hasSize(20);
        assertThat(rows(store, type("ADT^A01"))).hasSize(10);
        assertThat(rows(store, type("AD"))).isEmpty();
        assertThat(rows(store, type("ADTX"))).hasSize(10);
    }

    @Test
    void fromIsIncludedUntilIsNot() throws IOException {
        assertThat(rows(store, between(NOON + DAY + 10, NOON + DAY + 12))).hasSize(2);
        assertThat(rows(store, between(NOON, NOON + 1))).hasSize(1);
        assertThat(rows(store, between(NOON + 9 * DAY, NOON + 10 * DAY))).isEmpty();
    }

    @Test
    void textIsLookedForInTheBytesOfWhatFitsTheRest() throws IOException {
        assertThat(rows(store, text("number 2"))).hasSize(11);
        assertThat(rows(store, text("number 2."))).hasSize(1);
        assertThat(rows(store, text("Müller"))).hasSize(30);
        assertThat(rows(store, text("nobody"))).isEmpty();
    }

    @Test
    void whatIsNotAnIdIsSaidSo() {
        var query = all().startingAt(Optional.of("x"));
        assertThatThrownBy(() -> store.search().find(query))
                .hasMessageContaining("ids look like 17-48213");
    }

    static MessageQuery all() {
        return MessageQuery.newest(1000);
    }

    static List<MessageRow> rows(Store store, MessageQuery query) throws IOException {
        var page = store.search().find(query);
        assertThat(page.next()).isEmpty();
        return page.rows();
    }

    private static MessageQuery type(String type) {
        return all().ofType(Optional.of(type));
    }

    private static MessageQuery state(MessageState state) {
        return all().inState(Optional.of(state));
    }

    private static MessageQuery text(String text) {
        return all().withText(Optional.of(text));
    }

    private static MessageQuery between(long from, long until) {
        return all().between(
                        Optional.of(Instant.ofEpochMilli(from)),
                        Optional.of(Instant.ofEpochMilli(until)));
    }
}
