package dev.pons.core.store.index;

import static dev.pons.core.control.DeliveryState.AFTER;
import static dev.pons.core.control.DeliveryState.AWAITING;
import static dev.pons.core.control.DeliveryState.DELIVERED;
import static dev.pons.core.control.DeliveryState.EXPIRED;
import static dev.pons.core.control.DeliveryState.HELD;
import static dev.pons.core.control.DeliveryState.QUEUED;
import static dev.pons.core.store.Samples.NOON;
import static dev.pons.core.store.Samples.branch;
import static dev.pons.core.store.Samples.keep;
import static dev.pons.core.store.Samples.open;
import static dev.pons.core.store.Samples.received;
import static dev.pons.core.store.Samples.result;
import static dev.pons.core.store.Samples.routed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.MessageView;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Journal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The story of a message follows from its entries, in one batch or in many. */
@Timeout(60)
class HistoryTest {

    private static final Content BYTES = Content.of(new byte[] {1});

    @TempDir Path folder;
    private Journal store;

    @BeforeEach
    void start() throws IOException {
        store = open(folder);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void everyAttemptIsThereWithItsReasonAndTheIdOfItsAnswer() throws Exception {
        var id = keep(store, received("1"));
        keep(store, routed(id, Entry.End.ROUTED, branch("lab", QUEUED, "")));
        show(id);
        keep(store, answer(id, 1, QUEUED, "RETRY", "answered AR"));
        show(id);
        keep(store, result(id, "lab", QUEUED, 2));
        var last = keep(store, answer(id, 3, DELIVERED, "DELIVERED", ""));
        var view = show(id);
        var history = view.deliveries().get(0).history();
        assertThat(history).extracting(a -> a.number()).containsExactly(1, 2, 3);
        assertThat(history).extracting(a -> a.reason()).containsExactly("answered AR", "why", "");
        assertThat(history.get(1).answer()).isEmpty();
        assertThat(history.get(2).answer()).contains(Ids.text(last));
        assertThat(history.get(2).outcome()).isEqualTo("delivered");
        assertThat(view.deliveries().get(0).attempts()).isEqualTo(3);
        assertThat(view.row().state()).isEqualTo(MessageState.DONE);
    }

    @Test
    void section4_1_whatHasBegunIsShownUntilItsResultIsThere() throws Exception {
        var id = keep(store, received("1"));
        keep(store, routed(id, Entry.End.ROUTED, branch("lab", QUEUED, "")));
        keep(store, new Entry.Begun(id, "lab", NOON, 1));
        var begun = show(id).deliveries().get(0);
        assertThat(begun.history()).extracting(a -> a.outcome()).containsExactly("begun");
        assertThat(begun.state()).isEqualTo(QUEUED);
        keep(store, result(id, "lab", DELIVERED, 1));
        assertThat(show(id).deliveries().get(0).history())
                .extracting(a -> a.outcome())
                .containsExactly("delivered");
    }

    @Test
    void section4_4_awaitingAndAfterAreNotDoneExpiredIs() throws Exception {
        var id = keep(store, received("1"));
        keep(
                store,
                routed(
                        id,
                        Entry.End.ROUTED,
                        branch("lab", QUEUED, ""),
                        branch("late", QUEUED, ""),
                        branch("next", AFTER, "after lab")));
        keep(store, result(id, "late", EXPIRED, 1), result(id, "lab", AWAITING, 1));
        assertThat(show(id).row().state()).isEqualTo(MessageState.QUEUED);
        keep(store, result(id, "lab", DELIVERED, 1));
        assertThat(show(id).row().state()).isEqualTo(MessageState.QUEUED);
        assertThat(show(id).row().reason()).isEqualTo("after lab");
        var made = new Entry.Made(id, 7, NOON, Map.of(), branch("next", HELD, "no PID"), 1);
        var entry = keep(store, made);
        assertThat(show(id).row().state()).isEqualTo(MessageState.HELD);
        assertThat(store.search().places(id).orElseThrow().made()).containsEntry("next", entry);
        keep(store, result(id, "next", DELIVERED, 1));
        assertThat(show(id).row().state()).isEqualTo(MessageState.DONE);
    }

    @Test
    void section1_2_whatTheSenderWasToldAndDuplicatesStandInIt() throws Exception {
        var id = keep(store, received("1"));
        keep(
                store,
                new Entry.Answered(id, NOON, "accepted, result unknown yet", BYTES),
                new Entry.Duplicate("adt", NOON, id));
        assertThat(show(id).acts())
                .containsExactly(
                        "2026-03-01T12:00:00Z the sender was told: accepted, result unknown yet",
                        "2026-03-01T12:00:00Z the same came again and was not kept");
        assertThat(show(id).row().state()).isEqualTo(MessageState.ACCEPTED);
    }

    @Test
    void aYearOfRetriesTakesLittleAndKeepsTheFirstAndTheLast() throws Exception {
        var id = keep(store, received("1"));
        keep(store, routed(id, Entry.End.ROUTED, branch("lab", QUEUED, "")));
        for (var i = 1; i <= 3000; i += 100) {
            var some = new Entry[100];
            for (var n = 0; n < 100; n++) {
                some[n] = result(id, "lab", QUEUED, i + n);
            }
            keep(store, some);
        }
        var delivery = show(id).deliveries().get(0);
        assertThat(delivery.attempts()).isEqualTo(3000);
        assertThat(delivery.history()).hasSizeBetween(150, 256);
        assertThat(delivery.history().get(0).number()).isEqualTo(1);
        assertThat(delivery.history().get(delivery.history().size() - 1).number()).isEqualTo(3000);
    }

    @Test
    void aFirstAttemptThatDeliveredTakesFewBytes() {
        var history = new History();
        var id = Ids.of(17, 48213);
        history.add(new History.Step(History.Kind.ROUTED, false, id + 1, NOON, 0, 0, ""));
        history.add(new History.Step(History.Kind.BRANCH, false, id + 1, NOON, 0, 0, "lab", ""));
        history.add(
                new History.Step(
                        History.Kind.RESULT,
                        true,
                        id + 9,
                        NOON + 12,
                        2,
                        1,
                        "lab",
                        "DELIVERED",
                        ""));
        var head = new HistoryCodec.Head(3, 0, 0, 669);
        assertThat(HistoryCodec.write(id, NOON, head, history)).hasSizeLessThanOrEqualTo(32);
    }

    private static Entry.Result answer(
            long id, int attempt, DeliveryState state, String outcome, String why) {
        return new Entry.Result(id, "lab", NOON, attempt, state, false, outcome, why, BYTES);
    }

    private MessageView show(long id) throws Exception {
        assertThat(store.search().catchUp(20_000)).isTrue();
        var view = store.search().one(id).orElseThrow();
        assertThat(view.row().id()).isEqualTo(Ids.text(id));
        return view;
    }
}
