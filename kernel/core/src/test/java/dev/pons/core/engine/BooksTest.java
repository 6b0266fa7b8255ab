package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;
import dev.pons.core.store.Entry.End;
import dev.pons.core.store.Entry.Origin;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Semantics section 5: the sums fit, at every moment, and survive a checkpoint. */
class BooksTest {

    private static Entry received(String channel) {
        return new Entry.Received(
                channel, 1, 5, Origin.SOURCE, Entry.Once.NONE, Map.of(), Map.of(), Content.EMPTY);
    }

    private static Branch branch(String destination, DeliveryState state) {
        return new Branch(
                destination, state, "", false, true, "", new long[] {9}, List.of(), null, null);
    }

    private static Entry routed(long message, End end, Branch... branches) {
        return new Entry.Routed(message, 1, 6, end, "", Map.of(), Map.of(), List.of(branches));
    }

    private static Entry result(long message, String destination, DeliveryState state) {
        return new Entry.Result(message, destination, 7, 1, state, false, "", "", null);
    }

    static void assertSumsFit(LedgerView view) {
        assertThat(view.accepted() + view.created())
                .isEqualTo(
                        view.refusedLater()
                                + view.dropped()
                                + view.held()
                                + view.routed()
                                + view.pending());
        for (var line : view.destinations()) {
            assertThat(line.routed())
                    .isEqualTo(
                            line.notChosen()
                                    + line.delivered()
                                    + line.skipped()
                                    + line.held()
                                    + line.queued())
                    .isEqualTo(view.routed());
        }
    }

    @Test
    void aMessageIsAccountedForFromReceivedToDelivered() {
        var books = new Books();
        books.add(1, received("adt"));
        assertThat(books.account("adt").view(0).pending()).isEqualTo(1);
        books.add(
                2,
                routed(
                        1,
                        End.ROUTED,
                        branch("lab", DeliveryState.QUEUED),
                        branch("archive", DeliveryState.NOT_CHOSEN)));
        assertThat(books.account("adt").view(0).destinations().get(1).queued()).isEqualTo(1);
        books.add(3, result(1, "lab", DeliveryState.HELD));
        assertThat(books.account("adt").view(0).destinations().get(1).held()).isEqualTo(1);
        books.add(4, result(1, "lab", DeliveryState.DELIVERED));
        assertThat(books.account("adt").open).isEmpty();
        books.add(5, result(1, "lab", DeliveryState.DELIVERED));
        var view = books.account("adt").view(0);
        assertSumsFit(view);
        assertThat(view.destinations().get(1).delivered())
                .as("a result that comes twice counts once")
                .isEqualTo(1);
    }

    /** A result that the disk took late does not undo a later one. */
    @Test
    void anEarlierResultThatIsWrittenLaterDoesNotCount() {
        var books = new Books();
        books.add(1, received("adt"));
        books.add(2, routed(1, End.ROUTED, branch("lab", DeliveryState.QUEUED)));
        books.add(3, attempt(2, DeliveryState.HELD));
        books.add(4, attempt(1, DeliveryState.QUEUED));
        assertThat(books.account("adt").view(0).destinations().get(0).held()).isEqualTo(1);
    }

    private static Entry attempt(int number, DeliveryState state) {
        return new Entry.Result(1, "lab", 7, number, state, false, "", "", null);
    }

    @Test
    void aReleaseEndsAHoldBeforeTheStepsAndAPositionMayBeLong() throws IOException {
        var books = new Books();
        books.add(1, received("adt"));
        books.add(2, routed(1, End.HELD));
        books.add(3, new Entry.Act(1, "", 6, "release", "anna", ""));
        var cursor = "x".repeat(100_000);
        books.add(4, new Entry.Moved("adt", Map.of("", cursor)));
        var again = BooksCodec.read(BooksCodec.write(books)).account("adt");
        assertThat(again.view(0).held()).isZero();
        assertThat(again.view(0).pending()).isEqualTo(1);
        assertThat(again.open.get(1L).released()).isTrue();
        assertThat(again.position).containsEntry("", cursor);
    }

    @Test
    void droppedRefusedAndHeldStandBesideRouted() {
        var books = new Books();
        for (long id = 1; id <= 4; id++) {
            books.add(id, received("adt"));
        }
        books.add(5, routed(1, End.DROPPED));
        books.add(6, routed(2, End.REFUSED));
        books.add(7, routed(3, End.HELD));
        books.add(
                8,
                new Entry.Refused(
                        "adt", 1, 5, Map.of(), Map.of(), "malformed: no MSH", Content.EMPTY));
        var view = books.account("adt").view(0);
        assertThat(view.dropped()).isEqualTo(1);
        assertThat(view.refusedLater()).isEqualTo(1);
        assertThat(view.held()).isEqualTo(1);
        assertThat(view.pending()).isEqualTo(1);
        assertThat(view.refused()).isEqualTo(1);
        assertSumsFit(view);
    }

    @Test
    void aCheckpointInTheMiddleChangesNothing() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            var entries = random(new Random(seed));
            var straight = new Books();
            var broken = new Books();
            int cut = new Random(seed).nextInt(entries.size());
            for (int i = 0; i < entries.size(); i++) {
                straight.add(i + 1, entries.get(i));
                if (i == cut) {
                    broken = BooksCodec.read(BooksCodec.write(broken));
                }
                broken.add(i + 1, entries.get(i));
                assertSumsFit(straight.account("adt").view(0));
            }
            assertThat(BooksCodec.write(broken)).isEqualTo(BooksCodec.write(straight));
        }
    }

    private static List<Entry> random(Random random) {
        var entries = new ArrayList<Entry>();
        var states = List.of(DeliveryState.QUEUED, DeliveryState.NOT_CHOSEN, DeliveryState.HELD);
        var ends = End.values();
        for (int i = 0; i < 200; i++) {
            long some = 1 + random.nextInt(i + 1);
            entries.add(
                    switch (random.nextInt(4)) {
                        case 0, 1 -> received("adt");
                        case 2 -> {
                            var end = ends[random.nextInt(ends.length)];
                            yield end == End.ROUTED
                                    ? routed(
                                            some,
                                            end,
                                            branch("lab", states.get(random.nextInt(3))),
                                            branch("pacs", states.get(random.nextInt(3))))
                                    : routed(some, end);
                        }
                        default ->
                                result(
                                        some,
                                        random.nextBoolean() ? "lab" : "pacs",
                                        DeliveryState.values()[random.nextInt(5)]);
                    });
        }
        return entries;
    }
}
