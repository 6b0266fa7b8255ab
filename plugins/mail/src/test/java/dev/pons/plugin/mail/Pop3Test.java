package dev.pons.plugin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.mail.MailSource.Pick;
import dev.pons.plugin.mail.MailSource.Protocol;
import dev.pons.plugin.mail.MailSource.Then;
import dev.pons.spi.Next;
import dev.pons.spi.Receipt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Mails of a POP3 maildrop, by TLS through a relay that can cut. */
class Pop3Test {

    @TempDir Path folder;
    private final BoxServer server = new BoxServer("pop3");
    private final GivenBox given = new GivenBox();
    private TestKernel kernel;
    private Relay relay;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var site = new Site(folder);
        relay = new Relay(server.pop3(), site.server("127.0.0.1"));
        relay.sealed = true;
        kernel = new TestKernel(site.credentials());
        given.protocol = Protocol.POP3;
        given.port = relay.port();
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        relay.close();
        server.close();
    }

    @Test
    void aMailIsDeletedWhenItsMessagesAreOnDisk() throws Exception {
        server.put("a.pdf", "one");
        server.put("b.pdf", "two");
        assertThat(given.poll(kernel).kind()).isEqualTo(Next.Kind.END);
        assertThat(kernel.bodies()).containsExactly("one", "two");
        assertThat(server.count("INBOX")).isZero();
    }

    @Test
    void aMailThatIsKeptIsTakenOnce() throws Exception {
        given.then = Optional.of(Then.KEEP);
        server.put("a.pdf", "one");
        given.poll(kernel);
        server.put("b.pdf", "two");
        given.poll(kernel);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "two");
        assertThat(server.count("INBOX")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2000, 30_000})
    void aConnectionThatIsCutInsideOfAMailLosesAndDoublesNothing(int after) throws Exception {
        server.put("a.pdf", "one");
        server.put("b.pdf", "x".repeat(100_000));
        server.put("c.pdf", "three");
        relay.words = "RETR 2";
        relay.after = 1000 + after;
        assertThatThrownBy(() -> given.poll(kernel)).isInstanceOf(IOException.class);
        assertThat(relay.cuts).hasValue(1);
        assertThat(server.count("INBOX")).isEqualTo(3);
        relay.words = "";
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "x".repeat(100_000), "three");
        assertThat(server.count("INBOX")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Relay.Cut.class,
            names = {"BEFORE", "ANSWER"})
    void aCutBeforeTheDeletionDoublesNothingAndItIsDoneLater(Relay.Cut cut) throws Exception {
        server.put("a.pdf", "one");
        relay.words = "QUIT";
        relay.cut = cut;
        given.poll(kernel);
        assertThat(relay.cuts).hasValue(1);
        assertThat(kernel.bodies()).containsExactly("one");
        relay.words = "";
        given.poll(kernel);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(server.count("INBOX")).isZero();
    }

    @Test
    void aRefusedMailStaysAndIsNotRefusedAgain() throws Exception {
        server.putRaw("Subject: no attachment\n\ntext");
        server.put("bad.pdf", "bad by the format");
        server.put("a.pdf", "one");
        given.poll(kernel);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(kernel.refused).hasSize(2);
        assertThat(server.count("INBOX")).isEqualTo(2);
    }

    @Test
    void whatTheEngineDoesNotTakeStays() throws Exception {
        server.put("a.pdf", "one");
        kernel.answer = Receipt.Kind.BUSY;
        assertThat(given.poll(kernel).kind()).isEqualTo(Next.Kind.MORE);
        assertThat(server.count("INBOX")).isEqualTo(1);
        kernel.answer = Receipt.Kind.STORED;
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
    }

    @Test
    void starttlsComesBeforeTheLogin() throws Exception {
        relay.sealed = false;
        given.encryption = Encryption.STARTTLS;
        server.put("a.pdf", "one");
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(relay.secured).hasValue(1);
        given.port = server.pop3();
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("no STARTTLS");
    }

    @Test
    void aWrongPasswordSaysSo() {
        given.password = "wrong";
        assertThatThrownBy(() -> given.poll(kernel))
                .hasMessageContaining("user and password")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void whatPop3CannotDoIsRefusedBeforeTheStart() {
        given.then = Optional.of(Then.MOVE);
        assertThatThrownBy(() -> given.make(kernel)).hasMessageContaining("neither folders nor");
        given.then = Optional.empty();
        given.pick = Pick.UNSEEN;
        assertThatThrownBy(() -> given.make(kernel)).hasMessageContaining("need protocol: imap");
    }
}
