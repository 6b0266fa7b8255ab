package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A command of a plugin in the console: there while the plugin is. */
class PluginCommandTest {

    private final List<Object> registered = new ArrayList<>();

    /** Says what it was given; a word "wrong" is one. */
    private record Echo(String name, List<String> heard) implements ConsoleCommand {

        @Override
        public String description() {
            return "Says it again";
        }

        @Override
        public String usage() {
            return name + " WORD";
        }

        @Override
        public int run(Console console, List<String> words) {
            if (words.contains("wrong")) {
                throw new IllegalArgumentException("that is wrong");
            }
            heard.addAll(words);
            return words.contains("impossible") ? 1 : 0;
        }
    }

    /** Of a script: nothing that is asked of it is there. */
    private static Session session() {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (proxy, method, arguments) -> null);
    }

    private @Nullable Object found(String name) {
        return registered.stream()
                .filter(one -> ((PluginCommand) one).getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private SessionFactory sessions() {
        var registry =
                (Registry)
                        Proxy.newProxyInstance(
                                Registry.class.getClassLoader(),
                                new Class<?>[] {Registry.class},
                                (proxy, method, arguments) ->
                                        switch (method.getName()) {
                                            case "register" -> registered.add(arguments[0]);
                                            case "unregister" -> registered.remove(arguments[0]);
                                            case "getCommand" -> found("" + arguments[1]);
                                            default -> null;
                                        });
        return (SessionFactory)
                Proxy.newProxyInstance(
                        SessionFactory.class.getClassLoader(),
                        new Class<?>[] {SessionFactory.class},
                        (proxy, method, arguments) -> registry);
    }

    @Test
    void aScriptGetsTheCodeAndNoneForWhatIsDone() throws Exception {
        var heard = new ArrayList<String>();
        var command = new PluginCommand(new Echo("echo:say", heard));
        assertThat(command.execute(session(), List.of("hello"))).isNull();
        assertThat(command.execute(session(), List.of("impossible"))).isEqualTo(1);
        assertThat(command.execute(session(), List.of("wrong"))).isEqualTo(2);
        assertThat(command.execute(session(), List.of("--help"))).isNull();
        assertThat(heard).containsExactly("hello", "impossible");
    }

    @Test
    void aNameHasTwoParts() {
        var command = new PluginCommand(new Echo("echo:say", List.of()));
        assertThat(command.getScope() + " " + command.getName()).isEqualTo("echo say");
        assertThatThrownBy(() -> new PluginCommand(new Echo("say", List.of())))
                .hasMessageContaining("scope:name");
    }

    @Test
    void itComesAndGoesWithItsPlugin() {
        var commands = new PluginCommands(sessions());
        var echo = new Echo("echo:say", List.of());
        commands.add(echo);
        commands.add(new Echo("nameless", List.of()));
        assertThat(registered).hasSize(1);
        commands.remove(echo);
        assertThat(registered).isEmpty();
    }

    /** The next build of a plugin may be there before the one before it has gone. */
    @Test
    void theCommandOfTheNextBuildTakesOver() {
        var commands = new PluginCommands(sessions());
        var before = new Echo("echo:say", new ArrayList<>());
        var next = new Echo("echo:say", new ArrayList<>());
        commands.add(before);
        var shown = List.copyOf(registered);
        commands.add(next);
        assertThat(registered).isEqualTo(shown);
        commands.remove(before);
        assertThat(registered).hasSize(1).isNotEqualTo(shown);
        commands.remove(next);
        assertThat(registered).isEmpty();
    }
}
