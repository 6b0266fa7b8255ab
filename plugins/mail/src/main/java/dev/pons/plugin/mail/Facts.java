package dev.pons.plugin.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;

import java.io.UnsupportedEncodingException;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** What the header of a mail says; what cannot be read is left out. */
final class Facts {

    private Facts() {}

    /**
     * {@code mail.from} (the address alone), {@code mail.subject}, {@code mail.date} (ISO 8601,
     * UTC), {@code mail.id} (the Message-ID, without angle brackets).
     */
    static Map<String, String> of(MimeMessage mail) throws MessagingException {
        var facts = new TreeMap<String, String>();
        put(facts, "mail.from", from(mail));
        put(facts, "mail.subject", subject(mail));
        var date = mail.getSentDate();
        if (date != null) {
            put(facts, "mail.date", DateTimeFormatter.ISO_INSTANT.format(date.toInstant()));
        }
        var id = mail.getMessageID();
        put(facts, "mail.id", id == null ? "" : id.strip().replaceAll("^<|>$", ""));
        return facts;
    }

    private static void put(Map<String, String> facts, String name, String value) {
        var line = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (!line.isEmpty()) {
            facts.put(name, line);
        }
    }

    private static String from(MimeMessage mail) throws MessagingException {
        var said = mail.getHeader("From", ",");
        try {
            var all = said == null ? new InternetAddress[0] : InternetAddress.parse(said, false);
            return all.length == 0 || all[0].getAddress() == null ? "" : all[0].getAddress();
        } catch (AddressException e) {
            return "";
        }
    }

    private static String subject(MimeMessage mail) throws MessagingException {
        var said = mail.getHeader("Subject", " ");
        try {
            return said == null ? "" : MimeUtility.decodeText(MimeUtility.unfold(said));
        } catch (UnsupportedEncodingException e) {
            return String.valueOf(said);
        }
    }
}
