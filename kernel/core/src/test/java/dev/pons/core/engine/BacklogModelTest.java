package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Order;
import dev.pons.core.engine.Item.State;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The backlog against a simple model of semantics 4.3, over random operations: who is ready, who is
 * behind whom, what is counted, and that nothing is left in the end.
 */
class BacklogModelTest {

    /** A delivery in the model: they stand in the order in which they came to their lanes. */
    private static final class Told {
        final long message;
        final long[] keys;
        final boolean first;
        State state;
        Item item;

        Told(long message, long[] keys, boolean first, State state) {
            this.message = message;
            this.keys = keys;
            this.first = first;
            this.state = state;
        }

        boolean held() {
            return state == State.HELD || state == State.ASIDE;
        }
    }

    private static final class Run {
        final Random random;
        final Backlog backlog = new Backlog();
        final Map<Long, Told> told = new LinkedHashMap<>();

        /** When each came to its lanes: one that stepped aside comes anew. */
        final Map<Long, Long> place = new TreeMap<>();

        Order.Kind kind = Order.Kind.STRICT;
        long next;
        long moment;

        Run(long seed) {
            random = new Random(seed);
        }

        void one() {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> add();
                case 3, 4, 5 -> take();
                case 6, 7 -> done();
                case 8 -> delayOrBack();
                case 9 -> hold();
                case 10 -> release();
                case 11 -> order();
                case 12 -> due();
                default -> forsakeOrSort();
            }
        }

        Set<Long> keys(Told one) {
            return switch (kind) {
                case STRICT -> Set.of(0L);
                case NONE -> Set.of();
                case KEY ->
                        one.keys.length == 0
                                ? Set.of(0L)
                                : new HashSet<>(Arrays.stream(one.keys).boxed().toList());
            };
        }

        boolean isBefore(Told one, Told other) {
            return one.state != State.ASIDE
                    && place.get(one.message) < place.get(other.message)
                    && keys(one).stream().anyMatch(keys(other)::contains);
        }

        boolean isFree(Told one) {
            return told.values().stream().noneMatch(o -> o != one && isBefore(o, one));
        }

        void add() {
            int count = random.nextInt(4);
            var keys = LongStream.range(0, count).map(k -> 1 + random.nextInt(5)).toArray();
            var states = List.of(State.WAITING, State.WAITING, State.HELD, State.ASIDE);
            var state = states.get(random.nextInt(4));
            var item = new Item(++next, next + 1, next * 1000, (int) (next % 7), keys);
            item.state(state);
            item.attempts((int) (next % 3));
            boolean first = random.nextInt(4) == 0;
            backlog.add(item.first(first));
            told.put(next, new Told(next, keys, first, state));
            place.put(next, ++moment);
        }

        void take() {
            boolean anyFirst =
                    told.values().stream()
                            .anyMatch(t -> t.first && t.state == State.WAITING && isFree(t));
            var taken = backlog.take(1 + random.nextInt(4));
            assertThat(anyFirst && !taken.get(0).first()).as("what goes first is left").isFalse();
            boolean any =
                    told.values().stream().anyMatch(t -> t.state == State.WAITING && isFree(t));
            assertThat(taken.isEmpty()).isEqualTo(!any);
            var batch = new ArrayList<Told>();
            for (var item : taken) {
                var one = told.get(item.message);
                assertThat(one.state).isEqualTo(State.WAITING);
                assertThat(told.values().stream().filter(o -> o != one && isBefore(o, one)))
                        .as("all before it are in the same batch")
                        .allMatch(batch::contains);
                assertThat(new HashSet<>(Arrays.stream(item.keys).boxed().toList()))
                        .isEqualTo(new HashSet<>(Arrays.stream(one.keys).boxed().toList()));
                assertThat(item.routed).isEqualTo(item.message + 1);
                assertThat(item.at).isEqualTo(item.message * 1000);
                assertThat(item.branch).isEqualTo((int) (item.message % 7));
                one.state = State.BUSY;
                one.item = item;
                batch.add(one);
            }
        }

        Told some(State... states) {
            var fit = told.values().stream().filter(t -> List.of(states).contains(t.state));
            var all = fit.toList();
            return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        }

        /** What is taken ends; or anything else by a person's order. */
        void done() {
            var one = some(State.BUSY);
            if (one != null && random.nextInt(3) > 0) {
                backlog.done(one.item);
                told.remove(one.message);
                return;
            }
            var any = some(State.WAITING, State.DELAYED, State.HELD, State.ASIDE);
            if (any == null) {
                return;
            }
            var reserved = backlog.reserve(any.message, i -> true).orElseThrow();
            assertThat(backlog.reserve(any.message, i -> true)).isEmpty();
            assertThat(reserved.before()).isEqualTo(any.state);
            switch (random.nextInt(3)) {
                case 0 -> {
                    backlog.undo(reserved);
                    any.state = any.held() ? any.state : State.WAITING;
                }
                case 1 -> {
                    backlog.apply(reserved, i -> {});
                    any.state = any.held() ? any.state : State.WAITING;
                }
                default -> {
                    backlog.apply(reserved, backlog::done);
                    told.remove(any.message);
                }
            }
        }

        void delayOrBack() {
            var one = some(State.BUSY);
            if (one == null) {
                return;
            }
            one.item.attempts(one.item.attempts() + 1);
            if (random.nextBoolean()) {
                backlog.delay(one.item);
                assertThat(backlog.isDelayed(one.item)).isTrue();
                one.state = State.DELAYED;
            } else {
                backlog.back(List.of(one.item));
                one.state = State.WAITING;
            }
        }

        void due() {
            var one = some(State.DELAYED);
            if (one != null) {
                assertThat(backlog.due(one.item)).isTrue();
                assertThat(backlog.due(one.item)).isFalse();
                one.state = State.WAITING;
            }
        }

        void hold() {
            boolean aside = random.nextBoolean();
            var one = some(State.BUSY);
            if (one != null && random.nextBoolean()) {
                backlog.hold(one.item, aside);
                one.state = aside ? State.ASIDE : State.HELD;
                return;
            }
            var any = some(State.WAITING, State.DELAYED);
            if (any != null) {
                var reserved = backlog.reserve(any.message, i -> !i.held()).orElseThrow();
                backlog.apply(reserved, i -> backlog.hold(i, aside));
                any.state = aside ? State.ASIDE : State.HELD;
            }
        }

        void release() {
            var one = some(State.HELD, State.ASIDE);
            if (one == null) {
                return;
            }
            assertThat(backlog.holds(one.message)).isTrue();
            var reserved = backlog.reserve(one.message, Item::held).orElseThrow();
            backlog.apply(reserved, backlog::release);
            if (one.state == State.ASIDE) {
                place.put(one.message, ++moment);
            }
            one.state = State.WAITING;
        }

        /** Only while nothing is taken, as the outlet does. */
        void order() {
            if (some(State.BUSY) != null) {
                return;
            }
            var before = kind;
            kind = Order.Kind.values()[random.nextInt(3)];
            backlog.order(kind);
            if (kind != before) {
                told.keySet().forEach(message -> place.put(message, ++moment));
            }
        }

        void forsakeOrSort() {
            backlog.forsake();
            for (var one : told.values()) {
                if (one.state == State.BUSY) {
                    backlog.done(one.item);
                    backlog.back(List.of(one.item));
                    one.state = State.WAITING;
                }
            }
        }

        void check() {
            assertThat(backlog.queued())
                    .isEqualTo(told.values().stream().filter(t -> !t.held()).count());
            assertThat(backlog.held()).isEqualTo(told.values().stream().filter(Told::held).count());
            assertThat(backlog.blocking(1000))
                    .containsExactlyInAnyOrderElementsOf(
                            told.values().stream()
                                    .filter(t -> t.state == State.HELD)
                                    .map(t -> t.message)
                                    .toList());
            var oldest =
                    told.values().stream().filter(t -> !t.held()).mapToLong(t -> t.message).min();
            assertThat(backlog.oldest().isPresent()).isEqualTo(oldest.isPresent());
            oldest.ifPresent(m -> assertThat(backlog.oldest().orElseThrow()).isEqualTo(m * 1000));
            assertThat(backlog.anyReady())
                    .isEqualTo(
                            told.values().stream()
                                    .anyMatch(t -> t.state == State.WAITING && isFree(t)));
        }

        void drain() {
            while (!told.isEmpty()) {
                forsakeOrSort();
                for (var one : List.copyOf(told.values())) {
                    if (one.state == State.DELAYED) {
                        backlog.due(one.item);
                        one.state = State.WAITING;
                    }
                }
                while (some(State.HELD, State.ASIDE) != null) {
                    release();
                }
                take();
                for (var one : List.copyOf(told.values())) {
                    if (one.state == State.BUSY) {
                        backlog.done(one.item);
                        told.remove(one.message);
                    }
                }
                check();
            }
        }
    }

    @Test
    void randomOperationsGiveWhatTheModelGives() {
        long empty = new Backlog().bytes();
        for (long seed = 0; seed < 400; seed++) {
            var run = new Run(seed);
            try {
                for (int i = 0; i < 250; i++) {
                    run.one();
                    run.check();
                }
                run.drain();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            assertThat(run.backlog.bytes()).isLessThan(empty + 10_000);
        }
    }

    /** Issue 3: a million waits in a few dozen megabytes, and nothing stays behind. */
    @Test
    void aMessageThatWaitsTakesLessThanNinetyBytes() {
        var backlog = new Backlog();
        backlog.order(Order.Kind.KEY);
        int many = 200_000;
        for (int i = 1; i <= many; i++) {
            backlog.add(new Item(i, i + 1, i, 0, new long[] {1 + i % 20_000}));
        }
        assertThat(backlog.bytes() / many).isLessThan(90);
        var taken = backlog.take(64);
        while (!taken.isEmpty()) {
            taken.forEach(backlog::done);
            taken = backlog.take(64);
        }
        assertThat(backlog.queued()).isZero();
        assertThat(backlog.bytes()).isLessThan(20_000);
    }
}
