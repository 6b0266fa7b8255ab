package dev.pons.plugin.file.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.file.FileDestination.Exists;
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

/** Files on a real FTP server, whose lines are cut in the middle: none twice, none by half. */
class FtpTest {

    private static final String LARGE = "0123456789abcdef".repeat(200_000);

    @TempDir Path root;
    final CutPorts ports = new CutPorts();
    final Kernel kernel = new Kernel(ports);
    FtpPeer peer;
    Path in;
    Path out;

    @BeforeEach
    void open() throws IOException {
        peer = new FtpPeer(root);
        in = peer.folder("in");
        out = peer.folder("out");
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
    }

    static Server server(String password) {
        return new Server(
                Optional.empty(),
                Optional.of(Secret.of(password)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Server.Style.AUTO,
                Duration.ofSeconds(5));
    }

    private Folders folders(String folder) {
        return new Folders(peer.address(folder), server(FtpPeer.PASSWORD), kernel);
    }

    @Test
    void aFileIsMovedToDoneAfterItsMessageIsDurable() throws Exception {
        Files.writeString(in.resolve("a b.hl7"), "one");
        kernel.whenStored = () -> assertThat(in.resolve("a b.hl7")).exists();
        try (var poller = folders("/in").poller()) {
            poller.poll(kernel, kernel);
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(in.resolve("done/a b.hl7")).hasContent("one");
        assertThat(Folders.names(in)).isEmpty();
    }

    @Test
    void aFileWhoseLineIsCutInTheMiddleIsNotTakenByHalf() throws Exception {
        Files.writeString(in.resolve("a.hl7"), LARGE);
        try (var poller = folders("/in").poller()) {
            ports.awayAfter(1_000_000);
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).hasMessage("nobody is there");
            assertThat(kernel.submitted).isEmpty();
            assertThat(kernel.spooled).isZero();

            ports.back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(Folders.names(in.resolve("done"))).containsExactly("a.hl7");
        assertThat(kernel.states).containsExactly("nobody is there", "up");
    }

    @Test
    void aFileThatCouldNotBePutAsideIsNotTakenTwice() throws Exception {
        Files.writeString(in.resolve("a.hl7"), "one");
        kernel.whenStored = () -> ports.awayAfter(0);
        try (var poller = folders("/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
            assertThat(in.resolve("a.hl7")).exists();
            ports.back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(in.resolve("done/a.hl7")).hasContent("one");
    }

    @Test
    void aMessageBecomesAFileAndNothingElseIsLeft() throws Exception {
        try (var writer = folders("/out/new").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(Folders.send(writer, "2", "a.hl7", "two")).isEqualTo(Delivery.Kind.REJECTED);
        }
        try (var writer = folders("/out/new").writer(Exists.REPLACE)) {
            Folders.send(writer, "3", "a.hl7", "three");
        }
        assertThat(out.resolve("new/a.hl7")).hasContent("three");
        assertThat(Folders.names(out.resolve("new"))).containsExactly("a.hl7");
    }

    @Test
    void aMessageWhoseLineIsCutInTheMiddleLeavesNoHalfFile() throws Exception {
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            ports.awayAfter(1_000_000);
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", LARGE))
                    .isInstanceOf(NotSentException.class);
            assertThat(Folders.names(out)).allMatch(name -> name.endsWith(".tmp"));

            ports.back();
            assertThat(Folders.send(writer, "1", "a.hl7", LARGE))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(out.resolve("a.hl7")).hasContent(LARGE);
        assertThat(Folders.names(out)).containsExactly("a.hl7");
    }

    @Test
    void aNameWhoseAnswerIsLostIsLookedForOrUnknown() throws Exception {
        peer.whenRenamed(peer.cutter()::cut);
        try (var writer = folders("/out").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
            peer.whenRenamed(peer.cutter()::away);
            assertThat(Folders.send(writer, "2", "b.hl7", "two")).isEqualTo(Delivery.Kind.UNKNOWN);
        }
        assertThat(Folders.names(out)).containsExactly("a.hl7", "b.hl7");
    }

    @Test
    void linesAreAppendedAndWhatIsThereByHalfIsUnknown() throws Exception {
        try (var writer = folders("/out").appender()) {
            Folders.send(writer, "1", "log", "mrn;name");
            Folders.send(writer, "2", "log", "4711;Brugger");
            assertThat(out.resolve("log")).hasContent("mrn;name\n4711;Brugger\n");

            ports.awayAfter(1_000_000);
            assertThat(Folders.send(writer, "3", "log", LARGE)).isEqualTo(Delivery.Kind.UNKNOWN);
        }
    }

    @Test
    void anOldServerIsLookedAtByItsListings() throws Exception {
        peer.isOld();
        Files.writeString(in.resolve("a.hl7"), "one");
        try (var poller = folders("/in").poller();
                var writer = folders("/out/new").writer(Exists.FAIL)) {
            poller.poll(kernel, kernel);
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(Folders.send(writer, "2", "a.hl7", "two")).isEqualTo(Delivery.Kind.REJECTED);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(in.resolve("done/a.hl7")).hasContent("one");
        assertThat(Folders.names(out.resolve("new"))).containsExactly("a.hl7");
    }

    @Test
    void aWrongPasswordSaysWhatToCheck() {
        assertThatThrownBy(
                        () -> {
                            try (var writer =
                                    new Folders(peer.address("/out"), server("wrong"), kernel)
                                            .writer(Exists.FAIL)) {
                                writer.connect();
                            }
                        })
                .isInstanceOf(NotSentException.class)
                .hasMessage(
                        "ftp://127.0.0.1:%d does not let the user lab in (530): check user and"
                                + " password",
                        peer.cutter().port());
    }
}
