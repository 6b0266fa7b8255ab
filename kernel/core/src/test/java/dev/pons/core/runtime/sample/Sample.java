package dev.pons.core.runtime.sample;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

import java.util.Hashtable;

/** Registers what the header {@code Sample} of its bundle names. */
public final class Sample implements BundleActivator {

    /** A good one. */
    @Name("echo")
    @Doc("A sample")
    public record Echo(@Doc("Where to") String to) {}

    /** Nobody could name it. */
    @Doc("A sample")
    public record Unnamed(@Doc("Where to") String to) {}

    /** Collides with the language. */
    @Name("retry")
    @Doc("A sample")
    public record Reserved(@Doc("Where to") String to) {}

    /** Nobody could explain it. */
    @Name("mute")
    @Doc("A sample")
    public record Undocumented(String to) {}

    /** A type over one of the records. */
    public record SampleType<C extends Record>(Class<C> config) implements DestinationType<C> {
        @Override
        public Destination create(C options, Context context) {
            throw new UnsupportedOperationException("is never made here");
        }
    }

    /** What declarative services do when a class of a component is missing: answer null. */
    private static final class Nothing implements ServiceFactory<DestinationType<?>> {
        @Override
        public DestinationType<?> getService(
                Bundle bundle, ServiceRegistration<DestinationType<?>> registration) {
            return null;
        }

        @Override
        public void ungetService(
                Bundle bundle,
                ServiceRegistration<DestinationType<?>> registration,
                DestinationType<?> service) {
            throw new UnsupportedOperationException("nothing was got");
        }
    }

    @Override
    public void start(BundleContext context) throws Exception {
        switch (String.valueOf(context.getBundle().getHeaders().get("Sample"))) {
            case "echo" -> register(context, Echo.class);
            case "native" -> {
                System.loadLibrary("reader");
                register(context, Echo.class);
            }
            case "unnamed" -> register(context, Unnamed.class);
            case "reserved" -> register(context, Reserved.class);
            case "undocumented" -> register(context, Undocumented.class);
            case "lacking" -> {
                var properties = new Hashtable<String, Object>();
                properties.put("component.name", "dev.pons.core.runtime.sample.Lacking");
                context.registerService(DestinationType.class.getName(), new Nothing(), properties);
            }
            case "failing" -> throw new IllegalStateException("no licence file");
            default -> context.getProperty(Constants.FRAMEWORK_VERSION);
        }
    }

    private static <C extends Record> void register(BundleContext context, Class<C> options) {
        context.registerService(DestinationType.class, new SampleType<>(options), null);
    }

    @Override
    public void stop(BundleContext context) {
        context.getProperty(Constants.FRAMEWORK_VERSION);
    }
}
