package dev.pons.shell;

import org.apache.karaf.shell.api.console.Session;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;

/** Types commands at a small hospital and keeps what they print. */
class TypedCommands {

    final FakeControl control = new FakeControl();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    final Object run(EngineCommand command) {
        command.control = control;
        command.session = session();
        command.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        command.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        command.times = new Times(Clock.fixed(FakeControl.NOW, ZoneId.of("Europe/Berlin")));
        return command.execute();
    }

    /** A script's session: a user, no terminal. */
    private static Session session() {
        return (Session)
                Proxy.newProxyInstance(
                        Session.class.getClassLoader(),
                        new Class<?>[] {Session.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("get") ? "local:ann" : null);
    }
}
