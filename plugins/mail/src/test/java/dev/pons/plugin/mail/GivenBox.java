package dev.pons.plugin.mail;

import dev.pons.plugin.mail.MailSource.Pick;
import dev.pons.plugin.mail.MailSource.Protocol;
import dev.pons.plugin.mail.MailSource.Take;
import dev.pons.plugin.mail.MailSource.Then;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Tls;

import java.util.Optional;

/** Options of a source, to be changed by a test. */
final class GivenBox {

    Protocol protocol = Protocol.IMAP;
    int port;
    Encryption encryption = Encryption.TLS;
    Optional<Tls> tls = Optional.of(Site.TRUSTED);
    String host = "127.0.0.1";
    String password = BoxServer.PASSWORD;
    Optional<Secret> token = Optional.empty();
    String folder = "INBOX";
    Pick pick = Pick.NEW;
    Take take = Take.ATTACHMENTS;
    String name = "*";
    String type = "*/*";
    Optional<Then> then = Optional.empty();
    Optional<String> refused = Optional.empty();
    long maxSize = 1 << 20;

    Poller make(TestKernel kernel) {
        return (Poller)
                new MailSource()
                        .create(
                                new MailSource.Options(
                                        Peer.of(host, port),
                                        protocol,
                                        encryption,
                                        tls,
                                        BoxServer.USER,
                                        token.isPresent()
                                                ? Optional.empty()
                                                : Optional.of(Secret.of(password)),
                                        token,
                                        folder,
                                        pick,
                                        take,
                                        name,
                                        type,
                                        then,
                                        "Done",
                                        refused,
                                        maxSize),
                                kernel);
    }

    /** One poll by an instance of its own, as after a start. */
    Next poll(TestKernel kernel) throws Exception {
        return make(kernel).poll(kernel, kernel);
    }
}
