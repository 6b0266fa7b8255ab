package dev.pons.core.engine.alert;

import dev.pons.core.config.AlertsFile.Smtp;
import dev.pons.core.config.AlertsFile.Tls;

import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends one mail for all notices that wait. The server's certificate and name are checked. What a
 * server says is not repeated but for its code.
 */
final class SmtpTarget implements Target {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpTarget.class);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final int LINE = 76;

    private final Smtp options;
    private final NoticeText text;
    private final Clock clock;
    private final SSLContext trust;

    /** Trusts whom this context trusts. */
    SmtpTarget(Smtp options, NoticeText text, Clock clock, SSLContext trust) {
        this.options = options;
        this.text = text;
        this.clock = clock;
        this.trust = trust;
    }

    @Override
    public String way() {
        return "smtp " + options.host() + ":" + options.port();
    }

    @Override
    public void tell(List<Notice> notices) throws NotToldException {
        var client = new AuthenticatingSMTPClient(options.tls() == Tls.TLS, trust);
        client.setEndpointCheckingEnabled(true);
        client.setConnectTimeout((int) options.timeout().toMillis());
        client.setDefaultTimeout((int) options.timeout().toMillis());
        client.setCharset(StandardCharsets.UTF_8);
        try {
            client.connect(options.host(), options.port());
            client.setSoTimeout((int) options.timeout().toMillis());
            converse(client, notices);
            client.logout();
        } catch (SocketTimeoutException e) {
            throw new NotToldException(
                    "it did not answer within " + options.timeout().toSeconds() + " s", e);
        } catch (SSLException e) {
            throw new NotToldException(
                    "its certificate is not trusted, is for another name, or it speaks no TLS here",
                    e);
        } catch (IOException e) {
            throw new NotToldException(
                    "it cannot be reached, or the line broke ("
                            + e.getClass().getSimpleName()
                            + ")",
                    e);
        } catch (GeneralSecurityException e) {
            throw new NotToldException("no way to log in is known to both", e);
        } finally {
            close(client);
        }
    }

    private void converse(AuthenticatingSMTPClient client, List<Notice> notices)
            throws IOException, GeneralSecurityException, NotToldException {
        took(client, SMTPReply.isPositiveCompletion(client.getReplyCode()), "its greeting");
        var self = text.instance().replaceAll("[^A-Za-z0-9.-].*", "");
        var name = self.isEmpty() ? "localhost" : self;
        took(client, SMTPReply.isPositiveCompletion(client.ehlo(name)), "EHLO");
        if (options.tls() == Tls.STARTTLS) {
            took(client, client.execTLS(), "STARTTLS");
            took(client, SMTPReply.isPositiveCompletion(client.ehlo(name)), "EHLO");
        }
        if (options.user().isPresent() && options.password().isPresent()) {
            var password = options.password().get().reveal();
            took(
                    client,
                    client.auth(AUTH_METHOD.PLAIN, options.user().get(), new String(password)),
                    "the login");
            Arrays.fill(password, ' ');
        }
        took(client, client.setSender(options.from()), "the sender");
        for (var to : options.to()) {
            took(client, client.addRecipient(to), "a recipient");
        }
        var out = client.sendMessageData();
        took(client, out != null, "DATA");
        if (out != null) {
            out.write(mail(notices));
            out.close();
        }
        took(client, client.completePendingCommand(), "the mail");
    }

    private static void took(AuthenticatingSMTPClient client, boolean yes, String what)
            throws NotToldException {
        if (!yes) {
            throw new NotToldException("it refused " + what + " with " + client.getReplyCode());
        }
    }

    /** RFC 5322; the text in base64, so that no line is too long and none begins with a dot. */
    private String mail(List<Notice> notices) {
        var host = options.from().replaceFirst(".*@", "");
        var encoder = Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'});
        return String.join(
                "\r\n",
                "From: " + options.from(),
                "To: " + String.join(",\r\n ", options.to()),
                "Subject: " + folded(text.subject(notices)),
                "Date: " + DATE.format(clock.instant().atZone(clock.getZone())),
                "Message-ID: <" + UUID.randomUUID() + "@" + host + ">",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: base64",
                "",
                encoder.encodeToString(text.plain(notices).getBytes(StandardCharsets.UTF_8)),
                "");
    }

    /** Lines of a header end at a space and have at most 998 bytes. */
    private static String folded(String subject) {
        var shortened = subject.length() > 200 ? subject.substring(0, 197) + "..." : subject;
        return shortened.replaceAll("(.{60,70}) (?=.)", "$1\r\n ");
    }

    private static void close(AuthenticatingSMTPClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
        } catch (IOException e) {
            LOG.debug("a line to a mail server did not close: {}", e.getClass().getSimpleName());
        }
    }
}
