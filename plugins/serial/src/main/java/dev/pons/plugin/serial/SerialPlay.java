package dev.pons.plugin.serial;

import dev.pons.plugin.serial.Playing.Manner;
import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code serial:play}: is the device that was recorded. */
@Component(service = ConsoleCommand.class)
public final class SerialPlay implements ConsoleCommand {

    private static final int PATIENCE = 30;

    @Override
    public String name() {
        return "serial:play";
    }

    @Override
    public String description() {
        return "Is a device that was recorded: says what it said, and compares what it is told";
    }

    @Override
    public String usage() {
        return """
        serial:play FILE PORT [--speed N] [--limit SECONDS] [--any]
                    [--baud N] [--bits N] [--parity P] [--stop N] [--flow F]
        Sends what was received (Rx), and waits for what was sent (Tx). The port is not the channel's
        own: it is the other end of its cable.
          --speed N        N times as fast as it was, 1 by itself; 0: without pauses
          --limit SECONDS  how long to wait for what is told; 30 by itself
          --any            whatever is told is right, once 0.2 s of silence have ended it
        Example: serial:play monday.trace /dev/ttyUSB1 --speed 0""";
    }

    @Override
    public int run(Console console, List<String> typed) throws Exception {
        var words = Words.of(typed, Set.of("--any"), Set.of("--speed", "--limit"));
        if (words.plain().size() != 2) {
            throw new IllegalArgumentException("a file and a port, please");
        }
        var manner =
                new Manner(
                        speed(words.given().getOrDefault("--speed", "1")),
                        Duration.ofSeconds(words.number("--limit", PATIENCE)),
                        words.on().contains("--any"));
        var wiring = words.wiring(words.plain().get(1));
        if (wiring.network().isPresent()) {
            console.err().println("what is played goes to a port of this machine");
            return 1;
        }
        var taken = Lines.taken(wiring.port());
        if (!taken.isEmpty()) {
            console.err().println(taken + ", or play at the other end of its cable");
            return 1;
        }
        return play(console, Path.of(words.plain().get(0)), wiring, manner);
    }

    private static double speed(String text) {
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
            throw new IllegalArgumentException("--speed is a number, not '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    private static int play(Console console, Path file, Wiring wiring, Manner manner) {
        try {
            var recording = Recording.read(file);
            try (var port = DevicePort.open(wiring)) {
                var why = new Playing(port, manner).play(recording);
                if (why.isEmpty()) {
                    console.out()
                            .println(
                                    "played %d lines; %s"
                                            .formatted(
                                                    recording.pieces().size(),
                                                    manner.any()
                                                            ? "what came was not compared"
                                                            : "all is as it was recorded"));
                    return 0;
                }
                console.err().println(why);
            }
        } catch (IOException e) {
            console.err().println(e.getMessage());
        } catch (InterruptedException e) {
            console.err().println("ended before all was played"); // Ctrl-C, for this command
        }
        return 1;
    }
}
