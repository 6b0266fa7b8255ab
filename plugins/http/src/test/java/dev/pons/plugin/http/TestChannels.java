package dev.pons.plugin.http;

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
import dev.pons.plugin.text.TextType;
import dev.pons.spi.DestinationType;
import dev.pons.spi.SourceType;
import dev.pons.spi.StepType;
import dev.pons.spi.format.FormatType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real engine on a folder, with this plugin and plain text; each secret is its own name. */
final class TestChannels implements AutoCloseable {

    private final JettyWeb web = new JettyWeb();
    private final Net net = new Net(Credentials.none(), web);
    private final Journal journal;
    private final Engine engine;

    TestChannels(Path folder) throws IOException {
        var clock = Clock.systemUTC();
        journal =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        clock,
                        (why, cause) -> {
                            throw new IllegalStateException(why, cause);
                        });
        var site = new Site((kind, name) -> Optional.of(name));
        engine = new Engine(journal, net, new Known(), site, clock, Instance.of("0.1.0"));
        engine.deployedAll();
    }

    private record Known() implements Types {

        @Override
        public Optional<SourceType<?>> source(String name) {
            return switch (name) {
                case "webhook" -> Optional.of(new WebhookSource());
                case "http" -> Optional.of(new HttpSource());
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<DestinationType<?>> destination(String name) {
            return name.equals("http") ? Optional.of(new HttpDestination()) : Optional.empty();
        }

        @Override
        public Optional<StepType<?>> step(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<FormatType<?>> format(String name) {
            return name.equals("text") ? Optional.of(new TextType()) : Optional.empty();
        }

        @Override
        public Set<String> names(Kind kind) {
            return switch (kind) {
                case SOURCE -> Set.of("http", "webhook");
                case DESTINATION -> Set.of("http");
                case FORMAT -> Set.of("text");
                case STEP -> Set.of();
            };
        }
    }

    ChannelView deploy(String channel, String text) {
        engine.deploy(channel, text, file -> Optional.empty());
        return engine.control().channel(channel);
    }

    void order(Control.Order order, String channel) {
        engine.control().order(order, channel, "", "test");
    }

    LedgerView ledger(String channel) {
        return engine.control().ledger().stream()
                .filter(l -> l.channel().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    /** What came in, as it came, oldest first. */
    List<String> stored(String channel) {
        var control = engine.control();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> control.messages(MessageQuery.oldest(1)).lag().entries() == 0);
        return control
                .messages(MessageQuery.oldest(1000).ofChannel(Optional.of(channel)))
                .rows()
                .stream()
                .map(row -> new String(control.content(row.id(), ""), StandardCharsets.UTF_8))
                .toList();
    }

    Control control() {
        return engine.control();
    }

    @Override
    public void close() throws IOException {
        engine.close(Duration.ofSeconds(10));
        net.close();
        web.close();
        journal.close();
    }
}
