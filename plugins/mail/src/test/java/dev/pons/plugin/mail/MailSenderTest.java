package dev.pons.plugin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pons.core.net.tls.Credentials;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Template;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.Multipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a mail is made of, and what each answer to it means. */
class MailSenderTest {

    private final TestKernel kernel = new TestKernel(Credentials.none());
    private SmtpPeer peer;
    private Given given;

    @BeforeEach
    void open() throws IOException {
        peer = new SmtpPeer();
        given = new Given(kernel, peer.port());
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        peer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,450,RETRY,0",
        "MAIL,550,REJECTED,0",
        "MAIL,530,RETRY,0",
        "RCPT,451,RETRY,0",
        "RCPT,550,REJECTED,0",
        "RCPT,421,RETRY,0",
        "DATA,452,RETRY,0",
        "DATA,554,REJECTED,0",
        ".,250,DELIVERED,1",
        ".,451,RETRY,1",
        ".,421,RETRY,1",
        ".,552,REJECTED,1",
    })
    void aReplyOf4xxIsTriedAgainAndOneOf5xxIsNot(
            String ask, String code, Delivery.Kind kind, int mails) throws Exception {
        peer.answers.put(ask, code + " words of the peer");
        var delivery = given.send("x");
        assertThat(delivery.kind()).isEqualTo(kind);
        assertThat(peer.mails).hasSize(mails);
        assertThat(delivery.why()).doesNotContain("words of the peer");
        assertThat(delivery.response().orElseThrow().meta("smtp.code")).hasValue(code);
        assertThat(TestKernel.text(delivery.response().orElseThrow()))
                .isEqualTo(code + " words of the peer");
    }

    @ParameterizedTest
    @CsvSource({"MAIL,RETRY", "RCPT,RETRY", "DATA,RETRY", ".,UNKNOWN"})
    void anAnswerThatIsLostIsUnknownOnlyBehindTheEndOfTheMail(String ask, Delivery.Kind kind)
            throws Exception {
        peer.answers.put(ask, "hang up");
        assertThat(given.send("x").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
    void aServerThatRefusesAndLeavesHasRefused(String ask) throws Exception {
        peer.answers.put(ask, "550 no");
        peer.answers.put("RSET", "hang up");
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.REJECTED);
    }

    @Test
    void noAnswerInTimeIsUnknown() throws Exception {
        peer.answers(dev.pons.tck.ReceivingPeer.Manner.SILENT);
        given.timeout = Duration.ofMillis(500);
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 not you", "421 not now", "hang up", "hello"})
    void aServerThatTakesNobodyWasSentNothing(String greeting) {
        peer.answers.put("", greeting);
        assertThatThrownBy(() -> given.send("x"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("127.0.0.1:" + peer.port())
                .hasMessageNotContaining("not you");
    }

    @Test
    void nobodyThereWasSentNothing() throws IOException {
        peer.close();
        assertThatThrownBy(() -> given.send("x"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("refused the connection");
        peer.open();
    }

    @Test
    void oneRefusedRecipientKeepsTheMailFromAll() throws Exception {
        given.to = List.of("a@there.example", "b@there.example", "c@there.example");
        peer.answers.put("RCPT TO:<b", "550 no b@there.example here");
        var delivery = given.send("x");
        assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(delivery.why())
                .isEqualTo(
                        "the server refuses 1 of 3 recipients with 550; nobody was sent the mail");
        assertThat(peer.mails).isEmpty();
    }

    @Test
    void withPartialTheOthersGetItAndTheMessageIsRejectedAllTheSame() throws Exception {
        given.to = List.of("a@there.example", "b@there.example", "c@there.example");
        given.partial = true;
        peer.answers.put("RCPT TO:<b", "550 no b@there.example here");
        var delivery = given.send("x");
        assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(delivery.why()).contains("went to 2 of 3").doesNotContain("b@there");
        assertThat(peer.mails).hasSize(1);
    }

    @Test
    void withPartialARefusalForNowIsTriedAgainForAll() throws Exception {
        given.to = List.of("a@there.example", "b@there.example", "c@there.example");
        given.partial = true;
        peer.answers.put("RCPT TO:<a", "550 no");
        peer.answers.put("RCPT TO:<b", "451 later");
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.RETRY);
        assertThat(peer.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: evil@x.example",
                "a@b.example, evil@x.example",
                "evil@x.example> <a@b.example",
                "<evil@x.example> <a@b.example>",
                "A, evil@x.example <a@b.example>\n",
                "a@b.example evil@x.example",
                "nobody",
                "a..b@c.example",
                "@b.example",
                "a@",
                "a@b_c.example",
                "a@-b.example",
                "\"a b\"@c.example",
                "a\u0000@b.example",
                "müller@b.example"
            })
    void whatIsNoOneAddressIsRejectedBeforeAnythingIsSaid(String address) throws Exception {
        given.to = List.of(address);
        var delivery = given.send("x");
        assertThat(delivery.kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(delivery.why()).contains("\"to\"").doesNotContain("evil").doesNotContain("ller");
        assertThat(peer.commands).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: evil@x.example", "a\nb", "a\rb", "a\u0000b"})
    void aSubjectWithALineBreakIsRejected(String subject) throws Exception {
        given.subject = subject;
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(peer.commands).isEmpty();
    }

    @Test
    void namesAndSubjectsOfAnyLanguageArrive() throws Exception {
        given.from = "Schwester Käthe, Station 3 <kaethe@spital.example>";
        given.to = List.of("\"Ärztin; \\ Dienst\" <a@müller.example>", "");
        given.subject = "Kritischer Wert: Kalium 6,9 für Zoë " + "日本語 ".repeat(60) + "Ende";
        assertThat(given.send("x").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        var raw = peer.mails.get(0);
        assertThat(raw.chars()).allMatch(c -> c < 127);
        assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
        var mail = Mails.read(raw);
        assertThat(mail.getSubject()).isEqualTo(given.subject);
        var from = (jakarta.mail.internet.InternetAddress) mail.getFrom()[0];
        assertThat(from.getPersonal()).isEqualTo("Schwester Käthe, Station 3");
        var to = (jakarta.mail.internet.InternetAddress) mail.getAllRecipients()[0];
        assertThat(to.getPersonal()).isEqualTo("Ärztin; \\ Dienst");
        assertThat(to.getAddress()).isEqualTo("a@xn--mller-kva.example");
        assertThat(peer.commands).contains("RCPT TO:<a@xn--mller-kva.example>");
    }

    @Test
    void aHiddenCopyIsHidden() throws Exception {
        given.cc = List.of("c@there.example");
        given.bcc = List.of("hidden@there.example");
        given.send("x");
        assertThat(peer.commands).contains("RCPT TO:<hidden@there.example>");
        assertThat(peer.mails.get(0)).contains("c@there.example").doesNotContain("hidden");
    }

    @Test
    void withoutARecipientItIsRejected() throws Exception {
        given.to = List.of("", " ");
        assertThat(given.send("x").why()).contains("nobody would get the mail");
    }

    @Test
    void anotherAttemptHasTheSameMessageIdAndAnotherMessageAnother() throws Exception {
        var to = given.make();
        given.send(to, "x", "1-1/out");
        given.send(to, "x", "1-1/out");
        given.send(to, "x", "1-2/out");
        given.send(to, "y", "1-1/out");
        var ids =
                peer.mails.stream()
                        .map(
                                mail ->
                                        mail.lines()
                                                .filter(line -> line.startsWith("Message-ID"))
                                                .findFirst()
                                                .orElseThrow())
                        .toList();
        assertThat(ids.get(0))
                .isEqualTo(ids.get(1))
                .matches("Message-ID: <pons\\.[0-9a-f]{32}@here\\.example>");
        assertThat(List.of(ids.get(0), ids.get(2), ids.get(3))).doesNotHaveDuplicates();
        to.close();
    }

    @Test
    void textAndHtmlStandBesideEachOther() throws Exception {
        given.text = Optional.of("Grüße\n.\n..\nEnde " + "x".repeat(2000));
        given.html = Optional.of("<p>Grüße</p>");
        given.send("x");
        var mail = Mails.read(peer.mails.get(0));
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (Multipart) mail.getContent();
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo(given.text.get());
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Grüße</p>");
        assertThat(peer.mails.get(0).lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void filesGoWithTheMail() throws Exception {
        given.attach =
                List.of(
                        new Attach(
                                Template.of("Befund Müller.hl7"),
                                "text/plain; charset=utf-8",
                                Optional.empty(),
                                Attach.Decode.NONE),
                        new Attach(
                                Template.of("a.pdf"),
                                "application/pdf",
                                Optional.of(Template.of("JVBERi0x\nLjQ=")),
                                Attach.Decode.BASE64));
        var body = "MSH|^~\\&|\r.\r\n..\n" + "ü".repeat(200_000);
        assertThat(given.send(body).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        var parts = (Multipart) Mails.read(peer.mails.get(0)).getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("text");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("Befund Müller.hl7");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/plain; charset=utf-8");
        assertThat(
                        new String(
                                parts.getBodyPart(1).getInputStream().readAllBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo(body);
        assertThat(parts.getBodyPart(2).getContentType()).startsWith("application/pdf");
        assertThat(parts.getBodyPart(2).getInputStream().readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("%PDF-1.4");
    }

    @Test
    void whatIsNoBase64OrTooLargeIsRejected() throws Exception {
        given.attach =
                List.of(
                        new Attach(
                                Template.of("a.pdf"),
                                "application/pdf",
                                Optional.of(Template.of("*")),
                                Attach.Decode.BASE64));
        assertThat(given.send("x").why()).contains("not base64");
        given.attach = List.of();
        assertThat(given.send("x".repeat((1 << 20) + 1)).why()).contains("max-size is 1048576");
        assertThat(peer.commands).isEmpty();
    }

    @Test
    void oneConnectionServesUntilNobodyNeedsIt() throws Exception {
        given.idle = Duration.ofMillis(300);
        var to = given.make();
        for (int i = 0; i < 3; i++) {
            assertThat(given.send(to, "x" + i, "1-" + i).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(peer.commands).filteredOn(c -> c.startsWith("EHLO")).hasSize(1);
        await().until(() -> peer.connected() == 0);
        assertThat(peer.commands).last().isEqualTo("QUIT");
        assertThat(given.send(to, "y", "1-4").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        to.close();
        await().until(() -> peer.connected() == 0);
    }

    @Test
    void aServerThatWantsToSeeUsAgainIsConnectedToAnew() throws Exception {
        var to = given.make();
        given.send(to, "x", "1-1");
        peer.answers.put("MAIL", "421 enough mails on this connection");
        assertThat(given.send(to, "x", "1-2").kind()).isEqualTo(Delivery.Kind.RETRY);
        assertThat(peer.commands).filteredOn(c -> c.startsWith("EHLO")).hasSize(2);
        to.close();
    }

    @Test
    void aRefusedMailDoesNotHurtTheNext() throws Exception {
        var to = given.make();
        peer.answers.put("RCPT", "550 no");
        given.send(to, "x", "1-1");
        peer.answers.clear();
        assertThat(given.send(to, "x", "1-2").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(peer.commands).contains("RSET");
        assertThat(Mails.read(peer.mails.get(0)).getRecipients(RecipientType.TO)).hasSize(1);
        to.close();
    }
}
