package dev.pons.itests.channel;

import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.CheckView;
import dev.pons.core.control.Control;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Instance;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.engine.Site;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.http.JettyWeb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An engine on a folder, with the plugins of this house and without a platform. */
final class RunningEngine implements AutoCloseable {

    private final Journal journal;
    private final JettyWeb web = new JettyWeb();
    private final Net net;
    private final Engine engine;

    RunningEngine(Path folder) throws IOException {
        var clock = Clock.systemUTC();
        net = new Net(Credentials.in(folder.resolve("tls")), web);
        journal =
                Journal.open(
                        folder,
                        Settings.DEFAULTS,
                        clock,
                        (why, cause) -> {
                            throw new IllegalStateException(why, cause);
                        });
        engine =
                new Engine(
                        journal,
                        net,
                        new Shipped(),
                        new Site(
                                (kind, name) ->
                                        kind.equals("secret") ? Optional.of("x") : Optional.empty(),
                                new ExampleTables()),
                        clock,
                        Instance.of("0.1.0"));
    }

    /** What an operator sees of a channel after its file was put into the folder. */
    ChannelView deploy(String name, String text, Function<String, Optional<String>> include) {
        engine.deploy(name, text, include);
        return control().channel(name);
    }

    /** What is said of a channel's file that does not run. */
    CheckView check(String name, String text) {
        return engine.checks().check(new Script(name, text, file -> Optional.empty()));
    }

    /** The same for a channel that must be well. */
    void start(String name, String text) {
        var view = deploy(name, text, file -> Optional.empty());
        if (view.state() != ChannelState.STARTED) {
            throw new AssertionError(name + " is " + view.state() + ": " + view.reason());
        }
    }

    /** What the journal says was answered beyond "stored", oldest first. */
    List<String> answered() throws IOException, InterruptedException {
        var all = new ArrayList<String>();
        try (var reader = journal.follow(0)) {
            while (reader.next(0)) {
                if (reader.entry() instanceof Entry.Answered answered) {
                    all.add(answered.what());
                }
            }
        }
        return all;
    }

    Control control() {
        return engine.control();
    }

    /** Returns when nothing waits any more. */
    void awaitQuiet(String channel) {
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            var ledger = control().ledger().get(0);
                            return ledger.pending() == 0
                                    && control().channel(channel).queued() == 0;
                        });
    }

    @Override
    public void close() throws IOException {
        engine.close(Duration.ofSeconds(5));
        net.close();
        web.close();
        journal.close();
    }
}
