package dev.pons.core.runtime;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/**
 * Lets the framework forget bundles that are uninstalled. Felix 7.0.5 keeps a bundle, with an entry
 * for each file of its jar, for as long as it runs, when the bundle ever used a service and gave it
 * back (its {@code ServiceRegistry} leaves the count of zero in its map of services in use); every
 * component of declarative services does so when it asks for its configuration. There is no way to
 * it from outside but by its fields. Where those are named otherwise, nothing is done.
 */
final class GoneBundles {

    private static final Logger LOG = LoggerFactory.getLogger(GoneBundles.class);

    private GoneBundles() {}

    /** After it was uninstalled. */
    static void forget(Bundle bundle, BundleContext context) {
        try {
            var framework = context.getBundle(0);
            if (field(field(framework, "m_registry"), "m_inUseMap") instanceof Map<?, ?> inUse) {
                inUse.remove(bundle);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("this framework keeps what it keeps of {}: {}", bundle, e.toString());
        }
    }

    private static Object field(Object of, String name) throws ReflectiveOperationException {
        var field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
