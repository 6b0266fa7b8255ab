package dev.pons.plugin.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads mails that came. */
final class Mails {

    private Mails() {}

    static MimeMessage read(String mail) {
        try {
            return new MimeMessage(
                    (Session) null,
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of its last part. */
    static byte[] attached(String mail) {
        try {
            var parts = (Multipart) read(mail).getContent();
            var last = parts.getBodyPart(parts.getCount() - 1);
            return last.getInputStream().readAllBytes();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
