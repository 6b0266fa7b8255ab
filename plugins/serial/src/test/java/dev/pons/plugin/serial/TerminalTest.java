package dev.pons.plugin.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A person at the console, and a device. */
class TerminalTest {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\\.[0-9]{6} ";
    private static final String LEAVE = "\u001D";

    @TempDir Path folder;
    private final Screen screen = new Screen();
    private Path port;
    private Plug device;

    @BeforeEach
    void plugIn() {
        port = folder.resolve("port");
        device = new Plug(port);
    }

    @AfterEach
    void unplug() throws IOException {
        device.close();
    }

    private CompletableFuture<Integer> begin(String... words) {
        var all = new java.util.ArrayList<String>(List.of(port.toString()));
        all.addAll(List.of(words));
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new SerialTerminal().run(screen, all);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private void shows(String pattern) {
        await().untilAsserted(() -> assertThat(screen.text()).containsPattern(pattern));
    }

    @Test
    void aTypedLineGoesOutAndWhatComesHasItsTime() throws Exception {
        var file = folder.resolve("capture.txt");
        var ended = begin("--end", "crlf", "--capture", file.toString());
        screen.type("hellp\u007Fo\r");
        device.expect("hello\r\n");
        shows(TIME + "Tx ==> hello<CR><LF>");
        device.say("\2one\3\r\ntwo");
        shows(TIME + "Rx <== <STX>one<ETX><CR><LF>");
        shows(TIME + "Rx <== two");
        screen.type(LEAVE);
        assertThat(ended.get()).isZero();
        assertThat(Files.readString(file))
                .containsPattern(TIME + "Tx ==> hello<CR><LF>\n" + TIME + "Rx <== <STX>one");
    }

    @Test
    void keysGoOutAtOnceAndDigitsAreShown() throws Exception {
        var ended = begin("--raw", "--hex");
        screen.type("\5");
        device.expect("\5");
        shows(TIME + "Tx ==> 05 +<ENQ>");
        screen.type(LEAVE);
        shows("lines again");
        screen.type(LEAVE);
        assertThat(ended.get()).isZero();
    }

    @Test
    void aFileGoesOutAsItIs() throws Exception {
        var file = Files.writeString(folder.resolve("order.astm"), "H|\\^&\rL|1|N\r");
        var ended = begin();
        screen.type("~send " + file + "\r");
        device.expect("H|\\^&\rL|1|N\r");
        shows("sent .*order.astm, 12 bytes");
        screen.type(LEAVE);
        assertThat(ended.get()).isZero();
    }

    @Test
    void aPortThatAChannelUsesIsNotTakenFromIt() throws Exception {
        try (var kernel = new TestKernel()) {
            kernel.takes(
                    "lab",
                    TestKernel.wiring(port),
                    TestKernel.lines(),
                    dev.pons.framing.Answer.With.NONE);
            assertThat(begin().get()).isEqualTo(1);
            assertThat(screen.text())
                    .contains(port + " is used by lab; stop it first: channel:stop lab");
            new SerialList().run(screen, List.of());
            assertThat(screen.text()).containsPattern(port + " +lab");
        }
    }

    @Test
    void aDeviceThatIsUnpluggedEndsIt() throws Exception {
        var ended = begin();
        shows("9600 8N1");
        device.out();
        assertThat(ended.get()).isEqualTo(1);
        assertThat(screen.text()).contains("is not there");
    }

    @Test
    void whatIsTypedWrongIsSaid() {
        assertThatThrownBy(() -> Typed.of(List.of("COM3", "--baud", "fast")))
                .hasMessage("--baud is a number, not 'fast'");
        assertThatThrownBy(() -> Typed.of(List.of("COM3", "--parity", "some")))
                .hasMessage("--parity is one of none, odd, even, mark, space");
        assertThatThrownBy(() -> Typed.of(List.of("COM3", "--speed", "9600")))
                .hasMessage("there is no option --speed");
        assertThatThrownBy(() -> Typed.of(List.of()))
                .hasMessage("one port, please; serial:list shows them");
    }
}
