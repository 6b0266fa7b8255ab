package dev.pons.plugin.serial;

import static dev.pons.plugin.serial.TestKernel.lis1;
import static dev.pons.plugin.serial.TestKernel.send;
import static dev.pons.plugin.serial.TestKernel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.lis1.Lis1.Role;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sessions of analyzers (LIS01-A2, section 6) on real lines. */
class LinkTest {

    private static final String ENQ = "\5";
    private static final String ACK = "\6";
    private static final String NAK = "\25";
    private static final String EOT = "\4";
    private static final String HEADER = "H|\\^&|||analyzer\r";
    private static final String END = "L|1|N\r";

    @TempDir Path folder;
    private final TestKernel kernel = new TestKernel();
    private Path port;
    private Plug device;

    @BeforeEach
    void plugIn() {
        port = folder.resolve("port");
        device = new Plug(port);
    }

    @AfterEach
    void close() throws Exception {
        kernel.close();
        device.close();
    }

    /** A frame with its checksum (6.3.3): all behind STX, up to ETX. */
    private static String frame(int number, String text) {
        var summed = number + text + "\3";
        int sum = 0;
        for (byte one : summed.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += one & 0xFF;
        }
        return "\2" + summed + "%02X".formatted(sum & 0xFF) + "\r\n";
    }

    /** The device sends records, one in a frame, and hears ACK for each. */
    private void transfer(String... records) throws Exception {
        transfer(device, records);
    }

    static void transfer(Plug device, String... records) throws Exception {
        device.say(ENQ);
        device.expect(ACK);
        int number = 0;
        for (var one : records) {
            number = (number + 1) % 8;
            device.say(frame(number, one));
            device.expect(ACK);
        }
        device.say(EOT);
    }

    /** The device is sent records, one in a frame, and acknowledges each. */
    private void taken(String... records) throws Exception {
        taken(device, records);
    }

    static void taken(Plug device, String... records) throws Exception {
        device.expect(ENQ);
        device.say(ACK);
        int number = 0;
        for (var one : records) {
            number = (number + 1) % 8;
            device.expect(frame(number, one));
            device.say(ACK);
        }
        device.expect(EOT);
    }

    private static CompletableFuture<Delivery> sending(Destination to, String text) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return send(to, text);
                    } catch (Exception e) {
                        return Delivery.retry(String.valueOf(e.getMessage()));
                    }
                });
    }

    @Test
    void aQueryComesOrdersGoAndResultsComeOnOneLine() throws Exception {
        kernel.takes("in", wiring(port), lis1(Role.HOST));
        var out = kernel.sends("in/out", wiring(port), lis1(Role.HOST));
        transfer(HEADER, "Q|1|^SPEC-7||ALL\r", END);
        await().until(() -> kernel.stored.size() == 1);
        var orders = HEADER + "P|1||4711\rO|1|SPEC-7||^^^687|R\r" + END;
        var sent = sending(out, orders);
        taken(HEADER, "P|1||4711\r", "O|1|SPEC-7||^^^687|R\r", END);
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        transfer(HEADER, "R|1|^^^687|28.6\r", END);
        await().until(() -> kernel.stored.size() == 2);
        assertThat(kernel.stored)
                .containsExactly(
                        HEADER + "Q|1|^SPEC-7||ALL\r" + END, HEADER + "R|1|^^^687|28.6\r" + END);
    }

    @Test
    void whatIsNotKeptIsNotAcknowledged() throws Exception {
        kernel.takes("in", wiring(port), lis1(Role.HOST));
        device.say(ENQ);
        device.expect(ACK);
        device.say(frame(1, "busy\r"));
        device.expect(ACK);
        device.say(frame(2, END));
        device.expect(NAK);
        device.say(EOT);
        transfer(HEADER, END);
        await().until(() -> kernel.stored.size() == 1);
    }

    @Test
    void theHostYieldsWhenBothBegin() throws Exception {
        kernel.takes("in", wiring(port), lis1(Role.HOST));
        var out = kernel.sends("in/out", wiring(port), lis1(Role.HOST));
        var sent = sending(out, HEADER + END);
        device.expect(ENQ);
        transferAfterContention();
        taken(HEADER, END);
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(kernel.stored).containsExactly(HEADER + "R|1|^^^687|28.6\r" + END);
    }

    /** Both said ENQ: the analyzer says it again, and is let in (6.2.7.1). */
    private void transferAfterContention() throws Exception {
        device.say(ENQ);
        transfer(HEADER, "R|1|^^^687|28.6\r", END);
    }

    @Test
    void aDeviceThatIsBusyIsAskedAgain() throws Exception {
        var out = kernel.sends("a/out", wiring(port), lis1(Role.HOST));
        var sent = sending(out, HEADER + END);
        device.expect(ENQ);
        device.say(NAK);
        taken(HEADER, END);
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
    }

    @Test
    void aSessionThatIsUnpluggedIsRefusedAndTheNextOneIsTaken() throws Exception {
        kernel.takes("in", wiring(port), lis1(Role.HOST));
        device.say(ENQ);
        device.expect(ACK);
        device.say(frame(1, HEADER));
        device.expect(ACK);
        device.out();
        await().until(() -> kernel.refused.size() == 1);
        device.in();
        await().until(() -> kernel.states.size() == 3);
        transfer(HEADER, "R|1|^^^687|28.6\r", END);
        assertThat(kernel.stored).containsExactly(HEADER + "R|1|^^^687|28.6\r" + END);
    }

    @Test
    void aSourceLeavesBetweenSessions() throws Exception {
        var in = kernel.takes("in", wiring(port), lis1(Role.HOST));
        device.say(ENQ);
        device.expect(ACK);
        var leaving =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                in.quiesce();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        device.say(frame(1, HEADER));
        device.expect(ACK);
        device.say(frame(2, END));
        device.expect(ACK);
        assertThat(leaving).isNotDone();
        device.say(EOT);
        leaving.get();
        assertThat(kernel.stored).containsExactly(HEADER + END);
    }

    @Test
    void largeMessagesGoBothWaysBetweenAHostAndAnAnalyzer() throws Exception {
        var one = folder.resolve("one");
        var other = folder.resolve("other");
        var socat = Plug.pair(one, other);
        try {
            var here = records(1000, "R|1|^^^687|28.6|U/L|10-40|N||F||tech01\r");
            var there = records(1000, "O|1|SPEC-7||^^^687|R||||||||||||||||||||Q\r");
            kernel.takes("host", wiring(one), lis1(Role.HOST));
            kernel.takes("analyzer", wiring(other), lis1(Role.ANALYZER));
            var a = sending(kernel.sends("host/out", wiring(one), lis1(Role.HOST)), there);
            var b = sending(kernel.sends("analyzer/out", wiring(other), lis1(Role.ANALYZER)), here);
            assertThat(a.get()).hasToString("DELIVERED");
            assertThat(b.get()).hasToString("DELIVERED");
            await().atMost(Duration.ofSeconds(30)).until(() -> kernel.stored.size() == 2);
            assertThat(kernel.stored).containsExactlyInAnyOrder(here, there);
        } finally {
            socat.destroy();
        }
    }

    private static String records(int count, String each) {
        return HEADER + each.repeat(count) + END;
    }
}
