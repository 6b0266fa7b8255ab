package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.Finding;
import dev.pons.core.control.PluginView;
import dev.pons.core.engine.Types;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plugins are dropped in, replaced and removed in a real framework; each broken one says why. */
class PluginsFolderTest extends DroppedPlugins {

    @Test
    void a_dropped_jar_offers_its_type_within_two_seconds() throws Exception {
        Jars.plugin("com.example.echo", "1.2.0", "echo").to(folder.resolve("echo.jar"));
        await().atMost(Duration.ofSeconds(2)).until(() -> types.destination("echo").isPresent());
        await().until(() -> engine.said.contains("changed destination echo"));
        assertThat(doctor.plugins())
                .containsExactly(
                        new PluginView(
                                "com.example.echo",
                                "1.2.0",
                                "echo.jar",
                                "active",
                                List.of("destination echo"),
                                List.of("adt"),
                                new PluginView.About("", "", "", "1.0", "")));
        assertThat(doctor.doctor()).isEmpty();
    }

    @Test
    void an_overwritten_jar_takes_the_place_of_the_old_one() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> version("com.example.echo").equals("1.0.0"));
        var old = types.destination("echo").orElseThrow();
        Jars.plugin("com.example.echo", "2.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> versions("com.example.echo").equals(List.of("2.0.0")));
        assertThat(types.destination("echo").orElseThrow().getClass().getClassLoader())
                .isNotSameAs(old.getClass().getClassLoader());
    }

    @Test
    void a_removed_jar_takes_its_type_away_before_its_bundle_stops() throws Exception {
        var stopped = new CopyOnWriteArrayList<String>();
        framework
                .getBundleContext()
                .addBundleListener(
                        (SynchronousBundleListener)
                                event -> {
                                    if (event.getType() == BundleEvent.STOPPED) {
                                        stopped.addAll(engine.said);
                                    }
                                });
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> engine.said.contains("changed destination echo"));
        engine.said.clear();
        Files.delete(folder.resolve("echo.jar"));
        await().until(() -> version("com.example.echo").equals("none"));
        assertThat(types.destination("echo")).isEmpty();
        assertThat(stopped).containsExactly("changed destination echo");
        assertThat(doctor.doctor()).isEmpty();
    }

    @Test
    void other_plugins_are_not_restarted_by_it() throws Exception {
        Jars.plugin("com.example.one", "1.0.0", "echo").to(folder.resolve("one.jar"));
        Jars.plugin("com.example.two", "1.0.0", "nothing").to(folder.resolve("two.jar"));
        await().until(() -> version("com.example.one").equals("1.0.0"));
        await().until(() -> version("com.example.two").equals("1.0.0"));
        await().until(() -> types.destination("echo").isPresent());
        var events = new CopyOnWriteArrayList<String>();
        framework
                .getBundleContext()
                .addBundleListener(event -> events.add(event.getBundle().getSymbolicName()));
        Files.delete(folder.resolve("two.jar"));
        await().until(() -> version("com.example.two").equals("none"));
        Jars.plugin("com.example.three", "1.0.0", "nothing").to(folder.resolve("three.jar"));
        await().until(() -> version("com.example.three").equals("1.0.0"));
        assertThat(events).doesNotContain("com.example.one");
    }

    @Test
    void half_a_jar_waits_and_is_reported_and_runs_when_it_is_whole() throws Exception {
        var whole = Jars.plugin("com.example.echo", "1.0.0", "echo").bytes();
        watch.close();
        Files.write(folder.resolve("echo.jar"), Arrays.copyOf(whole, whole.length / 2));
        var now = System.currentTimeMillis();
        assertThat(plugins.look(now + 1_000)).isTrue();
        assertThat(plugins.look(now + 5_900)).isTrue();
        assertThat(plugins.findings()).isEmpty();
        plugins.look(now + 6_000);
        assertThat(plugins.findings())
                .containsExactly(
                        new Finding(
                                "plugins/echo.jar",
                                "is not complete",
                                "copy it under another name (adt.jar.part) and rename it when it"
                                        + " is whole"));
        Files.write(folder.resolve("echo.jar"), whole);
        plugins.look(now + 8_000);
        assertThat(types.destination("echo")).isPresent();
        assertThat(plugins.findings()).isEmpty();
    }

    @Test
    @DisplayName("shape | A plugin whose type")
    void each_broken_jar_is_one_line_with_a_remedy() throws Exception {
        Jars.plain().to(folder.resolve("plain.jar"));
        Jars.plugin("com.example.newer", "1.0.0", "echo")
                .header("Import-Package", "dev.pons.spi;version=\"[2.0,3)\"")
                .to(folder.resolve("newer.jar"));
        Jars.plugin("com.example.exports", "1.0.0", "echo")
                .header("Export-Package", "dev.pons.core.runtime.sample")
                .to(folder.resolve("exports.jar"));
        Jars.plugin("com.example.fails", "1.0.0", "failing").to(folder.resolve("fails.jar"));
        Jars.plugin("com.example.none", "1.0.0", "nothing").to(folder.resolve("none.jar"));
        Jars.plugin("com.example.u", "1.0.0", "unnamed").to(folder.resolve("unnamed.jar"));
        Jars.plugin("com.example.r", "1.0.0", "reserved").to(folder.resolve("reserved.jar"));
        Jars.plugin("com.example.d", "1.0.0", "undocumented").to(folder.resolve("undoc.jar"));
        Jars.plugin("com.example.l", "1.0.0", "lacking").to(folder.resolve("lacking.jar"));
        await().untilAsserted(() -> assertThat(doctor.doctor()).hasSize(9));
        assertThat(doctor.doctor()).allMatch(finding -> !finding.remedy().isEmpty());
        says("exports.jar", "exports the package dev.pons.core.runtime.sample");
        says("fails.jar", "does not start (IllegalStateException: no licence file)");
        says(
                "lacking.jar, destination type",
                "cannot be made: class dev.pons.core.runtime.sample.Absent is missing");
        says("newer.jar", "needs package dev.pons.spi 2.0, this engine has 1.0");
        says("none.jar", "offers no type, so no channel can use it");
        says("plain.jar", "is not a plugin: its manifest has no Bundle-SymbolicName");
        var options = "its options are not well: dev.pons.core.runtime.sample.Sample$";
        says(
                "reserved.jar, destination type",
                options
                        + "Reserved: @Name(\"retry\") is a word of the channel language; choose"
                        + " another");
        says(
                "undoc.jar, destination type",
                options + "Undocumented.to: add @Doc with one sentence");
        says(
                "unnamed.jar, destination type",
                options + "Unnamed: add @Name with the type's name in channel files");
    }

    @Test
    void a_refused_new_content_leaves_the_old_plugin_running() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        Jars.plain().to(folder.resolve("echo.jar"));
        await().until(() -> !plugins.findings().isEmpty());
        assertThat(types.destination("echo")).isPresent();
        assertThat(version("com.example.echo")).isEqualTo("1.0.0");
    }

    @Test
    void of_one_symbolic_name_in_two_files_the_newer_runs_and_the_older_after_it_is_gone()
            throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("a.jar"));
        await().until(() -> version("com.example.echo").equals("1.0.0"));
        Jars.plugin("com.example.echo", "2.0.0", "echo").to(folder.resolve("b.jar"));
        await().until(() -> version("com.example.echo").equals("2.0.0"));
        await().until(() -> installed().equals(List.of("b.jar")));
        assertThat(plugins.findings()).hasSize(1);
        Files.delete(folder.resolve("b.jar"));
        await().until(() -> version("com.example.echo").equals("1.0.0"));
        assertThat(plugins.findings()).isEmpty();
    }

    @Test
    void two_plugins_with_one_type_the_newer_version_wins_and_the_other_is_reported()
            throws Exception {
        Jars.plugin("com.example.old", "1.0.0", "echo").to(folder.resolve("old.jar"));
        Jars.plugin("com.example.new", "1.5.0", "echo").to(folder.resolve("new.jar"));
        await().until(() -> types.offers().size() == 2);
        assertThat(types.offers().get(0).version()).hasToString("1.5.0");
        assertThat(doctor.doctor())
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.what() + ": " + finding.problem())
                                        .isEqualTo(
                                                "plugins/old.jar: its destination echo is not used:"
                                                        + " plugins/new.jar offers it too, in version"
                                                        + " 1.5.0 (this is 1.0.0)"));
        Files.delete(folder.resolve("new.jar"));
        await().until(() -> types.offers().size() == 1);
        assertThat(types.destination("echo")).isPresent();
        assertThat(types.names(Types.Kind.DESTINATION)).containsExactly("echo");
    }

    @Test
    void a_restart_doubles_nothing_and_takes_out_what_was_deleted_meanwhile() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        Jars.plugin("com.example.two", "1.0.0", "nothing").to(folder.resolve("two.jar"));
        await().until(() -> installed().size() == 2);
        await().until(() -> plugins.first().isDone());
        close();
        Files.delete(folder.resolve("two.jar"));
        open();
        await().until(() -> plugins.first().isDone());
        assertThat(installed()).containsExactly("echo.jar");
        assertThat(types.destination("echo")).isPresent();
    }

    @Test
    void a_built_in_plugin_that_lacks_a_package_is_explained_too() throws Exception {
        var jar =
                Jars.plugin("com.example.feature", "1.0.0", "echo")
                        .header("Import-Package", "dev.pons.spi,org.bouncycastle.jce");
        framework
                .getBundleContext()
                .installBundle("mvn:example", new ByteArrayInputStream(jar.bytes()));
        assertThat(doctor.doctor())
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.what() + " " + finding.problem())
                                        .isEqualTo(
                                                "com.example.feature 1.0.0 needs package"
                                                        + " org.bouncycastle.jce, which this engine"
                                                        + " does not have"));
    }
}
