package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.Control;
import dev.pons.core.control.Control.Act;
import dev.pons.core.control.DestinationView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.control.TableControl;
import dev.pons.core.net.Net;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.core.store.Store;
import dev.pons.spi.Receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An engine on a real journal, with scripted plugins: given a channel file and messages... */
final class Bench implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(10);

    final Scripted types;
    final Map<String, String> files = new TreeMap<>();
    private final Map<String, Object> open = new ConcurrentHashMap<>();
    private Path folder;
    private Instance instance = Instance.of("0.1.0");
    private int copies;
    private Clock clock = Clock.systemUTC();

    Bench(Path folder) throws IOException {
        this(folder, new Scripted());
    }

    /** With a folder for {@code alerts.yaml}. */
    Bench(Path folder, Path etc) throws IOException {
        this.folder = folder;
        this.types = new Scripted();
        this.instance = new Instance("0.1.0", "bench", Optional.of(etc), Optional.of(etc));
        open(store(folder));
    }

    private Bench(Path folder, Scripted types) throws IOException {
        this.folder = folder;
        this.types = types;
        open(store(folder));
    }

    /** On a clock that a test sets. */
    Bench(Path folder, Clock clock) throws IOException {
        this.folder = folder;
        this.types = new Scripted();
        this.clock = clock;
        open(store(folder));
    }

    /** On a store that a test made. */
    Bench(Path folder, Store store) throws IOException {
        this.folder = folder;
        this.types = new Scripted();
        open(store);
    }

    private static Store store(Path folder) throws IOException {
        return Journal.open(folder, Settings.DEFAULTS, Clock.systemUTC(), (why, cause) -> {});
    }

    private void open(Store store) throws IOException {
        var net = new Net();
        open.put("store", store);
        open.put("net", net);
        open.put(
                "engine",
                new Engine(
                        store,
                        net,
                        types,
                        new Site((kind, name) -> Optional.empty()),
                        clock,
                        instance));
        files.forEach((name, text) -> engine().deploy(name, text, f -> Optional.empty()));
        engine().deployedAll();
    }

    Engine engine() {
        return (Engine) open.get("engine");
    }

    Store store() {
        return (Store) open.get("store");
    }

    TableControl tables() {
        return engine().tables();
    }

    Control control() {
        return engine().control();
    }

    /** The channel's file is this now. */
    Bench channel(String name, String text) {
        files.put(name, text);
        engine().deploy(name, text, f -> Optional.empty());
        return this;
    }

    /** The same; it must run. */
    Bench runs(String name, String text) {
        channel(name, text);
        assertThat(view(name).problems()).isEmpty();
        assertThat(view(name).state()).as(view(name).reason()).isEqualTo(ChannelState.STARTED);
        return this;
    }

    Peer peer(String name) {
        return types.peer(name);
    }

    Receipt submit(String channel, String text) throws InterruptedException {
        return types.intakes.get(channel).submit(Pairs.message(text));
    }

    /** Submits {@code id=FIRST..LAST more} and gives the ids of the messages. */
    List<String> submit(String channel, int first, int last, String more)
            throws InterruptedException {
        var ids = new ArrayList<String>();
        for (int i = first; i <= last; i++) {
            var receipt = submit(channel, "id=" + i + (more.isEmpty() ? "" : " " + more));
            assertThat(receipt.kind()).isEqualTo(Receipt.Kind.STORED);
            ids.add(receipt.id().orElseThrow());
        }
        return ids;
    }

    ChannelView view(String channel) {
        return control().channel(channel);
    }

    DestinationView view(String channel, String destination) {
        return view(channel).destinations().stream()
                .filter(d -> d.name().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    LedgerView ledger(String channel) {
        return control().ledger().stream()
                .filter(l -> l.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    LedgerView.Line ledger(String channel, String destination) {
        return ledger(channel).destinations().stream()
                .filter(l -> l.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    void act(Act act, String id) {
        control().act(act, id, "", "anna", "test");
    }

    void type(Types.Kind kind, String name, Object type) {
        if (type == null) {
            types.remove(kind, name);
        } else {
            types.put(kind, name, type);
        }
        engine().typesChanged(List.of(new Types.TypeName(kind, name)));
    }

    /** Waits until it holds. */
    void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(condition);
    }

    void eventually(org.awaitility.core.ThrowingRunnable asserts) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(10)).untilAsserted(asserts);
    }

    /** Nothing waits and the books know it. */
    void settles(String channel) {
        eventually(
                () -> {
                    assertThat(engine().isQuiet(channel)).isTrue();
                    assertThat(view(channel).queued()).isZero();
                    assertThat(ledger(channel).pending()).isZero();
                    assertThat(ledger(channel).destinations())
                            .allSatisfy(l -> assertThat(l.queued()).isZero());
                });
        assertFits(channel);
    }

    /** Section 5: the sums fit. A destination that came later has routed less than the channel. */
    void assertFits(String channel) {
        var view = ledger(channel);
        assertThat(view.accepted() + view.created())
                .isEqualTo(
                        view.refusedLater()
                                + view.dropped()
                                + view.split()
                                + view.aggregated()
                                + view.held()
                                + view.routed()
                                + view.pending());
        assertThat(view.destinations())
                .allSatisfy(l -> assertThat(l.routed()).isLessThanOrEqualTo(view.routed()));
        assertThat(view.drift()).isZero();
    }

    /** Stops the engine and starts it on the same data. */
    Bench restart() throws IOException {
        stop();
        open(store(folder));
        return this;
    }

    /**
     * The engine dies at this moment: what was on the disk is found by the next one. The old one
     * goes on with peers that nobody hears.
     */
    Bench crash() throws IOException {
        var next = folder.resolveSibling(folder.getFileName() + "-" + ++copies);
        copy(folder, next);
        stop();
        types.peers.clear(); // not before: the engine that is left behind must not find new ones
        folder = next;
        open(store(next));
        return this;
    }

    /** The checkpoint first: it never covers what is not in the journal. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("journal"));
        if (Files.exists(from.resolve("checkpoint"))) {
            Files.copy(from.resolve("checkpoint"), to.resolve("checkpoint"));
        }
        try (var files = Files.list(from.resolve("journal"))) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                Files.copy(file, to.resolve("journal").resolve(file.getFileName()));
            }
        }
    }

    private void stop() throws IOException {
        engine().close(Duration.ofSeconds(1));
        ((Net) open.get("net")).close();
        store().close();
    }

    @Override
    public void close() throws IOException {
        types.peers.values().forEach(Peer::answer);
        stop();
    }
}
