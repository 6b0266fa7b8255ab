package dev.pons.core.runtime;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts and stops the engine with its bundle. An activator and no component: the engine must not
 * come and go with another bundle. It opens on a thread of its own, for a journal that is long to
 * recover must not hold up the start of the console; and it ends before anything else stops, when
 * the framework begins to.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator, SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

    private @Nullable Thread starting;
    private @Nullable Node node;

    @Override
    public void start(BundleContext context) {
        var thread = new Thread(() -> open(context), "pons-start");
        starting = thread;
        context.addBundleListener(this);
        thread.start();
    }

    private void open(BundleContext context) {
        var base = context.getProperty("karaf.base");
        try {
            node = Node.open(context, Home.below(Path.of(base == null ? "" : base)));
            LOG.info("the engine is open in {}", base);
        } catch (IOException | RuntimeException | LinkageError fault) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            LOG.debug("the engine cannot open", fault);
            new Exit().stop("the engine cannot open in " + base, fault);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        var framework = event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
        if (framework && event.getType() == BundleEvent.STOPPING) {
            close();
        }
    }

    @Override
    public void stop(BundleContext context) {
        context.removeBundleListener(this);
        close();
    }

    private synchronized void close() {
        try {
            if (starting != null) {
                starting.join(60_000);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (node != null) {
            node.close();
        }
    }
}
