package dev.pons.plugin.serial;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Peer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A port and how bits cross it; {@code line: /dev/ttyUSB0} stands for the port alone. */
public record Wiring(
        @Doc(
                        "/dev/ttyUSB0, COM3, /dev/rfcomm0 (Bluetooth), or tcp://host:port (a terminal"
                                + " server)")
                String port,
        @Doc("Bits in a second") @Default("9600") @Range(min = 50, max = 4000000) int baud,
        @Doc("Bits of a character") @Default("8") @Range(min = 5, max = 8) int bits,
        @Doc("The bit that checks a character") @Default("none") Parity parity,
        @Doc("Stop bits: 1, 1.5 or 2") @Default("1") String stop,
        @Doc("How a side that is not ready stops the other") @Default("none") Flow flow,
        @Doc("The signal RTS while the port is open; with flow: rts-cts it is the port's own")
                @Default("yes")
                boolean rts,
        @Doc("The signal DTR while the port is open; with flow: dtr-dsr it is the port's own")
                @Default("yes")
                boolean dtr) {

    private static final Pattern NETWORK = Pattern.compile("tcp://\\[?([^\\[\\]/]+)\\]?:([0-9]+)");
    private static final List<String> STOPS = List.of("1", "1.5", "2");
    private static final int LAST_PORT = 65535;

    /** The bit that checks a character. */
    public enum Parity {
        NONE("N"),
        ODD("O"),
        EVEN("E"),
        MARK("M"),
        SPACE("S");

        private final String letter;

        Parity(String letter) {
            this.letter = letter;
        }
    }

    /** How a side that is not ready stops the other. */
    public enum Flow {
        /** Not at all. */
        NONE,
        /** By the signals RTS and CTS. */
        RTS_CTS,
        /** By the signals DTR and DSR. */
        DTR_DSR,
        /** By the characters XON and XOFF, which no message may have then. */
        XON_XOFF
    }

    /** Checks what can be checked without looking at the port. */
    public Wiring {
        if (port.isBlank()) {
            throw new IllegalArgumentException(
                    "option \"port\" is empty; serial:list shows the ports of this machine");
        }
        if (port.startsWith("tcp:") && network(port).isEmpty()) {
            throw new IllegalArgumentException("write a terminal server as tcp://host:port");
        }
        if (!STOPS.contains(stop)) {
            throw new IllegalArgumentException("option \"stop\" is 1, 1.5 or 2");
        }
    }

    /** The terminal server; empty: a port of this machine. */
    Optional<Peer> network() {
        return network(port);
    }

    private static Optional<Peer> network(String port) {
        var parts = NETWORK.matcher(port);
        if (!parts.matches() || parts.group(2).length() > 5) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts.group(2));
        return number < 1 || number > LAST_PORT
                ? Optional.empty()
                : Optional.of(Peer.of(parts.group(1), number));
    }

    /** As people write it: {@code 9600 8N1}. */
    String words() {
        return network().isPresent()
                ? "by network"
                : baud + " " + bits + parity.letter + stop + (flow == Flow.NONE ? "" : " " + flow);
    }
}
