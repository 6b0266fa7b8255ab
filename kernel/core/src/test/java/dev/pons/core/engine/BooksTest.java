package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Entry.Branch;
import dev.pons.core.store.Entry.End;
import dev.pons.core.store.Origin;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Semantics section 5: the sums fit, at every moment, and survive a checkpoint. */
class BooksTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private static Entry received(String channel) {
        return received(channel, 5, Origin.SOURCE);
    }

    private static Entry received(String channel, long at, Origin origin) {
        return new Entry.Received(
                channel, 1, at, origin, Entry.Once.NONE, Map.of(), Map.of(), Content.EMPTY);
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

    private static byte[] bytes(Books books) throws IOException {
        var out = new ByteArrayOutputStream();
        BooksCodec.write(books, books.numbered(), out);
        return out.toByteArray();
    }

    private static Books copy(Books books) throws IOException {
        return BooksCodec.read(new ByteArrayInputStream(bytes(books)), ZoneOffset.UTC);
    }

    private static OpenMessage open(Books books) {
        return Objects.requireNonNull(books.open().find(1)).message();
    }

    static void assertSumsFit(LedgerView view) {
        assertThat(view.accepted() + view.created())
                .isEqualTo(
                        view.refusedLater()
                                + view.dropped()
                                + view.split()
                                + view.aggregated()
                                + view.held()
                                + view.routed()
                                + view.pending());
        for (var line : view.destinations()) {
            assertThat(line.routed())
                    .isEqualTo(
                            line.notChosen()
                                    + line.delivered()
                                    + line.skipped()
                                    + line.expired()
                                    + line.held()
                                    + line.queued())
                    .isEqualTo(view.routed());
        }
    }

    @Test
    void aMessageIsAccountedForFromReceivedToDelivered() {
        var books = new Books(ZoneOffset.UTC);
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
        assertThat(books.open().size()).isZero();
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
        var books = new Books(ZoneOffset.UTC);
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
        var books = new Books(ZoneOffset.UTC);
        books.add(1, received("adt"));
        books.add(2, routed(1, End.HELD));
        books.add(3, new Entry.Act(1, "", 6, "release", "anna", ""));
        var cursor = "x".repeat(100_000);
        books.add(4, new Entry.Moved("adt", Map.of("", cursor)));
        var copy = copy(books);
        var again = copy.account("adt");
        assertThat(again.view(0).held()).isZero();
        assertThat(again.view(0).pending()).isEqualTo(1);
        assertThat(open(copy).released()).isTrue();
        assertThat(again.position).containsEntry("", cursor);
    }

    @Test
    void droppedRefusedAndHeldStandBesideRouted() {
        var books = new Books(ZoneOffset.UTC);
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
            var straight = new Books(ZoneOffset.UTC);
            var broken = new Books(ZoneOffset.UTC);
            int cut = new Random(seed).nextInt(entries.size());
            for (int i = 0; i < entries.size(); i++) {
                straight.add(i + 1, entries.get(i));
                if (i == cut) {
                    broken = copy(broken);
                }
                broken.add(i + 1, entries.get(i));
                assertSumsFit(straight.account("adt").view(0));
            }
            assertThat(bytes(broken)).isEqualTo(bytes(straight));
        }
    }

    private static List<Entry> random(Random random) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 200; i++) {
            entries.add(one(1 + random.nextInt(i + 1), random));
        }
        return entries;
    }

    private static Entry one(long some, Random random) {
        var ends = End.values();
        var to = random.nextBoolean() ? "lab" : "pacs";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> received("adt", random.nextInt(5) * DAY, Origin.SOURCE);
            case 3, 4 -> {
                var end = ends[random.nextInt(ends.length)];
                yield end == End.ROUTED
                        ? routed(some, end, some("lab", random), some("pacs", random))
                        : routed(some, end);
            }
            case 5 -> new Entry.Begun(some, to, 7, random.nextInt(3));
            case 6 -> new Entry.Made(some, 1, 7, Map.of(), some(to, random), 2);
            default -> result(some, to, state(random));
        };
    }

    private static Branch some(String destination, Random random) {
        return branch(destination, state(random));
    }

    private static DeliveryState state(Random random) {
        return DeliveryState.values()[random.nextInt(DeliveryState.values().length)];
    }

    @Test
    void whatIsTooOldAwaitedOrToComeLaterStandsInTheSum() {
        var books = new Books(ZoneOffset.UTC);
        books.add(1, received("adt"));
        books.add(
                2,
                routed(
                        1,
                        End.ROUTED,
                        branch("a", DeliveryState.QUEUED),
                        branch("b", DeliveryState.QUEUED),
                        branch("c", DeliveryState.AFTER)));
        books.add(3, result(1, "a", DeliveryState.AWAITING));
        books.add(4, result(1, "b", DeliveryState.EXPIRED));
        var view = books.account("adt").view(0);
        assertSumsFit(view);
        assertThat(view.destinations()).extracting(l -> l.awaiting()).containsExactly(1L, 0L, 0L);
        assertThat(view.destinations()).extracting(l -> l.expired()).containsExactly(0L, 1L, 0L);
        assertThat(view.destinations()).extracting(l -> l.queued()).containsExactly(1L, 0L, 1L);
        books.add(5, result(1, "a", DeliveryState.DELIVERED));
        books.add(6, new Entry.Made(1, 1, 9, Map.of(), branch("c", DeliveryState.QUEUED), 2));
        books.add(7, new Entry.Answered(1, 9, "ACK", null));
        var delivery = open(books).deliveries().get(2);
        assertThat(delivery.state).isEqualTo(DeliveryState.QUEUED);
        assertThat(delivery.progress.made).as("what is sent stands there").isEqualTo(6);
        books.add(8, result(1, "c", DeliveryState.DELIVERED));
        assertThat(books.open().size()).isZero();
        assertSumsFit(books.account("adt").view(0));
    }

    /** Semantics 4.1: after a crash a begun attempt without a result is known as such. */
    @Test
    void anAttemptThatBeganIsKnownUntilItsResultIs() throws IOException {
        var books = new Books(ZoneOffset.UTC);
        books.add(1, received("adt"));
        books.add(2, routed(1, End.ROUTED, branch("lab", DeliveryState.QUEUED)));
        books.add(3, new Entry.Begun(1, "lab", 7, 1));
        var again = copy(books);
        assertThat(open(again).deliveries().get(0).isBegun()).isTrue();
        again.add(4, result(1, "lab", DeliveryState.QUEUED));
        assertThat(open(again).deliveries().get(0).isBegun()).isFalse();
    }

    @Test
    void whatAPeerOwesSurvivesACheckpoint() throws IOException {
        var books = new Books(ZoneOffset.UTC);
        books.add(1, received("adt"));
        books.add(2, routed(1, End.ROUTED, branch("lab", DeliveryState.QUEUED)));
        var owed = new Entry.Later("4711", 99);
        books.add(
                3,
                new Entry.Result(
                        1,
                        "lab",
                        7,
                        1,
                        DeliveryState.AWAITING,
                        false,
                        "AWAITING",
                        "",
                        null,
                        owed,
                        Map.of()));
        var delivery = open(copy(books)).deliveries().get(0);
        assertThat(delivery.state).isEqualTo(DeliveryState.AWAITING);
        assertThat(delivery.progress.later).isEqualTo(owed);
    }

    /** Of what came on a day is told what became of it, whenever that was. */
    @Test
    void theSumsOfADayFitInThemselves() throws IOException {
        var books = new Books(ZoneOffset.UTC);
        books.add(1, received("adt", 2 * DAY + 5, Origin.SOURCE));
        books.add(2, received("adt", 3 * DAY - 1, new Origin(Origin.Kind.EDIT, 1, "", "anna", "")));
        books.add(3, received("adt", 3 * DAY, Origin.SOURCE));
        books.add(4, routed(1, End.ROUTED, branch("lab", DeliveryState.QUEUED)));
        books.add(5, new Entry.Duplicate("adt", 3 * DAY, 1));
        for (int i = 4; i < 20; i++) {
            books.add(2 + i, received("adt", i * DAY, Origin.SOURCE));
        }
        books.add(30, result(1, "lab", DeliveryState.DELIVERED));
        var ledger = copy(books).account("adt").ledger;
        var third = ledger.view("adt", LocalDate.ofEpochDay(2)).orElseThrow();
        assertSumsFit(third);
        assertThat(third.accepted()).isEqualTo(1);
        assertThat(third.created()).isEqualTo(1);
        assertThat(third.routed()).isEqualTo(1);
        assertThat(third.destinations().get(0).delivered()).isEqualTo(1);
        var fourth = ledger.view("adt", LocalDate.ofEpochDay(3)).orElseThrow();
        assertThat(fourth.pending()).isEqualTo(1);
        assertThat(fourth.duplicates()).isEqualTo(1);
        assertThat(ledger.view("adt", LocalDate.ofEpochDay(1))).isEmpty();
        assertThat(ledger.days()).hasSize(18).startsWith(LocalDate.ofEpochDay(2));
    }

    @Test
    void daysOfLongAgoAreOnlyInTheSumOfAll() {
        var books = new Books(ZoneOffset.UTC);
        for (long day = 0; day <= Ledger.DAYS + 5; day++) {
            books.add(1 + day, received("adt", day * DAY, Origin.SOURCE));
        }
        books.add(1000, routed(1, End.DROPPED));
        var ledger = books.account("adt").ledger;
        assertThat(ledger.days()).hasSize(Ledger.DAYS).startsWith(LocalDate.ofEpochDay(6));
        assertThat(books.account("adt").view(0).dropped()).isEqualTo(1);
        assertThat(books.account("adt").view(0).accepted()).isEqualTo(Ledger.DAYS + 6);
    }

    @Test
    void keysAreRememberedWithinTheirWindowAndAcrossACheckpoint() throws IOException {
        var books = new Books(ZoneOffset.UTC);
        var once = books.account("adt").once;
        once.within(Duration.ofHours(24).toMillis());
        for (int i = 0; i < 5000; i++) {
            once.put("MSG" + i, i, 1 + i, i * 60_000L);
        }
        long now = 5000 * 60_000L;
        var again = copy(books).account("adt").once;
        for (int i = 0; i < 5000; i++) {
            var found = again.find("MSG" + i, now);
            assertThat(found.isPresent()).as("MSG" + i).isEqualTo(i > 5000 - 24 * 60);
            if (found.isPresent()) {
                assertThat(found.get()).isEqualTo(new OnceKeys.First(1 + i, i, i * 60_000L));
            }
        }
        assertThat(again.size()).as("at most an eighth of the window too many").isLessThan(1700);
        again.put("MSG4999", 7, 1, 1);
        assertThat(again.find("MSG4999", now).orElseThrow().id()).as("it is older").isEqualTo(5000);
        again.put("MSG4999", 7, 6000, now);
        assertThat(again.find("MSG4999", now).orElseThrow().id()).isEqualTo(6000);
    }
}
