package dev.pons.plugin.mail;

import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Tls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Options of a destination, to be changed by a test. */
final class Given {

    Peer server;
    Encryption encryption = Encryption.NONE;
    Optional<Tls> tls = Optional.empty();
    Optional<String> user = Optional.empty();
    Optional<Secret> password = Optional.empty();
    Optional<Secret> token = Optional.empty();
    String from = "pons@here.example";
    List<String> to = List.of("lab@there.example");
    List<String> cc = List.of();
    List<String> bcc = List.of();
    String subject = "subject";
    Optional<String> text = Optional.of("text");
    Optional<String> html = Optional.empty();
    List<Attach> attach = List.of();
    boolean partial;
    Duration timeout = Duration.ofSeconds(10);
    Duration idle = Duration.ofSeconds(30);
    long maxSize = 1 << 20;

    private final TestKernel kernel;

    Given(TestKernel kernel, int port) {
        this.kernel = kernel;
        this.server = Peer.of("127.0.0.1", port);
    }

    private static List<Template> templates(List<String> texts) {
        return texts.stream().map(Template::of).toList();
    }

    Destination make() {
        return new MailDestination()
                .create(
                        new MailDestination.Options(
                                server,
                                encryption,
                                tls,
                                user,
                                password,
                                token,
                                Template.of(from),
                                templates(to),
                                templates(cc),
                                templates(bcc),
                                Optional.empty(),
                                Template.of(subject),
                                text.map(Template::of),
                                html.map(Template::of),
                                attach,
                                partial,
                                "test.example",
                                timeout,
                                idle,
                                maxSize),
                        kernel);
    }

    /** Sends a message by an instance of its own. */
    Delivery send(String body) throws Exception {
        return send(make(), body, "1-1/out");
    }

    Delivery send(Destination to, String body, String key) throws Exception {
        var message = Message.of(body.getBytes(StandardCharsets.UTF_8));
        return to.send(message, kernel.attempt(key));
    }
}
