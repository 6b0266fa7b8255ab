package dev.pons.plugin.mail;

import dev.pons.spi.NotSentException;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * One connection to an SMTP server (RFC 5321), for any number of mails. Greeting, STARTTLS and
 * login are the library's; what belongs to a mail is asked here step by step, so that each answer
 * is known. One thread, inside of a {@link Library}; closing its {@link Line} from any other ends
 * it.
 */
final class Conversation extends SMTPTransport {

    /** How far a mail has come. */
    enum Stage {
        /** MAIL is said. */
        SENDER,
        /** RCPT is said. */
        RECIPIENTS,
        /** DATA is said, and the mail is under way; without its end the server takes nothing. */
        DATA,
        /** The end of the mail was said: the server may have taken it. */
        END
    }

    /**
     * What the server said to a mail.
     *
     * @param stage at which it was said
     * @param code three digits; -1: it left
     * @param text the server's own, which is content
     * @param refused recipients that were not taken
     * @param recipients all
     */
    record Said(Stage stage, int code, String text, int refused, int recipients) {

        boolean positive() {
            return code >= 200 && code < 300;
        }

        private Said with(int more) {
            return new Said(stage, code, text, more, recipients);
        }
    }

    private static final String[] HIDDEN = {"Bcc"};
    private static final int LEAVES = 421;

    private final Line line;
    private final Way way;
    private Stage stage = Stage.SENDER;
    private int toData;

    Conversation(Way way, Line line, Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.way = way;
        this.line = line;
    }

    /** Connects, goes on in TLS and logs in, as the way says. */
    void open() throws NotSentException {
        try {
            connect(
                    way.server().host(),
                    way.server().port(),
                    way.login().user().orElse(null),
                    way.login().secret());
        } catch (MessagingException e) {
            line.close();
            throw line.why(e, words());
        }
    }

    private String words() {
        int code = getLastReturnCode();
        if (way.encryption() == Encryption.STARTTLS && code == 250) {
            return "it offers no STARTTLS; write encryption: tls if it speaks TLS from the first"
                    + " byte (port 465)";
        }
        return code > 0
                ? "it answered " + code + " before a mail could be sent"
                : "it spoke no SMTP, or the connection broke before a mail could be sent";
    }

    Line line() {
        return line;
    }

    Stage stage() {
        return stage;
    }

    /**
     * Sends one mail. An exception: the connection broke, at the {@link #stage()}.
     *
     * @param partial those whom the server takes get it, where it refuses others for good
     */
    synchronized Said send(
            String from, List<String> recipients, MimeMessage mail, boolean partial, Instant due)
            throws MessagingException, IOException {
        stage = Stage.SENDER;
        line.until(due);
        int code = simpleCommand("MAIL FROM:<" + from + ">");
        if (code != 250) {
            return broken(code) ? said(code, 0, recipients) : reset(said(code, 0, recipients));
        }
        stage = Stage.RECIPIENTS;
        var worst = recipients(recipients, partial);
        boolean goesOn = partial && worst.code() >= 500 && worst.refused() < recipients.size();
        if (worst.refused() > 0 && !goesOn) {
            return broken(worst.code()) ? worst : reset(worst);
        }
        stage = Stage.DATA;
        toData = 0;
        OutputStream out;
        try {
            out = data();
        } catch (SMTPSendFailedException e) {
            return said(e.getReturnCode(), worst.refused(), recipients);
        } catch (MessagingException e) {
            line.close();
            return said(toData, worst.refused(), recipients);
        }
        mail.writeTo(out, HIDDEN);
        if (out instanceof SMTPOutputStream lines) {
            lines.ensureAtBOL();
        }
        out.flush();
        stage = Stage.END;
        return said(simpleCommand("."), worst.refused(), recipients);
    }

    /**
     * The answer that decides, of those to all recipients: a refusal for now before one for good.
     */
    private Said recipients(List<String> recipients, boolean partial) throws MessagingException {
        var worst = said(250, 0, recipients);
        int refused = 0;
        for (var to : recipients) {
            int code = simpleCommand("RCPT TO:<" + to + ">");
            boolean taken = code >= 250 && code <= 252;
            if (!taken) {
                refused++;
                boolean decides =
                        worst.positive() || (partial ? code < worst.code() : code > worst.code());
                worst = decides ? said(code, refused, recipients) : worst.with(refused);
            }
            if (broken(code)) {
                return said(code, refused, recipients);
            }
        }
        return worst;
    }

    private static boolean broken(int code) {
        return code == LEAVES || code < 200;
    }

    private Said said(int code, int refused, List<String> recipients) {
        return new Said(stage, code, getLastServerResponse(), refused, recipients.size());
    }

    /** The next mail begins anew. */
    private Said reset(Said said) {
        try {
            issueCommand("RSET", -1);
        } catch (MessagingException gone) {
            line.close(); // what was said before counts
        }
        return said;
    }

    /** Keeps the answer to DATA, behind which the library says RSET by itself. */
    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (stage == Stage.DATA && toData == 0) {
            toData = code;
        }
        return code;
    }
}
