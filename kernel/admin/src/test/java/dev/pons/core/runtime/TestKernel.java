package dev.pons.core.runtime;

import static org.awaitility.Awaitility.await;

import dev.pons.core.control.Administration;
import dev.pons.core.control.Certificates;
import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control;
import dev.pons.core.control.Finding;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.PluginTrust;
import dev.pons.core.control.PluginView;
import dev.pons.core.control.Plugins;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.Trials;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Instance;
import dev.pons.core.engine.Site;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.http.JettyWeb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The real engine on a folder, with HTTP, without OSGi and without plugins but {@link HandTypes}.
 */
public final class TestKernel implements AutoCloseable {

    private final Path base;
    private final HandTypes types = new HandTypes();
    private final JettyWeb web = new JettyWeb();
    private final Net net;
    private final Journal journal;
    private final Site site = new Site((kind, name) -> Optional.empty());
    private final Engine engine;

    /** Open, without channels. */
    public TestKernel(Path base) throws IOException {
        this.base = base;
        var etc = Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("channels"));
        net = new Net(Credentials.in(etc.resolve("tls")), web);
        journal =
                Journal.open(
                        base.resolve("data/pons"),
                        Settings.DEFAULTS,
                        Clock.systemUTC(),
                        (why, cause) -> {
                            throw new IllegalStateException(why, cause);
                        });
        engine =
                new Engine(
                        journal,
                        net,
                        types,
                        site,
                        Clock.systemUTC(),
                        new Instance(
                                "0.1.0", "test", Optional.of(etc), Optional.of(journalFolder())));
        engine.deployedAll();
    }

    private Path journalFolder() {
        return base.resolve("data/pons");
    }

    /** A channel of which a file stands in the folder. */
    public void channel(String name, String text) throws IOException {
        Files.writeString(base.resolve("channels/" + name + ".yaml"), text);
        engine.deploy(name, text, file -> Optional.empty());
        await().until(() -> control().channel(name).state() == ChannelState.STARTED);
    }

    /** A message comes in; its id. */
    public String message(String channel, String body) throws InterruptedException {
        types.submit(channel, body.getBytes(StandardCharsets.UTF_8));
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                control().messages(MessageQuery.newest(1)).lag().entries() == 0
                                        && !control()
                                                .messages(MessageQuery.newest(1))
                                                .rows()
                                                .isEmpty());
        return control().messages(MessageQuery.newest(1)).rows().get(0).id();
    }

    /** What operators see and order. */
    public Control control() {
        return engine.control();
    }

    /** Changes of channels. */
    public Trials trials() {
        return new TrialOperations(engine, base.resolve("channels"), types, site);
    }

    /** Tables. */
    public TableControl tables() {
        return engine.tables();
    }

    /** Certificates. */
    public Certificates certificates() {
        return new CertificateOperations(net.credentials());
    }

    /** There are none. */
    public Plugins plugins() {
        return new Plugins() {
            @Override
            public List<PluginView> plugins() {
                return List.of();
            }

            @Override
            public List<Finding> doctor() {
                return List.of();
            }

            @Override
            public List<PluginTrust> trust() {
                return List.of();
            }

            @Override
            public String rollback(String name, String who) {
                return "";
            }
        };
    }

    /** Its port: a free one, if {@code etc/admin.yaml} says so. */
    public Administration administration() {
        return new AdministrationPort(
                base.resolve("data/admin"),
                base.resolve("etc"),
                (kind, name) -> Optional.empty(),
                net);
    }

    @Override
    public void close() throws IOException {
        engine.close(Duration.ofSeconds(10));
        net.close();
        web.close();
        journal.close();
    }
}
