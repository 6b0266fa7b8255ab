package dev.pons.core.runtime;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts a jar into the place of the one that runs (semantics 6.1): the new bundle starts beside the
 * old one, channels go over to its types, and the old one goes when nothing of it is in use. If
 * anything of that fails, the old one goes on and the new one is taken out. One thread.
 */
final class PluginSwap implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginSwap.class);

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    /** The longest that a source waits for a last answer, and some. */
    private static final Duration LONGEST_LEAVE = Duration.ofMinutes(10);

    private final PluginBundles bundles;
    private final PluginTypes types;
    private final Deployer deployer;
    private final Shelf shelf;
    private final LeftThreads threads = new LeftThreads();
    private final ExecutorService leaving =
            Executors.newSingleThreadExecutor(Threads.named("pons-leaving"));

    PluginSwap(PluginBundles bundles, PluginTypes types, Deployer deployer, Shelf shelf) {
        this.bundles = bundles;
        this.types = types;
        this.deployer = deployer;
        this.shelf = shelf;
        bundles.installed().values().forEach(b -> builtIn(b).ifPresent(types::hide));
    }

    /** What was in use before. */
    Shelf shelf() {
        return shelf;
    }

    /** Threads of plugins that were taken out. */
    LeftThreads threads() {
        return threads;
    }

    /** What the engine has of its own, in the place of which a bundle is. */
    private Optional<Long> builtIn(Bundle bundle) {
        return bundles.builtIn(bundle.getSymbolicName()).map(Bundle::getBundleId);
    }

    /** What the framework has of the folder. */
    PluginBundles bundles() {
        return bundles;
    }

    /**
     * Makes the framework run exactly this jar. {@code BundleException}: it does not start.
     *
     * @return why the channels cannot go over to it; empty: they did
     */
    List<String> run(PluginJar jar, Path path) throws IOException, BundleException {
        if (bundles.has(jar)) {
            return List.of();
        }
        var before = bundles.before(jar).or(() -> bundles.builtIn(jar.symbolicName()));
        var fresh = bundles.install(jar, path);
        boolean counts = false;
        types.hide(fresh.getBundleId());
        try {
            start(fresh);
            var why = takeOver(fresh, before);
            if (why.isEmpty()) {
                bundles.count(jar, fresh);
                counts = true;
                shelf.keep(jar, path);
                before.ifPresent(this::leave);
            }
            return why;
        } finally {
            if (!counts) {
                takeBack(fresh, before);
            }
        }
    }

    /** The one before goes on, whatever was done already. */
    private void takeBack(Bundle fresh, Optional<Bundle> before) throws BundleException {
        if (before.isPresent() && types.isHidden(before.get().getBundleId())) {
            types.exchange(before.get().getBundleId(), Optional.of(fresh.getBundleId()))
                    .forEach(why -> LOG.error("{}", why));
        }
        bundles.drop(fresh);
        types.gone(fresh.getBundleId());
    }

    /** On a thread of its own, for a limited time: what a vendor does there may hang. */
    private static void start(Bundle fresh) throws BundleException {
        var start =
                new FutureTask<>(
                        () -> {
                            PluginBundles.tryOut(fresh);
                            return true;
                        });
        Threads.named("pons-starting").newThread(start).start();
        try {
            start.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BundleException broken
                    ? broken
                    : new BundleException("failed", e.getCause());
        } catch (TimeoutException e) {
            start.cancel(true);
            throw new BundleException("it did not end within " + LONGEST_START.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException("the engine ends");
        }
    }

    private List<String> takeOver(Bundle fresh, Optional<Bundle> before) {
        if (before.isPresent()) {
            var lacks = types.lacks(fresh, before.get(), deployer::usersOf);
            if (!lacks.isEmpty()) {
                return lacks;
            }
        }
        return types.exchange(fresh.getBundleId(), before.map(Bundle::getBundleId));
    }

    /**
     * The file is gone: its types go, and it with them; where the engine has a plugin of its own of
     * that name, that one takes over.
     */
    void remove(String file) throws BundleException {
        var gone = bundles.discount(file);
        if (gone.isEmpty()) {
            return;
        }
        var own = builtIn(gone.get());
        if (own.isEmpty() || !goesBack(own.get(), gone.get())) {
            drop(gone.get());
            own.ifPresent(types::gone);
        }
    }

    private void drop(Bundle bundle) throws BundleException {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException broken) {
            LOG.warn("{} did not stop well: {}", bundle, Reason.of(broken));
        }
        threads.look(bundle);
        bundles.drop(bundle);
    }

    private boolean goesBack(long own, Bundle gone) {
        var why = types.exchange(own, Optional.of(gone.getBundleId()));
        why.forEach(w -> LOG.warn("the engine's own {} is not enough: {}", gone, w));
        if (why.isEmpty()) {
            leave(gone);
        }
        return why.isEmpty();
    }

    private void leave(Bundle old) {
        if (PluginBundles.file(old).isEmpty()) {
            return;
        }
        try {
            leaving.execute(() -> awaitAndDrop(old));
        } catch (RejectedExecutionException ends) {
            LOG.debug("{} goes with the next start", old);
        }
    }

    private void awaitAndDrop(Bundle old) {
        try {
            if (!deployer.awaitLeft(LONGEST_LEAVE)) {
                LOG.warn(
                        "{} {} was replaced, and something of it is still in use after {} minutes;"
                                + " it is taken away all the same",
                        old.getSymbolicName(),
                        old.getVersion(),
                        LONGEST_LEAVE.toMinutes());
            }
            drop(old);
            types.gone(old.getBundleId());
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        } catch (BundleException stuck) {
            LOG.warn("{} was replaced but does not go: {}", old, Reason.of(stuck));
        }
    }

    @Override
    public void close() {
        leaving.shutdownNow();
    }
}
