package dev.pons.plugin.serial;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** {@code serial:terminal}: talks to a device by hand. */
@Component(service = ConsoleCommand.class)
public final class SerialTerminal implements ConsoleCommand {

    @Override
    public String name() {
        return "serial:terminal";
    }

    @Override
    public String description() {
        return "Talks to a device on a serial port, by lines or by keys, with the time of each";
    }

    @Override
    public String usage() {
        return """
        serial:terminal PORT [--baud N] [--bits N] [--parity P] [--stop N] [--flow F]
                        [--end cr|lf|crlf|none] [--hex] [--raw] [--capture FILE]
        A typed line goes out with its end. Ctrl-] or Ctrl-C leaves. Lines of its own:
          ~hex         shows digits beside the text, or not any more
          ~raw         sends each key at once, until Ctrl-]
          ~send FILE   sends a file as it is
        Example: serial:terminal /dev/ttyUSB0 --baud 19200 --end cr""";
    }

    @Override
    public int run(Console console, List<String> words) throws Exception {
        var typed = Typed.of(words);
        var name = typed.wiring().port();
        if (typed.wiring().network().isPresent()) {
            console.err().println("a terminal server has a terminal of its own: use telnet");
            return 1;
        }
        if (!console.isTerminal()) {
            console.err().println("serial:terminal needs a person; type it in: pons console");
            return 1;
        }
        var taken = Lines.taken(name);
        if (!taken.isEmpty()) {
            console.err().println(taken);
            return 1;
        }
        try (var port = DevicePort.open(typed.wiring());
                var terminal = new Terminal(port, console, ZoneId.systemDefault(), typed)) {
            console.echo(false);
            console.out().println(name + " " + typed.wiring().words() + ", Ctrl-] leaves");
            terminal.run();
            return 0;
        } catch (InterruptedException e) {
            return 0; // Ctrl-C, which was for this command
        } catch (IOException e) {
            console.err().println(e.getMessage());
            return 1;
        }
    }
}
