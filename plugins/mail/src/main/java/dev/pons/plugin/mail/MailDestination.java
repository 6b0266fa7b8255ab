package dev.pons.plugin.mail;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Tls;

import org.osgi.service.component.annotations.Component;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The destination type {@code mail}. */
@Component(service = DestinationType.class)
public final class MailDestination implements DestinationType<MailDestination.Options> {

    /** Options of the destination. */
    @Name("mail")
    @Doc("Sends each message as a mail over SMTP")
    public record Options(
            @Doc("Mail server to hand the mail to: host:port") Peer server,
            @Doc("starttls (as on port 587), tls from the first byte (465), or none")
                    @Default("starttls")
                    Encryption encryption,
            @Doc(
                            "Whom to trust; without, the server's certificate must be of an authority that Java trusts")
                    Optional<Tls> tls,
            @Doc("Name to log in with; without, nobody logs in") Optional<String> user,
            @Doc("Password to log in with") Optional<Secret> password,
            @Doc("OAuth 2.0 access token to log in with (XOAUTH2)") Optional<Secret> token,
            @Doc("Who sends it, and is told what could not be delivered") Template from,
            @Doc("Who gets it: one address an entry; an empty one falls away") @Default("[]")
                    List<Template> to,
            @Doc("Who gets a copy") @Default("[]") List<Template> cc,
            @Doc("Who gets a copy that the others do not see") @Default("[]") List<Template> bcc,
            @Doc("Whom an answer goes to, if not from") Optional<Template> replyTo,
            @Doc("Subject, one line") Template subject,
            @Doc("Body as plain text") Optional<Template> text,
            @Doc("Body as HTML; values in it are escaped") @Place("xml") Optional<Template> html,
            @Doc("Files that go with it") @Default("[]") List<Attach> attach,
            @Doc(
                            "Where the server refuses some recipients for good: whether the others get the mail; either way the message is rejected")
                    @Default("no")
                    boolean partial,
            @Doc("Name said to the server (EHLO); empty: that of this machine") @Default("")
                    String hello,
            @Doc("Longest time for a mail to be sent and taken; then the result is unknown")
                    @Default("60s")
                    Duration timeout,
            @Doc("A connection that is not used for so long is closed; 0s: after each mail")
                    @Default("30s")
                    Duration idle,
            @Doc("A larger message is rejected") @Default("25MB") @Range(min = 1024, max = 1 << 30)
                    long maxSize) {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        if (options.to().isEmpty() && options.cc().isEmpty() && options.bcc().isEmpty()) {
            throw new IllegalArgumentException("nobody gets the mail; write \"to\"");
        }
        if (options.text().isEmpty() && options.html().isEmpty() && options.attach().isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing stands in the mail; write \"text\", \"html\" or \"attach\"");
        }
        var login = new Login(options.user(), options.password(), options.token());
        var way =
                new Way(
                        Ports.of(context),
                        options.server(),
                        options.encryption(),
                        options.tls(),
                        login.check(options.encryption(), options.server().host()),
                        hello(options.hello()));
        return new MailSender(options, way, new Kept(context, options.idle()), context);
    }

    private static String hello(String name) {
        if (!name.matches("[A-Za-z0-9.:\\[\\]-]*")) {
            throw new IllegalArgumentException(
                    "\"hello\" is a host name, or an address in square brackets");
        }
        return name;
    }
}
