package dev.pons.jdk25;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;

/** Registers the weaver on a JDK that needs it; does nothing on an older one. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {

    /** The first JDK without a security manager (JEP 486). */
    private static final int FIRST_JDK_WITHOUT = 24;

    @Override
    public void start(BundleContext context) {
        if (Runtime.version().feature() >= FIRST_JDK_WITHOUT) {
            context.registerService(WeavingHook.class, new SubjectWeaver(), null);
        }
    }

    /** The framework takes the hook back. */
    @Override
    public void stop(BundleContext context) {}
}
