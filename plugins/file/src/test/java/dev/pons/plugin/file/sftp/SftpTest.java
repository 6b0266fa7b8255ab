package dev.pons.plugin.file.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.FileSource;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.afar.Server;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Files on a real SFTP server, whose lines are cut in the middle: none twice, none by half. */
class SftpTest {

    private static final String LARGE = "0123456789abcdef".repeat(200_000);

    private static final String GONE = "%s ended the connection before the user lab was let in";

    private static final String PINNED = SftpPeer.fingerprint();
    private static final Duration PATIENT = Duration.ofMinutes(2);

    @TempDir Path root;
    final Kernel kernel = new Kernel();
    SftpPeer peer;
    Path in;
    Path out;

    @BeforeEach
    void open() throws IOException {
        peer = new SftpPeer(root);
        in = peer.folder("in");
        out = peer.folder("out");
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    private static Server server(String fingerprint, Duration timeout) {
        return new Server(
                Optional.empty(),
                Optional.of(Secret.of(SftpPeer.PASSWORD)),
                Optional.empty(),
                Optional.empty(),
                List.of(fingerprint),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Server.Style.AUTO,
                timeout);
    }

    private Folders folders(String folder) {
        return new Folders(peer.address(folder), server(PINNED, Duration.ofSeconds(5)), kernel);
    }

    @Test
    void aFileIsMovedToDoneAfterItsMessageIsDurable() throws Exception {
        Files.writeString(in.resolve("a.hl7"), "one");
        Files.writeString(in.resolve("b.tmp"), "still written");
        kernel.whenStored = () -> assertThat(in.resolve("a.hl7")).exists();

        try (var poller = folders("/in").poller()) {
            poller.poll(kernel, kernel);
        }

        assertThat(kernel.submitted).containsExactly("one");
        assertThat(kernel.files).containsExactly("a.hl7");
        assertThat(in.resolve("done/a.hl7")).hasContent("one");
        assertThat(Folders.names(in)).containsExactly("b.tmp");
        assertThat(kernel.states).containsExactly("up");
    }

    @Test
    void aFileWhoseLineIsCutInTheMiddleIsNotTakenByHalf() throws Exception {
        Files.writeString(in.resolve("a.hl7"), LARGE);
        try (var poller = folders("/in").poller()) {
            peer.cutter().cutDownAfter(1_000_000);
            peer.cutter().thenAway();
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).hasMessage(GONE, server());
            assertThat(kernel.submitted).isEmpty();
            assertThat(kernel.spooled).isZero();
            assertThat(in.resolve("a.hl7")).exists();

            peer.cutter().back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(Folders.names(in.resolve("done"))).containsExactly("a.hl7");
        assertThat(kernel.spooled).isZero();
        assertThat(kernel.states).containsExactly(GONE.formatted(server()), "up");
    }

    @Test
    void aPollWhoseLineIsCutOnceGoesOnByANewOne() throws Exception {
        Files.writeString(in.resolve("a.hl7"), LARGE);
        try (var poller = folders("/in").poller()) {
            peer.cutter().cutDownAfter(1_000_000);
            poller.poll(kernel, kernel);
        }
        assertThat(peer.cutter().lines()).isEqualTo(2);
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(kernel.states).containsExactly("up");
    }

    @Test
    void aFileThatCouldNotBePutAsideIsNotTakenTwice() throws Exception {
        Files.writeString(in.resolve("a.hl7"), "one");
        kernel.whenStored = peer.cutter()::away;
        try (var poller = folders("/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
            assertThat(in.resolve("a.hl7")).exists();

            peer.cutter().back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(in.resolve("done/a.hl7")).hasContent("one");
        assertThat(Folders.names(in)).isEmpty();
    }

    @Test
    void aMoveWhoseAnswerIsLostIsNotDoneTwice() throws Exception {
        Files.writeString(in.resolve("a.hl7"), "one");
        peer.whenMoved(peer.cutter()::cut);
        try (var poller = folders("/in").poller()) {
            poller.poll(kernel, kernel);
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(Folders.names(in.resolve("done"))).containsExactly("a.hl7");
    }

    @Test
    void aLineThatTheServerEndedBetweenTwoPollsIsMadeAgainQuietly() throws Exception {
        try (var poller = folders("/in").poller(FileSource.Then.DELETE)) {
            poller.poll(kernel, kernel);
            peer.cutter().cut();
            Files.writeString(in.resolve("a.hl7"), "one");
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(Folders.names(in)).isEmpty();
        assertThat(kernel.states).containsOnly("up");
    }

    @Test
    void aLineIsKeptBetweenPolls() throws Exception {
        try (var poller = folders("/in").poller()) {
            for (var i = 0; i < 5; i++) {
                poller.poll(kernel, kernel);
            }
        }
        assertThat(peer.cutter().lines()).isOne();
    }

    @Test
    void aMessageBecomesAFileAndNothingElseIsLeft() throws Exception {
        try (var writer = folders("/out/new").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .as("an equal file is this message")
                    .isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(Folders.send(writer, "2", "a.hl7", "two")).isEqualTo(Delivery.Kind.REJECTED);
        }
        try (var writer = folders("/out/new").writer(Exists.NUMBER)) {
            Folders.send(writer, "2", "a.hl7", "two");
        }
        try (var writer = folders("/out/new").writer(Exists.REPLACE)) {
            Folders.send(writer, "3", "a.hl7", "three");
        }
        assertThat(out.resolve("new/a.hl7")).hasContent("three");
        assertThat(out.resolve("new/a-2.hl7")).hasContent("two");
        assertThat(Folders.names(out.resolve("new"))).containsExactly("a-2.hl7", "a.hl7");
    }

    @Test
    void aMessageWhoseLineIsCutInTheMiddleLeavesNoHalfFile() throws Exception {
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().cutUpAfter(1_000_000);
            peer.cutter().thenAway();
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", LARGE + LARGE))
                    .isInstanceOf(NotSentException.class)
                    .hasMessage(GONE, server());
            assertThat(Folders.names(out)).allMatch(name -> name.endsWith(".tmp")).hasSize(1);

            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", LARGE + LARGE))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(out.resolve("a.hl7")).hasContent(LARGE + LARGE);
        assertThat(Folders.names(out)).containsExactly("a.hl7");
    }

    @Test
    void aNameWhoseAnswerIsLostIsLookedFor() throws Exception {
        peer.whenMoved(peer.cutter()::cut);
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(Folders.names(out)).containsExactly("a.hl7");
    }

    @Test
    void aNameWhoseAnswerIsLostAndCannotBeLookedForIsUnknown() throws Exception {
        peer.whenMoved(peer.cutter()::away);
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one")).isEqualTo(Delivery.Kind.UNKNOWN);
            peer.whenMoved(() -> {});
            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(Folders.names(out)).containsExactly("a.hl7");
    }

    @Test
    void linesAreAppendedAndOneThatIsCutInTheMiddleIsThereOnce() throws Exception {
        try (var writer = folders("/out").appender()) {
            Folders.send(writer, "1", "log", "mrn;name");
            peer.cutter().cutUpAfter(200_000);
            assertThatThrownBy(() -> Folders.send(writer, "2", "log", LARGE))
                    .isInstanceOf(NotSentException.class);
            assertThat(out.resolve("log")).hasContent("mrn;name\n");

            assertThat(Folders.send(writer, "2", "log", LARGE)).isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(Files.readString(out.resolve("log"))).isEqualTo("mrn;name\n" + LARGE + "\n");
    }

    @Test
    void aLineThatACrashCutOffIsClosedFirst() throws Exception {
        Files.writeString(out.resolve("log"), "one\nhal");
        try (var writer = folders("/out").appender()) {
            Folders.send(writer, "2", "log", "two");
        }
        assertThat(Files.readString(out.resolve("log"))).isEqualTo("one\nhal\ntwo\n");
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().silent();
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", "one"))
                    .isInstanceOf(NotSentException.class);
            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(Folders.names(out)).containsExactly("a.hl7");
    }

    @Test
    void aSendThatIsStuckEndsWhenItIsToEnd() throws Exception {
        var patient = new Folders(peer.address("/out"), server(PINNED, PATIENT), kernel);
        try (var writer = patient.writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().silent();
            var attempt = Kernel.attempt("1", "a.hl7", "one");
            var sending =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return writer.send(attempt.message(), attempt).toString();
                                } catch (Exception e) {
                                    return String.valueOf(e.getMessage());
                                }
                            });
            assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            writer.abort();
            assertThat(sending.get(20, TimeUnit.SECONDS))
                    .isEqualTo("the connection to " + server() + " broke");
        }
    }

    private String server() {
        return "sftp://127.0.0.1:" + peer.cutter().port();
    }
}
