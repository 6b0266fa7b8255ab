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
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A command of a plugin in the console: there while the plugin is. */
class PluginCommandTest {

    private final List<Object> registered = new ArrayList<>();
    private final List<Echo> builds = new ArrayList<>();

    /** Says what it was given; a word "wrong" is one. */
    private record Echo(String name, String description, List<String> heard)
            implements ConsoleCommand {

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
        var command = new PluginCommand(new Echo("echo:say", "Says it again", heard));
        assertThat(command.execute(session(), List.of("hello"))).isNull();
        assertThat(command.execute(session(), List.of("impossible"))).isEqualTo(1);
        assertThat(command.execute(session(), List.of("wrong"))).isEqualTo(2);
        assertThat(command.execute(session(), List.of("--help"))).isNull();
        assertThat(heard).containsExactly("hello", "impossible");
    }

    @Test
    void aNameHasTwoParts() {
        var command = new PluginCommand(new Echo("echo:say", "", List.of()));
        assertThat(command.getScope() + " " + command.getName()).isEqualTo("echo say");
        assertThatThrownBy(() -> new PluginCommand(new Echo("say", "", List.of())))
                .hasMessageContaining("scope:name");
    }

    /** As a build of a plugin registers it. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<ConsoleCommand> of(String plugin, long build) {
        var bundle =
                Proxy.newProxyInstance(
                        Bundle.class.getClassLoader(),
                        new Class<?>[] {Bundle.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getBundleId") ? (Object) build : plugin);
        return (ServiceReference<ConsoleCommand>)
                Proxy.newProxyInstance(
                        ServiceReference.class.getClassLoader(),
                        new Class<?>[] {ServiceReference.class},
                        (proxy, method, arguments) -> bundle);
    }

    /** The builds that the console's command speaks of. */
    private List<String> speaks() throws Exception {
        for (var shown : registered) {
            ((PluginCommand) shown).execute(session(), List.of("hello"));
        }
        var those = builds.stream().filter(one -> one.heard().remove("hello"));
        return those.map(Echo::description).toList();
    }

    private Echo build(String words) {
        var echo = new Echo("echo:say", words, new ArrayList<>());
        builds.add(echo);
        return echo;
    }

    @Test
    void itComesAndGoesWithItsPlugin() {
        var commands = new PluginCommands(sessions());
        var echo = build("first");
        commands.add(echo, of("com.example.echo", 7));
        commands.add(new Echo("nameless", "", List.of()), of("com.example.echo", 7));
        assertThat(registered).hasSize(1);
        commands.remove(echo);
        assertThat(registered).isEmpty();
    }

    /** A build that is replaced stays while it is in use, and one that is built in for good. */
    @Test
    void theCommandOfTheLatestBuildCounts() throws Exception {
        var commands = new PluginCommands(sessions());
        var builtIn = build("built in");
        var next = build("next");
        var last = build("last");
        commands.add(builtIn, of("com.example.echo", 7));
        commands.add(last, of("com.example.echo", 9));
        assertThat(speaks()).containsExactly("last");
        commands.add(next, of("com.example.echo", 8));
        assertThat(speaks()).containsExactly("last");
        commands.remove(last);
        assertThat(speaks()).containsExactly("next");
        commands.remove(next);
        assertThat(speaks()).containsExactly("built in");
        commands.remove(builtIn);
        assertThat(registered).isEmpty();
    }

    @Test
    void anotherPluginDoesNotTakeANameOver() throws Exception {
        var commands = new PluginCommands(sessions());
        var first = build("first");
        commands.add(first, of("com.example.echo", 7));
        commands.add(build("other"), of("com.example.other", 8));
        assertThat(speaks()).containsExactly("first");
        commands.remove(first);
        assertThat(speaks()).containsExactly("other");
        commands.close();
        assertThat(registered).isEmpty();
    }
}
