package dev.pons.plugin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Mails to GreenMail by STARTTLS and TLS, with a login, and with the connection cut. */
class MailTlsTest {

    @TempDir Path folder;
    private final BoxServer server = new BoxServer("smtp");
    private TestKernel kernel;
    private Relay relay;
    private Given given;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var site = new Site(folder);
        relay = new Relay(server.smtp(), site.server("127.0.0.1"));
        kernel = new TestKernel(site.credentials());
        given = new Given(kernel, relay.port());
        given.encryption = Encryption.STARTTLS;
        given.tls = Optional.of(Site.TRUSTED);
        given.user = Optional.of(BoxServer.USER);
        given.password = Optional.of(Secret.of(BoxServer.PASSWORD));
        given.to = List.of("pons@there.example");
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        relay.close();
        server.close();
    }

    private void attachTheMessage() {
        given.attach =
                List.of(
                        new Attach(
                                Template.of("m"),
                                "text/plain",
                                Optional.empty(),
                                Attach.Decode.NONE));
    }

    @Test
    void starttlsComesBeforeTheLoginAndAllMailsGoThroughIt() throws Exception {
        var to = given.make();
        for (int i = 0; i < 3; i++) {
            assertThat(given.send(to, "x", "1-" + i).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        }
        to.close();
        assertThat(relay.secured).hasValue(1);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void tlsFromTheFirstByteWorksToo() throws Exception {
        relay.sealed = true;
        given.encryption = Encryption.TLS;
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(relay.secured).hasValue(1);
    }

    @Test
    void aServerOfAnotherNameOrOfAnUnknownAuthorityIsSentNothing() throws Exception {
        given.server = Peer.of("localhost", relay.port());
        assertThatThrownBy(() -> given.send("x"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("localhost");
        given.server = Peer.of("127.0.0.1", relay.port());
        given.tls = Optional.empty();
        assertThatThrownBy(() -> given.send("x")).isInstanceOf(NotSentException.class);
        given.tls = Optional.of(Site.TRUSTED);
        given.encryption = Encryption.TLS;
        relay.sealed = true;
        given.server = Peer.of("localhost", relay.port());
        assertThatThrownBy(() -> given.send("x")).isInstanceOf(NotSentException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aServerWithoutStarttlsHearsNoPassword() throws Exception {
        try (var peer = new SmtpPeer()) {
            given.server = Peer.of("127.0.0.1", peer.port());
            assertThatThrownBy(() -> given.send("x"))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("offers no STARTTLS");
            assertThat(peer.commands).noneMatch(command -> command.startsWith("AUTH"));
        }
    }

    @Test
    void aWrongLoginIsTriedAgainAndSaysWhatToLookAt() {
        given.password = Optional.of(Secret.of("wrong"));
        assertThatThrownBy(() -> given.send("x"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("check user and password")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aTokenLogsIn() throws Exception {
        given.password = Optional.empty();
        given.token = Optional.of(Secret.of(BoxServer.PASSWORD));
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        given.token = Optional.of(Secret.of("ended"));
        assertThatThrownBy(() -> given.send("x"))
                .hasMessageContaining("token, which may have ended");
    }

    @Test
    void aPasswordIsNeverSaidInTheClear() {
        given.encryption = Encryption.NONE;
        given.server = Peer.of("mail.example", 25);
        assertThatThrownBy(() -> given.make()).hasMessageContaining("can be read on its way");
    }

    /** The connection is cut inside of the mail: the server takes nothing, and it goes again. */
    @Test
    void aMailThatIsCutInTheMiddleIsNoMailAndGoesAgain() throws Exception {
        attachTheMessage();
        relay.cut = Relay.Cut.BEFORE;
        // a row of one letter in base64; more than the system takes before the cut is noticed
        var text = "a".repeat(8 << 20);
        given.maxSize = 1 << 25;
        relay.words = "YWFhYWFh";
        assertThat(given.send(text).kind()).isEqualTo(Delivery.Kind.RETRY);
        assertThat(relay.cuts).hasValue(1);
        assertThat(server.received()).isEmpty();
        relay.words = "";
        assertThat(given.send(text).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(server.received()).hasSize(1);
    }

    /** The answer to the end of the mail is cut: the server has it, and we cannot know. */
    @Test
    void anAnswerThatIsCutBehindTheEndIsUnknownAndTheIdTellsTheSecondCopy() throws Exception {
        relay.words = ".\r\n";
        relay.cut = Relay.Cut.ANSWER;
        given.text = Optional.of("no dot at any end");
        given.subject = "none";
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        relay.words = "";
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(server.received()).hasSize(2);
        var ids = new ArrayList<String>();
        for (var mail : server.received()) {
            ids.add(Mails.read(mail).getMessageID());
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    /** Whatever is set for the log, no content and no secret reaches it. */
    @Test
    void theLibrarySaysNothingToTheLog() throws Exception {
        var said = new ArrayList<String>();
        var root = Logger.getLogger("");
        var before = root.getLevel();
        var handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        said.add(record.getLoggerName() + ": " + record.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        try {
            given.send("x");
        } finally {
            root.setLevel(before);
            root.removeHandler(handler);
        }
        assertThat(said)
                .noneMatch(words -> words.contains("mail") && !words.contains("greenmail"))
                .noneMatch(words -> words.contains(BoxServer.PASSWORD));
    }
}
