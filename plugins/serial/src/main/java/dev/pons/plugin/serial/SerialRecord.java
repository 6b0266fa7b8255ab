package dev.pons.plugin.serial;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code serial:record}: writes down what a device says and is told. */
@Component(service = ConsoleCommand.class)
public final class SerialRecord implements ConsoleCommand {

    /** Ctrl-], as in the terminal; Ctrl-C comes as an interrupt, or as a key. */
    private static final Set<Integer> LEAVE = Set.of(0x1D, 3);

    private volatile boolean gone;

    /** The plugin goes, and with it the lines that are listened to; called by the framework. */
    @Deactivate
    public void close() {
        gone = true;
    }

    @Override
    public String name() {
        return "serial:record";
    }

    @Override
    public String description() {
        return "Writes down what a device says and is told, also on a line that channels use";
    }

    @Override
    public String usage() {
        return """
        serial:record PORT FILE [--for SECONDS]
                      [--baud N] [--bits N] [--parity P] [--stop N] [--flow F]
        The file is new, and its owner's only: it has content of patients. Ctrl-] or Ctrl-C ends it.
        A port that channels use goes on as it is, with its own settings.
        Example: serial:record /dev/ttyUSB0 monday.trace""";
    }

    @Override
    public int run(Console console, List<String> typed) throws Exception {
        var words = Words.of(typed, Set.of(), Set.of("--for"));
        if (words.plain().size() != 2) {
            throw new IllegalArgumentException("a port and a file, please");
        }
        int seconds = words.number("--for", 0);
        if (seconds == 0 && (words.given().containsKey("--for") || !console.isTerminal())) {
            throw new IllegalArgumentException("say for how long, where nobody types: --for 60");
        }
        var wiring = words.wiring(words.plain().get(0));
        var file = Path.of(words.plain().get(1));
        var users = Lines.users().getOrDefault(wiring.port(), List.of());
        if (!users.isEmpty() && !Collections.disjoint(words.given().keySet(), Words.WIRING)) {
            throw new IllegalArgumentException(
                    wiring.port() + " has the settings of its channel; leave them out");
        }
        try (var from = heard(wiring, !users.isEmpty());
                var to = OwnFile.fresh(file)) {
            console.echo(false);
            console.out()
                    .println("recording " + what(wiring, users) + " to " + file + how(seconds));
            var recorder = new Recorder(from, to);
            recorder.note("serial:record " + wiring.port() + "; content of patients");
            var ends = ends(console, seconds);
            recorder.run(() -> gone || ends.getAsBoolean());
            console.out().println(recorder.sum());
        } catch (IOException | UncheckedIOException e) {
            console.err().println(e.getMessage());
            return 1;
        }
        if (gone) {
            console.err().println("the plugin was replaced meanwhile; record the rest anew");
        }
        return gone ? 1 : 0;
    }

    private static String what(Wiring wiring, List<String> users) {
        return wiring.port()
                + (users.isEmpty() ? " " + wiring.words() : " of " + String.join(", ", users));
    }

    private static String how(int seconds) {
        return seconds > 0 ? " for " + seconds + " s" : "; Ctrl-] ends it";
    }

    private static Heard heard(Wiring wiring, boolean used) throws IOException {
        if (!used && wiring.network().isPresent()) {
            throw new IOException(
                    "no channel uses "
                            + wiring.port()
                            + "; a terminal server is recorded while one does");
        }
        return used
                ? Tap.on(wiring.port())
                        .orElseThrow(
                                () -> new IOException(wiring.port() + " is being recorded already"))
                : new FreePort(DevicePort.open(wiring));
    }

    private static BooleanSupplier ends(Console console, int seconds) {
        long begin = System.nanoTime();
        return () ->
                seconds > 0 && System.nanoTime() - begin > Duration.ofSeconds(seconds).toNanos()
                        || console.isTerminal() && leaves(console);
    }

    private static boolean leaves(Console console) {
        try {
            return console.keys().available() > 0 && LEAVE.contains(console.keys().read());
        } catch (IOException e) {
            throw new UncheckedIOException("the session has ended", e);
        }
    }
}
