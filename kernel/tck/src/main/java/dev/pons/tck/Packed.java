package dev.pons.tck;

import dev.pons.spi.Type;
import dev.pons.spi.config.Name;

import org.apache.felix.scr.component.ExtFactoryComponentInstance;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The jar of a plugin as a bundle, in a framework of its own: its manifest, what it imports and
 * what is private in it count as in an engine. {@code -Dpons.jar=target/x.jar} says that the tests
 * are to try the types of that jar, in place of those on the class path.
 */
final class Packed {

    private static final String JAR = System.getProperty("pons.jar", "");

    /** What an engine gives to a plugin, and what declarative services need. */
    private static final String PACKAGES =
            String.join(
                    ",",
                    "dev.pons.spi;version=1.0.0",
                    "dev.pons.spi.config;version=1.0.0",
                    "dev.pons.spi.console;version=1.0.0",
                    "dev.pons.spi.format;version=1.0.0",
                    "dev.pons.spi.http;version=1.0.0",
                    "dev.pons.spi.net;version=1.0.0",
                    "org.slf4j;version=2.0.0",
                    "org.osgi.service.component;version=1.5.0",
                    "org.osgi.service.component.runtime;version=1.5.0",
                    "org.osgi.service.component.runtime.dto;version=1.5.0",
                    "org.osgi.util.promise;version=1.3.0",
                    "org.osgi.util.function;version=1.2.0");

    private static @Nullable Framework framework;

    private Packed() {}

    /** The same type of the jar, where one is named. */
    static Type<?, ?> inUse(Type<?, ?> type) {
        try {
            return JAR.isEmpty() ? type : find(type);
        } catch (BundleException | InvalidSyntaxException e) {
            throw new AssertionError(JAR + " does not work as a bundle: " + e.getMessage(), e);
        }
    }

    private static synchronized Type<?, ?> find(Type<?, ?> type)
            throws BundleException, InvalidSyntaxException {
        if (framework == null) {
            framework = open(Path.of(JAR));
        }
        var context = framework.getBundleContext();
        for (var kind : type.getClass().getInterfaces()) {
            var all = context.getAllServiceReferences(kind.getName(), null);
            for (var reference :
                    all == null ? new org.osgi.framework.ServiceReference<?>[0] : all) {
                if (context.getService(reference) instanceof Type<?, ?> found
                        && name(found).equals(name(type))) {
                    return found;
                }
            }
        }
        throw new AssertionError(
                JAR
                        + " registers no "
                        + Arrays.toString(type.getClass().getInterfaces())
                        + " with the name "
                        + name(type));
    }

    private static String name(Type<?, ?> type) {
        var name = type.config().getAnnotation(Name.class);
        return name == null ? "" : name.value();
    }

    private static Framework open(Path jar) throws BundleException {
        var opened =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder(),
                                        Constants.FRAMEWORK_STORAGE_CLEAN,
                                        "onFirstInit",
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        PACKAGES));
        opened.start();
        start(opened, services());
        start(opened, jar);
        return opened;
    }

    private static String folder() {
        try {
            var folder = Files.createTempDirectory("pons-bundle");
            folder.toFile().deleteOnExit();
            return folder.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The jar of declarative services, which is a bundle and lies on the class path. */
    private static Path services() {
        try {
            return Path.of(
                    ExtFactoryComponentInstance.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Framework in, Path jar) throws BundleException {
        Bundle bundle = in.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
    }
}
