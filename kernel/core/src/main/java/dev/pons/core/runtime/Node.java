package dev.pons.core.runtime;

import dev.pons.core.config.Binder;
import dev.pons.core.config.SiteReferences;
import dev.pons.core.control.Administration;
import dev.pons.core.control.Certificates;
import dev.pons.core.control.Control;
import dev.pons.core.control.Plugins;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.Trials;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Instance;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types;
import dev.pons.core.net.Net;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.store.Journal;
import dev.pons.core.store.Settings;
import dev.pons.core.store.keys.Vault;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The engine of this process, put together: store, lines, types of plugins, engine, folders, and
 * the services for operators. What was opened last is closed first.
 */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Node() {}

    /**
     * Opens everything. {@code IOException} or {@code RuntimeException}: it cannot run, why, and
     * nothing is open.
     */
    static Node open(BundleContext context, Home home) throws IOException {
        var node = new Node();
        try {
            node.assemble(context, home);
            return node;
        } catch (IOException | RuntimeException fault) {
            node.close();
            throw fault;
        }
    }

    private static Journal journal(Home home) throws IOException {
        return Journal.open(
                home.data(),
                Settings.DEFAULTS,
                Clock.systemUTC(),
                new Exit(),
                folder ->
                        Vault.open(
                                folder,
                                home.etc().resolve("master.key"),
                                name -> Optional.ofNullable(System.getenv(name))));
    }

    private void assemble(BundleContext context, Home home) throws IOException {
        var store = later(journal(home));
        var credentials = Credentials.in(home.etc().resolve("tls"));
        var net = later(new Net(credentials, new OfferedWeb(context)));
        var references =
                new SiteReferences(
                        home.etc(),
                        name -> Optional.ofNullable(System.getenv(name)),
                        line -> LOG.warn("{}", line));
        var tables = tables(home);
        var types = later(new PluginTypes(context, new TypeRules(Binder::check)));
        types.open();
        var site = new Site(references, tables);
        var engine =
                new Engine(
                        store,
                        net,
                        types,
                        site,
                        Clock.systemUTC(),
                        new Instance(
                                version(context),
                                home.name(),
                                Optional.of(home.etc()),
                                Optional.of(home.data())));
        open.push(() -> engine.close(LONGEST_STOP));
        var deployer = new EngineDeployer(engine);
        types.tell(deployer);
        open.push(types::tellNobody);
        var folders = later(new Folders(home, context, types, deployer, references, tables));
        var doctor = new Doctor(context, types, folders.plugins(), folders::findings, deployer);
        folders.start(deployer);
        var plugins = new PluginOperations(doctor, folders.plugins());
        publish(context.registerService(Control.class, engine.control(), null));
        publish(context.registerService(TableControl.class, engine.tables(), null));
        publish(context.registerService(Plugins.class, plugins, null));
        publish(context.registerService(Certificates.class, certificates(net), null));
        publish(context.registerService(Trials.class, trials(engine, home, types, site), null));
        publish(context.registerService(Administration.class, port(home, references, net), null));
    }

    private static TablesFolder tables(Home home) {
        var tables = new TablesFolder(home.tables());
        tables.look(() -> {});
        return tables;
    }

    private static String version(BundleContext context) {
        var version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    private static Certificates certificates(Net net) {
        return new CertificateOperations(net.credentials());
    }

    private static Administration port(Home home, SiteReferences references, Net net) {
        return new AdministrationPort(home.administration(), home.etc(), references, net);
    }

    private static Trials trials(Engine engine, Home home, Types types, Site site) {
        return new TrialOperations(engine, home.channels(), types, site);
    }

    private <T extends AutoCloseable> T later(T opened) {
        open.push(opened);
        return opened;
    }

    private void publish(ServiceRegistration<?> service) {
        open.push(service::unregister);
    }

    /** Ends everything; a part that fails does not keep the others from ending. Idempotent. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (Exception fault) {
                LOG.warn("a part of the engine did not end well", fault);
            }
        }
    }
}
