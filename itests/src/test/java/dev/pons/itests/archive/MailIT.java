package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Mails in and out of a running engine: the library works inside of its bundle. */
class MailIT {

    private static final String MAIL =
            """
            From: praxis@out.example
            To: box@here.example
            Subject: =?utf-8?q?=C3=9Cberweisung?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            see file
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="a.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjQ=
            --b--
            """;

    private static String channel(int imap, int smtp) {
        return """
        source:
          mail: { server: "127.0.0.1:%d", encryption: none, user: box, password: "${secret:box}", then: delete }
          format: binary
          schedule: 1s
        destinations:
          on:
            mail:
              server: "127.0.0.1:%d"
              encryption: none
              from: pons@here.example
              to: next@there.example
              subject: "{meta.mail.subject}"
              text: "von {meta.mail.from}"
              html: "<p>{meta.mail.attachment}</p>"
              attach: { name: "{meta.mail.attachment}", type: application/pdf }
        """
                .formatted(imap, smtp);
    }

    @Test
    void anAttachmentIsTakenFromABoxAndGoesOnByMail() throws Exception {
        GreenMail server =
                new GreenMail(
                        new ServerSetup[] {
                            new ServerSetup(0, "127.0.0.1", "imap"),
                            new ServerSetup(0, "127.0.0.1", "smtp")
                        });
        server.start();
        try (Instance instance = Instance.fresh()) {
            var box = server.setUser("box@here.example", "box", "geheim-4711");
            box.deliver(
                    new MimeMessage(
                            (Session) null,
                            new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.US_ASCII))));
            instance.file("etc/secrets/box", "geheim-4711");
            instance.channel(
                    "mails", channel(server.getImap().getPort(), server.getSmtp().getPort()));
            instance.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.getReceivedMessagesForDomain("there.example").length == 1);
            var mail = server.getReceivedMessagesForDomain("there.example")[0];
            assertThat(mail.getSubject()).isEqualTo("Überweisung");
            var parts = (Multipart) mail.getContent();
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("a.pdf");
            assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("%PDF-1.4");
            var inbox = server.getManagers().getImapHostManager().getInbox(box);
            await().until(() -> inbox.getMessageCount() == 0);
            assertThat(instance.log())
                    .doesNotContain("ERROR")
                    .doesNotContain("Exception")
                    .doesNotContain("geheim-4711");
        } finally {
            server.stop();
        }
    }
}
