package dev.pons.plugin.mail;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import org.osgi.service.component.annotations.Component;

import java.util.Optional;

/** The source type {@code mail}. */
@Component(service = SourceType.class)
public final class MailSource implements SourceType<MailSource.Options> {

    /** Options of the source. */
    @Name("mail")
    @Doc("Takes mails from a mail box; what becomes of one happens after its messages are on disk")
    public record Options(
            @Doc("Mail server to look at: host:port") Peer server,
            @Doc("imap or pop3") @Default("imap") Protocol protocol,
            @Doc("tls from the first byte (as on ports 993 and 995), starttls (143, 110), or none")
                    @Default("tls")
                    Encryption encryption,
            @Doc(
                            "Whom to trust; without, the server's certificate must be of an authority that Java trusts")
                    Optional<Tls> tls,
            @Doc("Name to log in with") String user,
            @Doc("Password to log in with") Optional<Secret> password,
            @Doc("OAuth 2.0 access token to log in with (XOAUTH2)") Optional<Secret> token,
            @Doc("Folder to look into; IMAP only") @Default("INBOX") String folder,
            @Doc(
                            "What is taken: new, each mail once, whoever has read it; or unseen, those that nobody has read (IMAP)")
                    @Default("new")
                    Pick pick,
            @Doc("What becomes a message: the mail as it came, its body, or each attachment")
                    @Default("attachments")
                    Take take,
            @Doc("Which attachments, by name: * and ? stand for any text, {a,b} for either")
                    @Default("*")
                    String name,
            @Doc("Which attachments, by media type: application/pdf, image/*") @Default("*/*")
                    String type,
            @Doc(
                            "What becomes of a mail that was taken: keep, seen, move to the folder done (IMAP), or delete; without, seen with IMAP and delete with POP3")
                    Optional<Then> then,
            @Doc("Folder for mails that were taken, with then: move") @Default("Done") String done,
            @Doc(
                            "Folder for mails that were refused (IMAP); without, they stay, and are not taken again")
                    Optional<String> refused,
            @Doc("A larger mail is refused, without content")
                    @Default("32MB")
                    @Range(min = 1024, max = 1 << 28)
                    long maxSize) {

        /** What becomes of a mail that was taken, in any case. */
        Then after() {
            return then.orElse(protocol == Protocol.IMAP ? Then.SEEN : Then.DELETE);
        }
    }

    /** How the box is looked at. */
    enum Protocol {
        /** RFC 9051, RFC 3501. */
        IMAP,
        /** RFC 1939. */
        POP3
    }

    /** Which mails are taken. */
    enum Pick {
        /** Each once. */
        NEW,
        /** Those without the flag that they were read. */
        UNSEEN
    }

    /** What becomes a message. */
    enum Take {
        /** All bytes of the mail (RFC 5322). */
        MAIL,
        /** The text. */
        BODY,
        /** Each file. */
        ATTACHMENTS
    }

    /** What becomes of a mail that was taken. */
    enum Then {
        /** It stays as it is. */
        KEEP,
        /** It stays and counts as read. */
        SEEN,
        /** It goes to another folder. */
        MOVE,
        /** It is deleted. */
        DELETE
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        check(options);
        var login = new Login(Optional.of(options.user()), options.password(), options.token());
        var way =
                new Way(
                        Ports.of(context),
                        options.server(),
                        options.encryption(),
                        options.tls(),
                        login.check(options.encryption(), options.server().host()),
                        "");
        return new MailPoller(options, way, Parts.of(options), context);
    }

    private static void check(Options options) {
        if (options.protocol() == Protocol.POP3) {
            if (options.after() == Then.MOVE || options.after() == Then.SEEN) {
                throw new IllegalArgumentException(
                        "POP3 has neither folders nor flags; write then: delete or keep, or"
                                + " protocol: imap");
            }
            if (options.pick() == Pick.UNSEEN || options.refused().isPresent()) {
                throw new IllegalArgumentException(
                        "\"pick: unseen\" and \"refused\" need protocol: imap");
            }
        }
        if (options.pick() == Pick.UNSEEN && options.after() == Then.KEEP) {
            throw new IllegalArgumentException(
                    "with pick: unseen a mail that stays as it is would be taken again and again;"
                            + " write then: seen, move or delete");
        }
        boolean into =
                options.after() == Then.MOVE && options.done().equals(options.folder())
                        || options.refused().filter(options.folder()::equals).isPresent();
        if (into) {
            throw new IllegalArgumentException(
                    "\"done\" and \"refused\" must not be the folder itself");
        }
    }
}
