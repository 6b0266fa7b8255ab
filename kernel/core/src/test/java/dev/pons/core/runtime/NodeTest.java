package dev.pons.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control;
import dev.pons.core.control.Plugins;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The whole engine in a framework: files in, operators' services out, and closed again. */
class NodeTest {

    @TempDir Path base;
    private Framework framework;

    @BeforeEach
    void open() throws Exception {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        base.resolve("cache").toString(),
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "dev.pons.spi;version=1.0.0,"
                                                + "dev.pons.spi.config;version=1.0.0"));
        framework.start();
    }

    @AfterEach
    void close() throws Exception {
        framework.stop();
        framework.waitForStop(5_000);
    }

    @Test
    void a_channel_waits_for_its_plugin_and_is_told_when_it_comes() throws Exception {
        var context = framework.getBundleContext();
        var home = Home.below(base);
        Files.writeString(
                home.channels().resolve("adt.yaml"),
                """
                source: { nowhere: {}, format: text }
                destinations:
                  out: { echo: { to: x } }
                """);
        try (var node = Node.open(context, home)) {
            assertThat(node).isNotNull();
            var control = service(context, Control.class);
            await().untilAsserted(
                            () ->
                                    assertThat(control.channels())
                                            .singleElement()
                                            .satisfies(
                                                    channel ->
                                                            assertThat(channel.state())
                                                                    .isEqualTo(
                                                                            ChannelState.WAITING)));
            Jars.plugin("com.example.echo", "1.0.0", "echo").to(home.plugins().resolve("echo.jar"));
            var plugins = service(context, Plugins.class);
            await().until(() -> plugins.plugins().size() == 1);
            await().untilAsserted(
                            () ->
                                    assertThat(plugins.plugins().get(0).usedBy())
                                            .containsExactly("adt"));
        }
        assertThat(context.getServiceReference(Control.class)).isNull();
    }

    @Test
    void it_opens_again_on_the_same_data() throws IOException {
        for (var i = 0; i < 2; i++) {
            Node.open(framework.getBundleContext(), Home.below(base)).close();
        }
        assertThat(framework.getBundleContext().getServiceReference(Control.class)).isNull();
    }

    @Test
    void a_folder_that_cannot_be_used_says_so() throws IOException {
        Files.createDirectories(base.resolve("data"));
        Files.writeString(base.resolve("data/pons"), "a file stands where a folder must be");
        assertThatThrownBy(() -> Home.below(base))
                .hasMessageContaining("data")
                .hasMessageContaining("cannot be made");
    }

    private static <T> T service(BundleContext context, Class<T> type) {
        var reference = context.getServiceReference(type);
        assertThat(reference).isNotNull();
        return context.getService(reference);
    }
}
