package dev.pons.plugin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.mail.MailSource.Pick;
import dev.pons.plugin.mail.MailSource.Take;
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
import java.util.Map;
import java.util.Optional;

/** Mails of an IMAP box, by TLS through a relay that can cut. */
class ImapTest {

    @TempDir Path folder;
    private final BoxServer server = new BoxServer("imap");
    private final GivenBox given = new GivenBox();
    private TestKernel kernel;
    private Relay relay;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var site = new Site(folder);
        relay = new Relay(server.imap(), site.server("127.0.0.1"));
        relay.sealed = true;
        kernel = new TestKernel(site.credentials());
        given.port = relay.port();
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        relay.close();
        server.close();
    }

    @Test
    void eachAttachmentIsAMessageWithWhatTheMailSays() throws Exception {
        server.put("a.pdf", "one");
        assertThat(given.poll(kernel).kind()).isEqualTo(Next.Kind.END);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(kernel.stored.get(0).meta())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "mail.from", "praxis@out.example",
                                "mail.subject", "Überweisung",
                                "mail.date", "2026-11-30T19:15:00Z",
                                "mail.id", "a.pdf@out.example",
                                "mail.attachment", "a.pdf",
                                "mail.type", "application/pdf"));
    }

    @Test
    void theBodyIsAMessageInTheCharsetThatItIsSaidToHave() throws Exception {
        server.put("a.pdf", "one");
        given.take = Take.BODY;
        given.poll(kernel);
        assertThat(kernel.stored.get(0).body().toBytes()).startsWith('G', 'r', 0xFC, 0xDF, 'e');
        assertThat(kernel.stored.get(0).meta("charset")).hasValue("iso-8859-1");
    }

    @Test
    void theMailItselfIsAMessageByteForByte() throws Exception {
        var mail = BoxServer.attachment("a.pdf", "one").replace("\n", "\r\n");
        server.putRaw(mail);
        given.take = Take.MAIL;
        given.poll(kernel);
        // GreenMail adds what a server adds in front
        assertThat(kernel.bodies().get(0)).endsWith(mail.substring(mail.indexOf("MIME-Version")));
    }

    @Test
    void onlyTheAttachmentsThatAreWantedAreTaken() throws Exception {
        server.put("a.pdf", "one");
        server.put("b.txt", "two");
        given.name = "*.txt";
        given.type = "application/*";
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("two");
        assertThat(kernel.refused).hasSize(1);
        assertThat(kernel.refused.get(0).words()).contains("no attachment of that name");
    }

    @ParameterizedTest
    @EnumSource(Then.class)
    void aMailIsTakenOnceWhateverBecomesOfIt(Then then) throws Exception {
        given.then = Optional.of(then);
        server.put("a.pdf", "one");
        server.put("b.pdf", "two");
        given.poll(kernel);
        given.poll(kernel);
        server.put("c.pdf", "three");
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "two", "three");
        boolean stays = then == Then.KEEP || then == Then.SEEN;
        assertThat(server.count("INBOX")).isEqualTo(stays ? 3 : 0);
        assertThat(server.unseen()).isEqualTo(then == Then.KEEP ? 3 : 0);
        assertThat(server.count("Done")).isEqualTo(then == Then.MOVE ? 3 : -1);
    }

    @Test
    void aMailThatSomebodyHasReadIsTakenByItsNumberAndNotByTheFlag() throws Exception {
        server.put("a.pdf", "one");
        server.see(0);
        given.pick = Pick.UNSEEN;
        given.poll(kernel);
        assertThat(kernel.bodies()).isEmpty();
        given.pick = Pick.NEW;
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource(value = Then.class, names = "KEEP", mode = EnumSource.Mode.EXCLUDE)
    void whatIsUnseenIsTakenOnce(Then then) throws Exception {
        given.pick = Pick.UNSEEN;
        given.then = Optional.of(then);
        server.put("a.pdf", "one");
        server.putRaw("Subject: nothing\n\ntext");
        given.poll(kernel);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(kernel.refused).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2000, 30_000})
    void aConnectionThatIsCutInsideOfAMailLosesAndDoublesNothing(int after) throws Exception {
        server.put("a.pdf", "one");
        server.put("b.pdf", "x".repeat(100_000));
        server.put("c.pdf", "three");
        relay.words = "BODY";
        relay.after = 1000 + after;
        assertThatThrownBy(() -> given.poll(kernel))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + relay.port());
        assertThat(kernel.down).contains("ended early");
        assertThat(relay.cuts).hasValue(1);
        relay.words = "";
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "x".repeat(100_000), "three");
        assertThat(kernel.down).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Relay.Cut.class,
            names = {"BEFORE", "ANSWER"})
    void aCutBehindTheDiskDoublesNothingAndWhatIsOwedIsDone(Relay.Cut cut) throws Exception {
        server.put("a.pdf", "one");
        server.put("b.pdf", "two");
        given.then = Optional.of(Then.MOVE);
        relay.words = "MOVE";
        relay.cut = cut;
        assertThatThrownBy(() -> given.poll(kernel)).isInstanceOf(IOException.class);
        assertThat(kernel.bodies()).containsExactly("one");
        relay.words = "";
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "two");
        assertThat(server.count("INBOX")).isZero();
        assertThat(server.count("Done")).isEqualTo(2);
    }

    @Test
    void whatIsOwedIsDoneToThatMailAlone() throws Exception {
        server.putRaw("Subject: refused\n\nno attachment");
        server.put("a.pdf", "one");
        given.then = Optional.of(Then.DELETE);
        relay.words = "EXPUNGE";
        relay.cut = Relay.Cut.BEFORE;
        assertThatThrownBy(() -> given.poll(kernel)).isInstanceOf(IOException.class);
        relay.words = "";
        given.poll(kernel);
        assertThat(server.count("INBOX")).isEqualTo(1);
        assertThat(kernel.refused).hasSize(1);
        assertThat(kernel.bodies()).containsExactly("one");
    }

    @Test
    void whatTheEngineDoesNotTakeStays() throws Exception {
        server.put("a.pdf", "one");
        given.then = Optional.of(Then.DELETE);
        kernel.answer = Receipt.Kind.BUSY;
        assertThat(given.poll(kernel).kind()).isEqualTo(Next.Kind.MORE);
        assertThat(server.count("INBOX")).isEqualTo(1);
        kernel.answer = Receipt.Kind.STORED;
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
    }

    @Test
    void aPollTakesNoMoreThanItMay() throws Exception {
        server.put("a.pdf", "one");
        server.put("b.pdf", "two");
        kernel.budget = 1;
        assertThat(given.poll(kernel).kind()).isEqualTo(Next.Kind.MORE);
        kernel.budget = 10;
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one", "two");
    }

    @Test
    void aMailThatCannotBeTakenKeepsNoOtherFromItsWay() throws Exception {
        given.refused = Optional.of("Refused");
        given.maxSize = 10_000;
        server.putRaw("Subject: no attachment\n\ntext");
        server.put("large.pdf", "x".repeat(20_000));
        server.putRaw(BoxServer.attachment("bad.pdf", "x").replaceAll("(?m)^eA==$", "eA"));
        server.put("bad.pdf", "bad by the format");
        server.put("a.pdf", "one");
        given.poll(kernel);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(kernel.refused)
                .extracting(problem -> problem.code())
                .containsExactly("missing", "too-long", "malformed", "value");
        assertThat(server.count("Refused")).isEqualTo(4);
        assertThat(server.count("INBOX")).isEqualTo(1);
    }

    @Test
    void aMailBombIsRefused() throws Exception {
        var deep = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n");
        }
        server.putRaw("Subject: deep\nMIME-Version: 1.0\n" + deep + "\nx");
        given.poll(kernel);
        assertThat(kernel.refused).hasSize(1);
        assertThat(kernel.refused.get(0).words()).contains("too many parts");
    }

    @Test
    void aFolderThatWasNumberedAnewIsTakenFromItsBeginning() throws Exception {
        server.put("a.pdf", "one");
        kernel.cursors.put("", (server.validity() + 1) + ":700");
        kernel.cursors.put("due", (server.validity() + 1) + ":1 TAKEN");
        given.then = Optional.of(Then.DELETE);
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
    }

    @Test
    void whatIsWrongSaysWhatToDo() throws Exception {
        given.password = "wrong";
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("user and password");
        assertThat(kernel.down).contains("check user and password").doesNotContain("wrong");
        given.password = BoxServer.PASSWORD;
        given.folder = "Nowhere";
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("no such folder");
        relay.close();
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("refused the connection");
    }

    @Test
    void aServerOfAnotherNameHearsNoPassword() throws Exception {
        given.host = "localhost";
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("localhost");
        assertThat(relay.secured).hasValue(0);
        given.host = "127.0.0.1";
        given.tls = Optional.empty();
        assertThatThrownBy(() -> given.poll(kernel)).isInstanceOf(IOException.class);
    }

    @Test
    void starttlsComesBeforeTheLogin() throws Exception {
        relay.sealed = false;
        given.encryption = Encryption.STARTTLS;
        server.put("a.pdf", "one");
        given.poll(kernel);
        assertThat(kernel.bodies()).containsExactly("one");
        assertThat(relay.secured).hasValue(1);
        assertThat(relay.connections).hasValue(1);
    }

    @Test
    void aServerWithoutStarttlsHearsNoPassword() throws Exception {
        given.encryption = Encryption.STARTTLS;
        given.port = server.imap();
        assertThatThrownBy(() -> given.poll(kernel)).hasMessageContaining("no STARTTLS");
    }
}
