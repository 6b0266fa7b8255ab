package dev.pons.core.runtime;

import dev.pons.core.config.References;
import dev.pons.core.control.Finding;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folders of an instance, watched. Tells the engine when all were looked at once. */
final class Folders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
    private static final int LONGEST_FIRST = 60;

    private final ExecutorService pool;
    private final ChannelsFolder channels;
    private final PluginSwap swap;
    private final PluginsFolder plugins;
    private final TablesFolder tables;
    private final List<FolderWatch> watches;

    /** Does not look yet. */
    Folders(
            Home home,
            BundleContext context,
            PluginTypes types,
            Deployer deployer,
            References references,
            TablesFolder tables)
            throws IOException {
        var threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.pool = Executors.newFixedThreadPool(threads, Threads.named("pons-deploy"));
        this.channels = new ChannelsFolder(home.channels(), deployer, pool);
        var shelf = new Shelf(home.data().resolve("plugins"));
        this.swap = new PluginSwap(bundles(context), types, deployer, shelf);
        var trust = new Trust(home.etc(), references);
        this.plugins =
                new PluginsFolder(
                        home.plugins(), swap, new Admission(new FrameworkPackages(context), trust));
        this.tables = tables;
        this.watches =
                List.of(
                        new FolderWatch(home.tables(), () -> tables.look(deployer::tablesChanged)),
                        new FolderWatch(home.plugins(), plugins::look),
                        new FolderWatch(home.channels(), channels::look));
    }

    private static PluginBundles bundles(BundleContext context) throws IOException {
        try {
            return new PluginBundles(context);
        } catch (BundleException stuck) {
            throw new IOException("a plugin that was replaced does not go", stuck);
        }
    }

    /** Begins to look; {@code deployedAll} follows when all that is there was deployed. */
    void start(Deployer deployer) {
        watches.forEach(FolderWatch::start);
        CompletableFuture.allOf(channels.first(), plugins.first())
                .completeOnTimeout(null, LONGEST_FIRST, TimeUnit.SECONDS)
                .thenRun(deployer::deployedAll)
                .exceptionally(
                        fault -> {
                            LOG.error("the engine could not end its start", fault);
                            return null;
                        });
    }

    /** The plugins folder. */
    PluginsFolder plugins() {
        return plugins;
    }

    /** What is wrong in the folders of channels and tables. */
    List<Finding> findings() {
        return Stream.concat(channels.findings().stream(), tables.findings().stream()).toList();
    }

    /** Ends the looks, and waits for deployments that run. */
    @Override
    public void close() {
        watches.forEach(FolderWatch::close);
        swap.close();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException stop) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
