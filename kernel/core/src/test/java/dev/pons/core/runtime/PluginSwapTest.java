package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.util.ZstdVersion;

import dev.pons.core.control.PluginView;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Semantics 6.1: a jar is put into the place of another one, or not. */
class PluginSwapTest extends DroppedPlugins {

    /** 6.1: the old one stops only when nothing uses it; until then both are there. */
    @Test
    void the_old_bundle_stays_until_nothing_of_it_is_in_use() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        var old = types.destination("echo").orElseThrow();
        engine.left = new CountDownLatch(1);
        Jars.plugin("com.example.echo", "1.0.0", "echo")
                .header("X-Build", "2")
                .to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").orElseThrow() != old);
        assertThat(versions("com.example.echo")).containsExactly("1.0.0", "1.0.0");
        assertThat(doctor.doctor()).isEmpty();
        assertThat(doctor.plugins())
                .extracting(PluginView::state)
                .containsExactlyInAnyOrder("active", "being replaced");
        engine.left.countDown();
        await().until(() -> versions("com.example.echo").equals(List.of("1.0.0")));
        assertThat(types.destination("echo")).isPresent();
    }

    /** 6.1: "a failure keeps or restores the old and says so". */
    @Test
    void a_new_version_that_the_channels_refuse_is_taken_out_again() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        var old = types.destination("echo").orElseThrow();
        engine.refusal = List.of("channel adt: the new version cannot start: port 2575 is taken");
        Jars.plugin("com.example.echo", "2.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> !plugins.findings().isEmpty());
        says(
                "echo.jar",
                "is not in use, the version before it goes on (channel adt: the new version"
                        + " cannot start: port 2575 is taken)");
        assertThat(types.destination("echo")).containsSame(old);
        assertThat(versions("com.example.echo")).containsExactly("1.0.0");
        engine.refusal = List.of();
        Jars.plugin("com.example.echo", "2.0.1", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> versions("com.example.echo").equals(List.of("2.0.1")));
        assertThat(doctor.doctor()).isEmpty();
    }

    @Test
    void a_new_version_without_a_type_that_is_in_use_is_refused_and_one_that_fails_too()
            throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        var old = types.destination("echo").orElseThrow();
        Jars.plugin("com.example.echo", "2.0.0", "nothing").to(folder.resolve("echo.jar"));
        await().until(() -> !plugins.findings().isEmpty());
        says(
                "echo.jar",
                "is not in use, the version before it goes on (it does not offer destination echo,"
                        + " which channel adt uses)");
        Jars.plugin("com.example.echo", "2.0.1", "failing").to(folder.resolve("echo.jar"));
        await().until(() -> plugins.findings().toString().contains("does not start"));
        assertThat(types.destination("echo")).containsSame(old);
        assertThat(versions("com.example.echo")).containsExactly("1.0.0");
    }

    @Test
    void a_swap_that_a_crash_cut_short_leaves_one_of_both_and_the_file_decides() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        engine.left = new CountDownLatch(1);
        Jars.plugin("com.example.echo", "2.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> versions("com.example.echo").equals(List.of("1.0.0", "2.0.0")));
        await().until(() -> plugins.first().isDone());
        close();
        engine.left = new CountDownLatch(0);
        open();
        await().until(() -> versions("com.example.echo").equals(List.of("2.0.0")));
        close();
        Jars.plugin("com.example.echo", "3.0.0", "echo").to(folder.resolve("echo.jar"));
        open();
        await().until(() -> versions("com.example.echo").equals(List.of("3.0.0")));
        assertThat(types.destination("echo")).isPresent();
    }

    /** The guide, writing a plugin: "so two can be loaded while one takes the other's place". */
    @Test
    void two_builds_have_their_native_library_each() throws Exception {
        withNative("1.0.0", library()).to(folder.resolve("reader.jar"));
        await().until(() -> versions("com.example.reader").equals(List.of("1.0.0")));
        engine.left = new CountDownLatch(1);
        withNative("2.0.0", library()).to(folder.resolve("reader.jar"));
        await().until(() -> versions("com.example.reader").equals(List.of("1.0.0", "2.0.0")));
        assertThat(doctor.doctor()).isEmpty();
        engine.left.countDown();
        await().until(() -> versions("com.example.reader").equals(List.of("2.0.0")));
        withNative("3.0.0", new byte[] {1}).to(folder.resolve("reader.jar"));
        await().until(() -> plugins.findings().toString().contains("does not start"));
        assertThat(versions("com.example.reader")).containsExactly("2.0.0");
    }

    private static Jars withNative(String version, byte[] library) {
        return Jars.plugin("com.example.reader", version, "native")
                .header("Bundle-NativeCode", "native/" + System.mapLibraryName("reader"))
                .entry("native/" + System.mapLibraryName("reader"), library);
    }

    /** A real one of this machine, which another library brings. */
    private static byte[] library() throws Exception {
        var name = System.mapLibraryName("zstd-jni-" + ZstdVersion.VERSION);
        var at = "/linux/" + System.getProperty("os.arch") + "/" + name;
        try (var in = ZstdVersion.class.getResourceAsStream(at)) {
            assumeThat(in).as("a native library for this machine at " + at).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void the_jar_that_was_there_before_can_be_put_back() throws Exception {
        var operations = new PluginOperations(doctor, plugins);
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> versions("com.example.echo").equals(List.of("1.0.0")));
        await().until(() -> plugins.first().isDone());
        assertThatThrownBy(() -> operations.rollback("echo.jar", "anna"))
                .hasMessageContaining("no other jar was in use");
        for (var version : List.of("2.0.0", "3.0.0")) {
            Jars.plugin("com.example.echo", version, "echo").to(folder.resolve("echo.jar"));
            await().until(() -> versions("com.example.echo").equals(List.of(version)));
        }
        assertThat(operations.rollback("com.example.echo", "anna"))
                .isEqualTo("plugins/echo.jar is com.example.echo 2.0.0 again, which was 3.0.0");
        await().until(() -> versions("com.example.echo").equals(List.of("2.0.0")));
        Files.delete(folder.resolve("echo.jar"));
        await().until(() -> versions("com.example.echo").isEmpty());
        operations.rollback("echo.jar", "anna");
        await().until(() -> versions("com.example.echo").equals(List.of("2.0.0")));
        assertThatThrownBy(() -> operations.rollback("chat", "anna"))
                .hasMessage("there is no plugin \"chat\" in plugins/; there are echo.jar");
    }

    @Test
    void what_is_not_trusted_any_more_goes_and_comes_back_with_trust() throws Exception {
        Jars.plugin("com.example.echo", "1.0.0", "echo").to(folder.resolve("echo.jar"));
        await().until(() -> types.destination("echo").isPresent());
        Files.writeString(base.resolve("plugins.yaml"), "trust: listed\n");
        await().until(() -> types.destination("echo").isEmpty());
        var digest = PluginJar.read(folder.resolve("echo.jar")).hash();
        says("echo.jar", "is not trusted: its digest " + digest + " is not listed");
        Files.writeString(base.resolve("plugins.yaml"), "trust: listed\ndigests: [1]\n");
        await().until(() -> doctor.doctor().toString().contains("64 hex digits"));
        Files.writeString(
                base.resolve("plugins.yaml"), "trust: listed\ndigests: [" + digest + "]\n");
        await().until(() -> types.destination("echo").isPresent());
        // the look that took the jar in says what it found when it ends
        await().untilAsserted(() -> assertThat(doctor.doctor()).isEmpty());
    }
}
