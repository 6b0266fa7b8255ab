package dev.pons.plugin.serial;

import com.fazecast.jSerialComm.SerialPort;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code serial:list}: the ports of this machine, and who uses them. */
@Component(service = ConsoleCommand.class)
public final class SerialList implements ConsoleCommand {

    @Override
    public String name() {
        return "serial:list";
    }

    @Override
    public String description() {
        return "Lists the serial ports of this machine, and which channels use them";
    }

    @Override
    public String usage() {
        return "serial:list";
    }

    @Override
    public int run(Console console, List<String> words) {
        if (!words.isEmpty()) {
            throw new IllegalArgumentException("serial:list takes no words");
        }
        var ports = new TreeMap<String, String>();
        for (var port : SerialPort.getCommPorts()) {
            ports.put(port.getSystemPortPath(), port.getDescriptivePortName());
        }
        var users = Lines.users();
        users.keySet().forEach(port -> ports.putIfAbsent(port, ""));
        if (ports.isEmpty()) {
            console.out().println("no serial port is there, and no channel names one");
            return 0;
        }
        print(console, ports, users);
        return 0;
    }

    private static void print(
            Console console, Map<String, String> ports, Map<String, List<String>> users) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("PORT", "USED BY", "DEVICE"));
        ports.forEach(
                (port, device) ->
                        rows.add(
                                List.of(
                                        port,
                                        String.join(", ", users.getOrDefault(port, List.of())),
                                        device)));
        int first = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        int second = rows.stream().mapToInt(row -> row.get(1).length()).max().orElse(0);
        for (var row : rows) {
            var format = "%-" + first + "s  %-" + second + "s  %s";
            console.out().println(format.formatted(row.toArray()).stripTrailing());
        }
    }
}
