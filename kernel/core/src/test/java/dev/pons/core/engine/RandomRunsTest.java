package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Random operations on one channel, against a model of what must come out: every accepted message
 * ends in exactly one state per destination, the order of every key is kept, none is lost, the
 * ledger fits. {@code -Dpons.random.runs=N} makes N runs (2), {@code -Dpons.random.seed=S} begins
 * with that seed. A failure names its seed and operations.
 */
@Timeout(600)
class RandomRunsTest {

    private static final int OPERATIONS = 60;

    @TempDir Path folder;

    @Test
    void randomRunsLoseNothingAndKeepTheOrder() throws Exception {
        long first = Long.getLong("pons.random.seed", 1);
        for (long seed = first; seed < first + Long.getLong("pons.random.runs", 2L); seed++) {
            var data = Files.createDirectory(folder.resolve("run-" + seed)).resolve("data");
            try (var run = new Run(seed, data)) {
                run.all();
            }
        }
    }

    /** One run. */
    private static final class Run implements AutoCloseable {

        private final List<String> log = new ArrayList<>();
        private final Random random;
        private final long seed;
        private final Bench bench;
        private final Map<Integer, String> sent = new TreeMap<>();
        private final Map<Integer, String> ids = new TreeMap<>();

        /** Messages that an act took out of the order of their key. */
        private final TreeSet<Integer> skipped = new TreeSet<>();

        private int version;

        Run(long seed, Path data) throws IOException {
            this.seed = seed;
            this.random = new Random(seed);
            this.bench = new Bench(data);
        }

        private String file() {
            return """
            source: { hand: {}, format: pairs }
            steps: [ { obey: { mark: v%d } } ]
            on-error: hold
            destinations:
              keyed:
                peer: { tag: t%d }
                order: { key: ["{key}", "{old}"], lanes: 4 }
                retry: { first: 5ms, longest: 20ms }
              strict: { batch: {}, when: { key: { not: none } }, retry: { first: 5ms, longest: 20ms } }
            """
                    .formatted(version, random.nextInt(3));
        }

        void all() throws Exception {
            try {
                peers(Peer.TAKES);
                bench.channel("adt", file());
                for (int i = 0; i < OPERATIONS; i++) {
                    one();
                }
                heal();
                check();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + " (-Dpons.random.seed="
                                + seed
                                + ")\n"
                                + String.join("\n", log),
                        e);
            }
        }

        private void one() throws Exception {
            int die = random.nextInt(100);
            if (die < 50) {
                submit();
            } else if (die < 62) {
                act();
            } else if (die < 76) {
                behave();
            } else if (die < 84) {
                version++;
                log.add("swap to " + version);
                bench.channel("adt", file());
            } else if (die < 90) {
                order();
            } else if (die < 94) {
                log.add("type changes");
                var type = bench.types.destination("peer").orElseThrow();
                bench.type(Types.Kind.DESTINATION, "peer", null);
                bench.type(Types.Kind.DESTINATION, "peer", type);
            } else if (die < 97) {
                log.add("restart");
                bench.restart();
            }
        }

        private void submit() throws Exception {
            int many = 1 + random.nextInt(10);
            log.add("submit " + (sent.size() + 1) + ".." + (sent.size() + many));
            for (int i = 0; i < many; i++) {
                int id = sent.size() + 1;
                var key = random.nextInt(10) == 0 ? "none" : "k" + random.nextInt(3);
                var text = "id=" + id + " key=" + key;
                text += random.nextInt(6) == 0 ? " old=k" + random.nextInt(3) : "";
                text += random.nextInt(40) == 0 ? " do=fail" : "";
                var intake = bench.types.intakes.get("adt");
                var receipt = intake == null ? null : intake.submit(Pairs.message(text));
                if (receipt != null && receipt.kept()) {
                    sent.put(id, text);
                    ids.put(id, receipt.id().orElseThrow());
                }
            }
        }

        private void act() {
            if (ids.isEmpty()) {
                return;
            }
            int id = 1 + random.nextInt(sent.size());
            var act = List.of(Act.HOLD, Act.RELEASE, Act.RELEASE, Act.SKIP).get(random.nextInt(4));
            try {
                bench.act(act, ids.get(id));
                log.add(act + " " + id);
                if (act == Act.SKIP) {
                    skipped.add(id);
                }
            } catch (ControlException e) {
                log.add(act + " " + id + " was not possible");
            }
        }

        private void behave() {
            int what = random.nextInt(5);
            log.add("peers do " + what);
            peers(
                    switch (what) {
                        case 0 -> Peer.DOWN;
                        case 1 -> Peer.NOT_NOW;
                        case 2 ->
                                (m, a) ->
                                        Pairs.value(m, "id").endsWith("7")
                                                ? Delivery.rejected("no sevens")
                                                : Delivery.delivered();
                        default -> Peer.TAKES;
                    });
        }

        private void peers(Peer.Behaviour behaviour) {
            bench.peer("adt/keyed").behaviour = behaviour;
            bench.peer("adt/strict").behaviour = behaviour;
        }

        private void order() {
            var order = Order.values()[random.nextInt(Order.values().length)];
            boolean all = random.nextBoolean() || order == Order.RELOAD;
            log.add(order + (all ? " channel" : " keyed"));
            bench.control().order(order, "adt", all ? "" : "keyed", "anna");
        }

        /** All peers take everything, everything runs, nothing is held any more. */
        private void heal() throws Exception {
            log.add("heal");
            peers(Peer.TAKES);
            version++;
            bench.channel("adt", file().replaceFirst("steps: .*\n", ""));
            bench.control().order(Order.START, "adt", "", "anna");
            bench.control().order(Order.START, "adt", "keyed", "anna");
            bench.until(
                    () -> {
                        for (var id : ids.values()) {
                            try {
                                bench.act(Act.RELEASE, id);
                            } catch (ControlException e) {
                                log.remove("");
                            }
                        }
                        return bench.view("adt").queued() == 0 && bench.view("adt").held() == 0;
                    });
            bench.settles("adt");
        }

        private void check() {
            assertThat(bench.ledger("adt").accepted()).isEqualTo(sent.size());
            for (var id : sent.keySet()) {
                var view = bench.control().message(ids.get(id));
                assertThat(view.deliveries())
                        .as("message " + id + " " + view.row())
                        .allMatch(d -> d.state().isFinal());
                for (var d : view.deliveries()) {
                    boolean took = bench.peer("adt/" + d.destination()).ids().contains("" + id);
                    assertThat(took)
                            .as("message " + id + " to " + d.destination() + " is " + d.state())
                            .isEqualTo(d.state() == DeliveryState.DELIVERED);
                    if (d.state() == DeliveryState.SKIPPED) {
                        assertThat(skipped).contains(id);
                    }
                }
            }
            var keyed = bench.peer("adt/keyed").ids();
            for (var key : List.of("k0", "k1", "k2")) {
                inOrder(keyed.stream().filter(i -> has(i, key)).toList(), key);
            }
            inOrder(bench.peer("adt/strict").ids(), "strict");
        }

        private boolean has(String id, String key) {
            var text = sent.get(Integer.valueOf(id));
            return text.contains("=" + key);
        }

        /** None twice, and each after those that were sent before it. */
        private static void inOrder(List<String> took, String what) {
            assertThat(took).as(what).doesNotHaveDuplicates();
            var numbers = took.stream().map(Integer::valueOf).collect(Collectors.toList());
            assertThat(numbers).as(what).isEqualTo(List.copyOf(new TreeSet<>(numbers)));
            assertThat(new LinkedHashSet<>(numbers)).hasSameSizeAs(numbers);
        }

        @Override
        public void close() throws IOException {
            bench.close();
        }
    }
}
