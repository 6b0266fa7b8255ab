package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Plain TCP and UDP in a running engine, with nothing but sockets on the other side. */
class TcpIT {

    private static final int ACK = 6;

    private static String channel(int monitors, int displays, int audit, String separator) {
        return """
        source:
          tcp:
            listen: { port: %d }
            framing: { start: "\\x02", end: "\\x03" }
            answer: { with: bytes, yes: "\\x06", no: "\\x15" }
          format: text
        destinations:
          displays:
            tcp: { listen: { port: %d }, framing: { delimiter: "%s" } }
          audit:
            udp: { to: "127.0.0.1:%d" }
        """
                .formatted(monitors, displays, separator, audit);
    }

    private static String log(int port) {
        return """
        source:
          udp: { listen: { port: %d } }
          format: text
        destinations:
          out: { file: { folder: audit, name: "{text}.txt" } }
        """
                .formatted(port);
    }

    private static Socket connect(int port) throws IOException {
        Socket line = new Socket(InetAddress.getLoopbackAddress(), port);
        line.setSoTimeout(20_000);
        return line;
    }

    private static void send(Socket line, String text) throws IOException {
        line.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readingsAreAcknowledgedHeardByADisplayAndLogged() throws Exception {
        int monitors = Ports.free();
        int displays = Ports.free();
        int audit = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.channel("log", log(audit));
            instance.channel("readings", channel(monitors, displays, audit, "\\n"));
            instance.start().awaitListening(monitors);
            // until the display is there, a reading waits
            try (Socket display = connect(displays);
                    Socket monitor = connect(monitors)) {
                BufferedReader hears =
                        new BufferedReader(
                                new InputStreamReader(
                                        display.getInputStream(), StandardCharsets.US_ASCII));
                send(monitor, "\2one\3\2tw");
                assertThat(monitor.getInputStream().read()).isEqualTo(ACK);
                send(monitor, "o\3");
                assertThat(monitor.getInputStream().read()).isEqualTo(ACK);
                assertThat(hears.readLine()).isEqualTo("one");
                assertThat(hears.readLine()).isEqualTo("two");
                // another version: both connections stay
                instance.channel("readings", channel(monitors, displays, audit, "\\r\\n"));
                instance.awaitExec("channel:show readings", said -> said.contains("(version 2)"));
                send(monitor, "\2three\3");
                assertThat(monitor.getInputStream().read()).isEqualTo(ACK);
                assertThat(hears.readLine()).isEqualTo("three");
            }
            for (String each : new String[] {"one", "two", "three"}) {
                await().untilAsserted(
                                () ->
                                        assertThat(instance.read("audit/" + each + ".txt"))
                                                .isEqualTo(each));
            }
            datagram(audit, "four");
            await().untilAsserted(
                            () -> assertThat(instance.read("audit/four.txt")).isEqualTo("four"));
            assertThat(instance.log()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    private static void datagram(int port, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }
}
