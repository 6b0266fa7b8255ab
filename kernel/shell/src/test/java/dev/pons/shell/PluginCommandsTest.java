package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.Finding;
import dev.pons.core.control.PluginTrust;
import dev.pons.core.control.PluginView;
import dev.pons.core.control.Plugins;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Commands about plugins, as a person sees them. */
class PluginCommandsTest extends TypedCommands {

    private final List<Finding> findings = new ArrayList<>();
    private final List<PluginTrust> trust = new ArrayList<>();

    private final Plugins plugins =
            new Plugins() {
                @Override
                public List<PluginView> plugins() {
                    var about =
                            new PluginView.About("Chat", "Example Ltd", "Apache-2.0", "1.0", "1.0");
                    return List.of(
                            new PluginView(
                                    "com.example.chat",
                                    "2.1.0",
                                    "chat.jar",
                                    "active",
                                    List.of("destination chat"),
                                    List.of("adt-to-lab"),
                                    about),
                            new PluginView(
                                    "com.example.bare",
                                    "1.0.0",
                                    "bare.jar",
                                    "not installed",
                                    List.of(),
                                    List.of(),
                                    PluginView.About.NOTHING));
                }

                @Override
                public List<Finding> doctor() {
                    return findings;
                }

                @Override
                public List<PluginTrust> trust() {
                    return trust;
                }

                @Override
                public String rollback(String name, String who) {
                    if (name.equals("chat.jar")) {
                        return "plugins/chat.jar is com.example.chat 2.0.0 again, by " + who;
                    }
                    throw new ControlException("there is no plugin \"" + name + "\" in plugins/");
                }
            };

    @Test
    void pluginListShowsWhatManifestsSay() {
        var command = new PluginList();
        command.plugins = plugins;
        assertThat(run(command)).isNull();
        assertThat(out.toString().lines().map(String::strip))
                .containsExactly(
                        "PLUGIN            VERSION  STATE          CHANNELS  FROM",
                        "com.example.chat  2.1.0    active                1  chat.jar",
                        "destination chat",
                        "Chat, by Example Ltd, Apache-2.0, spi 1.0, contract 1.0",
                        "com.example.bare  1.0.0    not installed         0  bare.jar");
    }

    @Test
    void pluginDoctor() {
        var command = new PluginDoctor();
        command.plugins = plugins;
        assertThat(run(command)).isNull();
        findings.add(new Finding("x.jar", "is half copied", "copy it again"));
        assertThat(run(command)).isEqualTo(1);
        assertThat(out).hasToString("all plugins are well\nx.jar: is half copied: copy it again\n");
    }

    @Test
    void pluginVerify() {
        var command = new PluginVerify();
        command.plugins = plugins;
        assertThat(run(command)).isNull();
        trust.add(new PluginTrust("a.jar", "ab12", "CN=Acme (SHA-256 cd34)", ""));
        assertThat(run(command)).isNull();
        trust.add(new PluginTrust("b.jar", "ef56", "", "is not trusted: it is not signed"));
        assertThat(run(command)).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("no jars in plugins/\n")
                .contains("a.jar\n  SHA-256   ab12\n  signed by CN=Acme (SHA-256 cd34)\n")
                .endsWith("  signed by nobody\n  is not trusted: it is not signed\n");
    }

    @Test
    void pluginRollback() {
        var command = new PluginRollback();
        command.plugins = plugins;
        command.plugin = "chat.jar";
        assertThat(run(command)).isNull();
        command.plugin = "chad";
        assertThat(run(command)).isEqualTo(1);
        assertThat(out.toString()).startsWith("plugins/chat.jar is com.example.chat 2.0.0 again");
        assertThat(err.toString()).contains("there is no plugin \"chad\"");
    }
}
