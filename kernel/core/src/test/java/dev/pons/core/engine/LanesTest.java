package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Order.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** What may be sent now: semantics section 4, channel language section 7 {@code order}. */
class LanesTest {

    private static Item item(long message, long... keys) {
        return new Item(message, message, message, 0, keys);
    }

    private static List<Long> ids(List<Item> items) {
        return items.stream().map(i -> i.message).toList();
    }

    private static Backlog backlog(Kind kind, Item... items) {
        var backlog = new Backlog();
        backlog.order(kind);
        for (var item : items) {
            backlog.add(item);
        }
        return backlog;
    }

    @Test
    void strictOrderGivesOneAtATime() {
        var backlog = backlog(Kind.STRICT, item(1), item(2), item(3));
        var first = backlog.take(1);
        assertThat(ids(first)).containsExactly(1L);
        assertThat(backlog.take(1)).isEmpty();
        backlog.done(first.get(0));
        assertThat(ids(backlog.take(1))).containsExactly(2L);
    }

    @Test
    void noOrderGivesAllThatWait() {
        var backlog = backlog(Kind.NONE, item(1), item(2), item(3));
        assertThat(ids(backlog.take(1))).containsExactly(1L);
        assertThat(ids(backlog.take(1))).containsExactly(2L);
        assertThat(ids(backlog.take(5))).containsExactly(3L);
    }

    @Test
    void aKeyBlocksOnlyItself() {
        var backlog = backlog(Kind.KEY, item(1, 7), item(2, 7), item(3, 8));
        var blocked = backlog.take(1).get(0);
        assertThat(blocked.message).isEqualTo(1);
        backlog.hold(blocked, false);
        assertThat(ids(backlog.take(5))).containsExactly(3L);
        backlog.release(blocked);
        assertThat(ids(backlog.take(5))).containsExactly(1L, 2L);
    }

    @Test
    void aHeldOneThatStepsAsideLetsTheNextGo() {
        var backlog = backlog(Kind.KEY, item(1, 7), item(2, 7));
        var aside = backlog.take(1).get(0);
        backlog.hold(aside, true);
        assertThat(ids(backlog.take(5))).containsExactly(2L);
        backlog.release(aside);
        assertThat(backlog.take(5)).isEmpty();
    }

    @Test
    void aMessageWithSeveralKeysWaitsInAllOfThem() {
        var backlog = backlog(Kind.KEY, item(1, 7), item(2, 8), item(3, 7, 8, 7), item(4, 8));
        var left = backlog.take(1);
        var right = backlog.take(1);
        assertThat(ids(left)).containsExactly(1L);
        assertThat(ids(right)).containsExactly(2L);
        backlog.done(left.get(0));
        assertThat(backlog.take(5)).as("the merge still waits for key 8").isEmpty();
        backlog.done(right.get(0));
        var merge = backlog.take(1);
        assertThat(ids(merge)).containsExactly(3L);
        assertThat(backlog.take(5)).isEmpty();
        backlog.done(merge.get(0));
        assertThat(ids(backlog.take(5))).containsExactly(4L);
    }

    @Test
    void aBatchTakesWhatStandsBehindInOrder() {
        var backlog = backlog(Kind.STRICT, item(1), item(2), item(3));
        var batch = backlog.take(2);
        assertThat(ids(batch)).containsExactly(1L, 2L);
        backlog.back(batch.subList(1, 2));
        backlog.done(batch.get(0));
        assertThat(ids(backlog.take(5)))
                .as("what the batch did not send goes first")
                .containsExactly(2L, 3L);
    }

    @Test
    void aSkippedOneInTheMiddleLeavesTheOrder() {
        var middle = item(2);
        var backlog = backlog(Kind.STRICT, item(1), middle, item(3));
        backlog.done(middle);
        var first = backlog.take(1);
        backlog.done(first.get(0));
        assertThat(ids(backlog.take(1))).containsExactly(3L);
        assertThat(backlog.queued()).isEqualTo(1);
    }

    @Test
    void aDelayedOneBlocksItsKeyUntilItIsDue() {
        var backlog = backlog(Kind.KEY, item(1, 7), item(2, 7));
        var delayed = backlog.take(1).get(0);
        backlog.delay(delayed);
        assertThat(backlog.take(5)).isEmpty();
        assertThat(backlog.due(delayed)).isTrue();
        assertThat(ids(backlog.take(1))).containsExactly(1L);
    }

    /**
     * A send that does not end at a stop: its message is sent again, what it says does not count.
     */
    @Test
    void whatAForsakenSendSaysLaterDoesNotCount() {
        var backlog = backlog(Kind.STRICT, item(1), item(2));
        var hung = backlog.take(1).get(0);
        backlog.forsake();
        backlog.done(hung);
        backlog.hold(hung, false);
        backlog.delay(hung);
        backlog.back(List.of(hung));
        assertThat(backlog.queued()).isEqualTo(2);
        var again = backlog.take(5);
        assertThat(ids(again)).containsExactly(1L, 2L);
        assertThat(again.get(0).attempts()).isEqualTo(1);
    }

    @Test
    void whatIsReservedForAnOrderIsNotTakenAndMayBeGivenBack() {
        var backlog = backlog(Kind.STRICT, item(1), item(2));
        var reserved = backlog.reserve(1, i -> true).orElseThrow();
        assertThat(backlog.reserve(1, i -> true)).isEmpty();
        assertThat(backlog.take(5)).isEmpty();
        backlog.undo(reserved);
        assertThat(ids(backlog.take(5))).containsExactly(1L, 2L);
    }

    @Test
    void nothingIsKeptOfWhatIsDoneBehindAHeldOne() {
        var backlog = backlog(Kind.NONE, item(1));
        backlog.hold(backlog.take(1).get(0), false);
        for (long id = 2; id < 1000; id++) {
            backlog.add(item(id));
            backlog.done(backlog.take(1).get(0));
        }
        assertThat(backlog.queued()).isZero();
        assertThat(backlog.reserve(500, i -> true)).isEmpty();
        assertThat(backlog.blocking(5)).containsExactly(1L);
    }

    @Test
    void aCrewThatIsShutStaysShutWhateverItsLimit() {
        var crew = new Crew();
        assertThat(crew.enter()).isFalse();
        crew.open(1);
        assertThat(crew.enter()).isTrue();
        crew.shut();
        crew.limit(8);
        assertThat(crew.mayStay()).isFalse();
        assertThat(crew.enter()).isFalse();
    }

    @Test
    void orderCanChangeWhileMessagesWait() {
        var backlog = backlog(Kind.STRICT, item(1, 7), item(2, 8), item(3, 7));
        backlog.order(Kind.KEY);
        assertThat(ids(backlog.take(1))).containsExactly(1L);
        assertThat(ids(backlog.take(1))).containsExactly(2L);
        assertThat(backlog.take(1)).isEmpty();
    }

    /**
     * Whatever happens, messages of one key leave in the order in which they came, and all of them
     * leave.
     */
    @Test
    void randomRunsKeepTheOrderOfEveryKey() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var backlog = backlog(Kind.KEY);
            var last = new long[4];
            long added = 0;
            long done = 0;
            while (done < 200) {
                if (added < 200 && random.nextInt(3) > 0) {
                    int n = 1 + random.nextInt(2);
                    var keys =
                            LongStream.range(0, n).map(k -> random.nextInt(4)).distinct().toArray();
                    backlog.add(item(++added, keys));
                }
                var taken = backlog.take(1 + random.nextInt(4));
                int well = taken.isEmpty() ? 0 : random.nextInt(taken.size() + 1);
                backlog.back(taken.subList(well, taken.size()));
                for (var item : taken.subList(0, well)) {
                    for (long key : item.keys) {
                        assertThat(item.message).as("seed " + seed).isGreaterThan(last[(int) key]);
                        last[(int) key] = item.message;
                    }
                    backlog.done(item);
                    done++;
                }
            }
            assertThat(backlog.queued()).isZero();
        }
    }
}
