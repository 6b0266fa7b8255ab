package dev.pons.tck;

import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.Control;
import dev.pons.core.control.LedgerView;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Instance;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.http.JettyWeb;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.spi.config.Name;
import dev.pons.spi.format.FormatType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The real engine on a folder, with one type under test and what stands around it. */
final class TestEngine implements AutoCloseable {

    final Hand hand = new Hand();
    final Basket basket = new Basket();
    final HeldStore held;
    private final JettyWeb web = new JettyWeb();
    private final Net net = new Net(Credentials.none(), web);
    private final Journal journal;
    private final Engine engine;

    TestEngine(Path folder, List<Type<?, ?>> tested) throws IOException {
        var all = new ArrayList<Type<?, ?>>(tested);
        all.addAll(List.of(hand, basket, new Plain()));
        var types = new Known(all);
        var clock = Clock.systemUTC();
        journal =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        clock,
                        (why, cause) -> {
                            throw new IllegalStateException(why, cause);
                        });
        held = new HeldStore(journal, folder);
        engine =
                new Engine(
                        held.store(),
                        net,
                        types,
                        new Site((kind, name) -> Optional.of(Contract.CANARY)),
                        clock,
                        Instance.of("0.1.0"));
        engine.deployedAll();
    }

    private record Known(List<Type<?, ?>> all) implements Types {

        private static String called(Type<?, ?> type) {
            var name = type.config().getAnnotation(Name.class);
            return name == null ? "" : name.value();
        }

        private Optional<Type<?, ?>> find(Class<?> kind, String name) {
            return all.stream()
                    .filter(type -> kind.isInstance(type) && called(type).equals(name))
                    .findFirst();
        }

        @Override
        public Optional<SourceType<?>> source(String name) {
            return find(SourceType.class, name).map(type -> (SourceType<?>) type);
        }

        @Override
        public Optional<DestinationType<?>> destination(String name) {
            return find(DestinationType.class, name).map(type -> (DestinationType<?>) type);
        }

        @Override
        public Optional<StepType<?>> step(String name) {
            return find(StepType.class, name).map(type -> (StepType<?>) type);
        }

        @Override
        public Optional<FormatType<?>> format(String name) {
            return find(FormatType.class, name).map(type -> (FormatType<?>) type);
        }

        @Override
        public Set<String> names(Kind kind) {
            var of =
                    switch (kind) {
                        case SOURCE -> SourceType.class;
                        case DESTINATION -> DestinationType.class;
                        case FORMAT -> FormatType.class;
                        case STEP -> StepType.class;
                    };
            return all.stream()
                    .filter(of::isInstance)
                    .map(Known::called)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void deploy(String channel, String text) {
        engine.deploy(channel, text, file -> Optional.empty());
    }

    ChannelView view(String channel) {
        return engine.control().channel(channel);
    }

    void stop(String channel) {
        engine.control().order(Control.Order.STOP, channel, "", "tck");
    }

    void start(String channel) {
        engine.control().order(Control.Order.START, channel, "", "tck");
    }

    LedgerView ledger(String channel) {
        return engine.control().ledger().stream()
                .filter(l -> l.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    /** Messages that were accepted. */
    long accepted(String channel) {
        return ledger(channel).accepted();
    }

    /** What came in, as it came, oldest first. */
    List<byte[]> stored(String channel) {
        var control = engine.control();
        await().atMost(Contract.SOON)
                .until(() -> control.messages(MessageQuery.oldest(1)).lag().entries() == 0);
        var found = new ArrayList<byte[]>();
        var rows = control.messages(MessageQuery.oldest(1000).ofChannel(Optional.of(channel)));
        rows.rows().forEach(row -> found.add(control.content(row.id(), "")));
        return found;
    }

    /**
     * Nothing waits any more, and the ledger knows it: it follows the journal, which is told last.
     */
    void settles(String channel) {
        await().atMost(Contract.SOON)
                .until(() -> view(channel).queued() == 0 && isDone(channel, ledger(channel)));
    }

    private boolean isDone(String channel, LedgerView sums) {
        return sums.accepted() >= hand.stored(channel)
                && sums.pending() == 0
                && sums.destinations().stream().allMatch(line -> line.queued() == 0);
    }

    @Override
    public void close() throws IOException {
        held.release();
        engine.close(Duration.ofSeconds(10));
        net.close();
        web.close();
        journal.close();
    }
}
