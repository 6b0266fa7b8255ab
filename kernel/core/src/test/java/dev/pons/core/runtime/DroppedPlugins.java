package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.Binder;
import dev.pons.core.control.Finding;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plugins folder with a real framework, and an engine that writes down what it is told. */
class DroppedPlugins {

    @TempDir Path base;
    Path folder;
    Framework framework;
    final RecordedDeployer engine = new RecordedDeployer();
    PluginTypes types;
    PluginSwap swap;
    PluginsFolder plugins;
    FolderWatch watch;
    Doctor doctor;

    @BeforeEach
    void open() throws Exception {
        folder = Files.createDirectories(base.resolve("plugins"));
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        base.resolve("cache").toString(),
                                        Constants.FRAMEWORK_BSNVERSION,
                                        Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "dev.pons.spi;version=1.0.0,"
                                                + "dev.pons.spi.config;version=1.0.0,"
                                                + "dev.pons.spi.format;version=1.0.0,"
                                                + "org.slf4j;version=1.7.36"));
        framework.start();
        var context = framework.getBundleContext();
        types = new PluginTypes(context, new TypeRules(Binder::check));
        types.open();
        types.tell(engine);
        var shelf = new Shelf(base.resolve("shelf"));
        var trust = new Trust(base, (kind, name) -> Optional.empty());
        swap = new PluginSwap(new PluginBundles(context), types, engine, shelf);
        plugins =
                new PluginsFolder(
                        folder, swap, new Admission(new FrameworkPackages(context), trust));
        doctor = new Doctor(context, types, plugins, List::of, engine);
        watch = new FolderWatch(folder, plugins::look).start();
    }

    @AfterEach
    void close() throws Exception {
        watch.close();
        swap.close();
        types.close();
        framework.stop();
        framework.waitForStop(5_000);
    }

    void says(String what, String problem) {
        assertThat(doctor.doctor())
                .filteredOn(finding -> finding.what().equals("plugins/" + what))
                .extracting(Finding::problem)
                .containsExactly(problem);
    }

    String version(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getVersion().toString())
                .findFirst()
                .orElse("none");
    }

    List<String> versions(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getVersion().toString())
                .sorted()
                .toList();
    }

    List<String> installed() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .flatMap(bundle -> PluginBundles.file(bundle).stream())
                .toList();
    }
}
