package dev.pons.plugin.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;

/** Writes a letter as MIME (RFC 2045 to 2049, RFC 2231, RFC 5322). */
final class Writing {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private Writing() {}

    /**
     * The mail, without those who get a hidden copy.
     *
     * @param now when it is sent
     */
    static MimeMessage of(Letter letter, Date now) throws MessagingException {
        var mail = new Identified(letter.id());
        mail.setFrom(header(letter.from()));
        mail.setRecipients(RecipientType.TO, headers(letter.to()));
        mail.setRecipients(RecipientType.CC, headers(letter.cc()));
        mail.setReplyTo(letter.replyTo().isEmpty() ? null : headers(letter.replyTo()));
        mail.setSubject(letter.subject(), UTF_8);
        mail.setSentDate(now);
        // nobody's absence note is wanted (RFC 3834, section 5)
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (letter.files().isEmpty()) {
            body(letter, mail);
        } else {
            var all = new MimeMultipart("mixed");
            if (letter.text().isPresent() || letter.html().isPresent()) {
                var body = new MimeBodyPart();
                body(letter, body);
                all.addBodyPart(body);
            }
            for (var file : letter.files()) {
                all.addBodyPart(file(file));
            }
            mail.setContent(all);
        }
        mail.saveChanges();
        return mail;
    }

    private static void body(Letter letter, Part into) throws MessagingException {
        if (letter.text().isPresent() && letter.html().isPresent()) {
            // the richer one last (RFC 2046, section 5.1.4)
            var both = new MimeMultipart("alternative");
            both.addBodyPart(text(letter.text().get(), "plain"));
            both.addBodyPart(text(letter.html().get(), "html"));
            into.setContent(both);
        } else if (letter.html().isPresent()) {
            into.setContent(letter.html().get(), "text/html; charset=utf-8");
        } else {
            into.setContent(letter.text().orElse(""), "text/plain; charset=utf-8");
        }
    }

    private static MimeBodyPart text(String text, String kind) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        return part;
    }

    private static MimeBodyPart file(Letter.File file) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(file.content()));
        part.setHeader("Content-Type", file.type());
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(file.name());
        return part;
    }

    private static InternetAddress[] headers(List<MailAddress> addresses)
            throws MessagingException {
        var all = new InternetAddress[addresses.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = header(addresses.get(i));
        }
        return all;
    }

    private static InternetAddress header(MailAddress address) throws MessagingException {
        try {
            return address.header();
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every JDK has UTF-8", e);
        }
    }

    /** Keeps its id. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
