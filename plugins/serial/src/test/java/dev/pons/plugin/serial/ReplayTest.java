package dev.pons.plugin.serial;

import static dev.pons.plugin.serial.TestKernel.lis1;
import static dev.pons.plugin.serial.TestKernel.send;
import static dev.pons.plugin.serial.TestKernel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.framing.Answer.With;
import dev.pons.lis1.Lis1.Role;
import dev.pons.spi.console.ConsoleCommand;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A device is recorded, and is there again when it is played. */
class ReplayTest {

    private static final String LEAVE = "\u001D";
    private static final String HEADER = "H|\\^&|||analyzer\r";
    private static final String RESULT = "R|1|^^^687|28.6\r";
    private static final String END = "L|1|N\r";
    private static final String HEAD = "2026-01-31 10:44:";

    @TempDir Path folder;
    private final TestKernel kernel = new TestKernel();
    private final Screen screen = new Screen();
    private Path file;
    private Path port;
    private Path far;
    private Process cable;

    @BeforeEach
    void connect() throws Exception {
        file = folder.resolve("lab.trace");
        port = folder.resolve("port");
        far = folder.resolve("far");
        cable = Plug.pair(port, far);
    }

    @AfterEach
    void close() {
        kernel.close();
        cable.destroy();
    }

    private static <T> CompletableFuture<T> meanwhile(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private CompletableFuture<Integer> begin(ConsoleCommand command, Object... words) {
        var all = java.util.Arrays.stream(words).map(String::valueOf).toList();
        return meanwhile(() -> command.run(screen, all));
    }

    private int play(Object... words) throws Exception {
        var all = new java.util.ArrayList<Object>(List.of(file, far));
        all.addAll(List.of(words));
        return begin(new SerialPlay(), all.toArray()).get();
    }

    /** A channel that answers so, at the port. */
    private void channel(With with) {
        kernel.takes("lab", wiring(port), TestKernel.lines(), with);
        await().until(() -> kernel.states.contains("lab: up"));
    }

    private void shows(String pattern) {
        await().untilAsserted(() -> assertThat(screen.text()).containsPattern(pattern));
    }

    /** A channel at a port of its own takes a transfer and sends an order, and is recorded. */
    private void session() throws Exception {
        var at = folder.resolve("lab");
        try (var first = new TestKernel();
                var device = new Plug(at)) {
            first.takes("lab", wiring(at), lis1(Role.HOST));
            var out = first.sends("lab/out", wiring(at), lis1(Role.HOST));
            await().until(() -> first.states.contains("lab: up"));
            var recording = begin(new SerialRecord(), at, file);
            shows("recording .* of lab(, lab/out)? to");
            LinkTest.transfer(device, HEADER, RESULT, END);
            await().until(() -> first.stored.size() == 1);
            var sent = meanwhile(() -> send(out, HEADER + END));
            LinkTest.taken(device, HEADER, END);
            assertThat(sent.get()).hasToString("DELIVERED");
            await().untilAsserted(
                            () -> assertThat(Files.readString(file)).contains("Tx ==> <EOT>"));
            screen.type(LEAVE);
            assertThat(recording.get()).isZero();
            assertThat(first.stored).containsExactly(HEADER + RESULT + END);
        }
    }

    @Test
    void aRecordedSessionGivesTheSameMessageWhenItIsPlayed() throws Exception {
        session();
        kernel.takes("lab", wiring(port), lis1(Role.HOST));
        await().until(() -> kernel.states.contains("lab: up"));
        var out = kernel.sends("lab/out", wiring(port), lis1(Role.HOST));
        var played = begin(new SerialPlay(), file, far, "--speed", "0");
        await().until(() -> kernel.stored.size() == 1);
        assertThat(kernel.stored).containsExactly(HEADER + RESULT + END);
        assertThat(send(out, HEADER + END)).hasToString("DELIVERED");
        assertThat(played.get()).as(screen.text()).isZero();
        assertThat(screen.text()).contains("all is as it was recorded");
    }

    @Test
    void aRecordingIsItsOwnersOnlyAndReadByPeople() throws Exception {
        session();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(
                        Files.readAllLines(file).stream()
                                .map(line -> line.replaceAll("^[0-9].{26}", "")))
                .startsWith(
                        "# serial:record " + folder.resolve("lab") + "; content of patients",
                        "Rx <== <ENQ>",
                        "Tx ==> <ACK>",
                        "Rx <== <STX>1H|\\^&|||analyzer<CR>");
        assertThat(screen.text()).doesNotContain("analyzer").containsPattern("\\d+ bytes received");
    }

    @Test
    void anotherAnswerIsToldWithItsLineAndNoContent() throws Exception {
        Files.writeString(
                file,
                HEAD
                        + "50.000000 Rx <== one<LF>\n# twice\n"
                        + HEAD
                        + "50.010000 Tx ==> YES two<LF>\n");
        channel(With.FORMAT);
        assertThat(play()).isEqualTo(1);
        assertThat(screen.text())
                .isEqualTo(file + ", line 3: byte 5 of 8 is another one than was recorded\n");
    }

    @Test
    void anAnswerThatNeverComesIsToldAndSoIsOneTooMany() throws Exception {
        channel(With.FORMAT);
        Files.writeString(
                file,
                HEAD + "50.000000 Rx <== one<LF>\n" + HEAD + "50.010000 Tx ==> YES one<LF>more\n");
        assertThat(play("--limit", "1")).isEqualTo(1);
        assertThat(screen.text())
                .contains(file + ", line 2: nothing came for 1 s behind byte 8 of 12");
        Files.writeString(
                file, HEAD + "50.000000 Rx <== two<LF>\n" + HEAD + "50.010000 Tx ==> YES tw\n");
        assertThat(play()).isEqualTo(1);
        assertThat(screen.text()).contains(file + ", line 2: 2 bytes more came behind it");
    }

    @Test
    void whateverComesIsRightWhereThatIsWanted() throws Exception {
        Files.writeString(
                file,
                HEAD
                        + "50.000000 Rx <== one<LF>\n"
                        + HEAD
                        + "50.010000 Tx ==> a longer answer than this one<CR>\n"
                        + HEAD
                        + "50.010000 Tx ==> in two lines<LF>\n"
                        + HEAD
                        + "50.020000 Rx <== two<LF>\n");
        channel(With.FORMAT);
        assertThat(play("--any")).as(screen.text()).isZero();
        assertThat(screen.text()).contains("played 4 lines; what came was not compared");
        await().until(() -> kernel.stored.equals(List.of("one", "two")));
    }

    @Test
    void pausesAreKeptScaledOrLeftOut() throws Exception {
        Files.writeString(
                file, HEAD + "50.000000 Rx <== one<LF>\n" + HEAD + "51.600000 Rx <== two<LF>\n");
        channel(With.NONE);
        assertThat(time()).isBetween(Duration.ofMillis(1600), Duration.ofMillis(60_000));
        var twice = time("--speed", "2");
        assertThat(twice).isGreaterThan(Duration.ofMillis(800));
        Files.writeString(
                file,
                HEAD + "50.000000 Rx <== one<LF>\n2027-01-31 00:00:00.000000 Rx <== two<LF>\n");
        assertThat(time("--speed", "0")).isLessThan(Duration.ofMinutes(1));
        await().until(() -> kernel.stored.size() == 6);
    }

    private Duration time(Object... words) throws Exception {
        long begin = System.nanoTime();
        assertThat(play(words)).as(screen.text()).isZero();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void aFreePortIsRecorded() throws Exception {
        var at = folder.resolve("scale");
        try (var device = new Plug(at)) {
            var recording = begin(new SerialRecord(), at, file);
            shows("recording .* 9600 8N1 to .*; Ctrl-\\] ends it");
            device.say("\2 12.5 kg\3");
            await().untilAsserted(
                            () ->
                                    assertThat(Files.readString(file))
                                            .contains("Rx <== <STX> 12.5 kg<ETX>\n"));
            device.out();
            assertThat(recording.get()).isEqualTo(1);
            assertThat(screen.text()).contains(at + " is not there");
        }
    }

    @Test
    void aCaptureOfTheTerminalIsPlayed() throws Exception {
        var order = Files.writeString(folder.resolve("order"), "order\n");
        var at = folder.resolve("scale");
        try (var device = new Plug(at)) {
            var ended = begin(new SerialTerminal(), at, "--hex", "--end", "lf", "--capture", file);
            shows("Ctrl-] leaves");
            screen.type("status\r");
            device.expect("status\n");
            device.say("<ready>\n");
            shows("Rx <==");
            screen.type("~send " + order + "\r");
            device.expect("order\n");
            device.say("fine\n");
            shows("fine");
            screen.type(LEAVE);
            assertThat(ended.get()).isZero();
        }
        var out = kernel.sends("lab/out", wiring(port), TestKernel.lines(), With.NONE);
        channel(With.NONE);
        var played = begin(new SerialPlay(), file, far);
        assertThat(send(out, "status")).hasToString("DELIVERED");
        await().until(() -> kernel.stored.equals(List.of("<ready>")));
        assertThat(send(out, "order")).hasToString("DELIVERED");
        assertThat(played.get()).as(screen.text()).isZero();
        await().until(() -> kernel.stored.equals(List.of("<ready>", "fine")));
    }

    @Test
    void aLineThatIsPluggedInAgainIsStillRecordedAndTheNotesSayIt() throws Exception {
        var at = folder.resolve("lab");
        try (var device = new Plug(at)) {
            kernel.takes("lab", wiring(at), TestKernel.lines(), With.BYTES);
            await().until(() -> kernel.states.contains("lab: up"));
            var recording = begin(new SerialRecord(), at, file, "--for", 3600);
            shows("for 3600 s");
            assertThat(begin(new SerialRecord(), at, folder.resolve("other")).get()).isEqualTo(1);
            assertThat(screen.text()).contains(at + " is being recorded already");
            device.out();
            await().until(() -> kernel.states.size() == 2);
            device.in();
            await().until(() -> kernel.states.size() == 3);
            device.say("one\n");
            device.expect("\6");
            await().untilAsserted(
                            () ->
                                    assertThat(Files.readString(file))
                                            .containsSubsequence(
                                                    "# the port is closed",
                                                    "# the port is open",
                                                    "Rx <== one<LF>",
                                                    "Tx ==> <ACK>"));
            screen.type(LEAVE);
            assertThat(recording.get()).isZero();
        }
    }

    /** Its lines go with it: what comes later would not be heard. */
    @Test
    void aPluginThatIsReplacedEndsTheRecordingAndSaysSo() throws Exception {
        channel(With.NONE);
        var command = new SerialRecord();
        var recording = begin(command, port, file);
        shows("recording .* of lab to");
        command.close();
        assertThat(recording.get()).isEqualTo(1);
        assertThat(screen.text()).contains("the plugin was replaced meanwhile");
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        Files.writeString(file, "kept");
        assertThat(begin(new SerialRecord(), far, file).get()).isEqualTo(1);
        assertThat(screen.text()).contains(file + " is there already; name another file");
        assertThat(file).hasContent("kept");
        assertThat(play()).isEqualTo(1);
        assertThat(screen.text()).contains(file + ", line 1: it does not begin as");
        kernel.takes("lab", wiring(far), TestKernel.lines(), With.NONE);
        await().until(() -> kernel.states.contains("lab: up"));
        assertThat(play()).isEqualTo(1);
        assertThat(screen.text())
                .contains(far + " is used by lab; stop it first: channel:stop lab, or play at");
        assertThatThrownBy(() -> new SerialPlay().run(screen, List.of("a", "b", "--speed", "x")))
                .hasMessage("--speed is a number, not 'x'");
        assertThatThrownBy(
                        () ->
                                new SerialRecord()
                                        .run(screen, List.of(far + "", "new", "--baud", "300")))
                .hasMessageEndingWith("has the settings of its channel; leave them out");
        assertThat(begin(new SerialRecord(), "tcp://terminal.example:4001", "new").get())
                .isEqualTo(1);
        assertThat(screen.text()).contains("a terminal server is recorded while one does");
    }
}
