package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.afar.Link;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.store.BrokenException;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Secret;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** One connection to a server of S3: HTTP/1.1 (RFC 9112), one request after the other. */
final class HttpLine implements Link {

    private final Site site;
    private final Login login;
    private final Supplier<Ports> ports;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    private @Nullable Answer last;
    private boolean broken;

    /**
     * Not open yet.
     *
     * @param ports asked when it opens
     */
    HttpLine(Site site, Login login, Supplier<Ports> ports) {
        this.site = site;
        this.login = login;
        this.ports = ports;
    }

    @Override
    public void open() throws IOException {
        try {
            var lines = ports.get();
            var dialed = lines.dial(Peer.of(site.host(), site.port()));
            connection = dialed;
            if (closed) {
                dialed.close();
                throw new IOException("closed");
            }
            if (site.secure()) {
                lines.secure(dialed, login.server().tls(), site.host(), due());
            }
        } catch (NotSentException e) {
            throw new BrokenException(String.valueOf(e.getMessage())); // the kernel's words
        }
    }

    private Instant due() {
        return Instant.now().plus(patience());
    }

    private Duration patience() {
        return login.server().timeout();
    }

    @Override
    public boolean isOpen() {
        var open = connection;
        var before = last;
        return open != null
                && !broken
                && (before == null || !before.ends() && before.body().isRead())
                && open.isOpen()
                && !open.stale();
    }

    /**
     * Asks, and reads the head of what is answered; its body is to be read before more is asked.
     *
     * @param sent hears that all of the request has left: only then the server can have done it
     */
    Answer ask(Request request, Runnable sent) throws IOException {
        var open = connection;
        if (open == null) {
            throw new IOException("not open");
        }
        broken = true;
        open.deadline(due());
        try {
            write(request, open);
        } catch (IOException e) {
            last = early(request, open, e);
            return last;
        }
        sent.run();
        open.deadline(due());
        last = Answer.read(patient(open), request.method());
        broken = false;
        return last;
    }

    private void write(Request request, Connection open) throws IOException {
        var secret = login.server().password().orElseGet(() -> Secret.of(""));
        var signer = new Signer(login.user(), secret, site.region(), "s3");
        var head = request.head(signer, site.authority(), Instant.now());
        var out = open.out();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        try (var body = request.body().open()) {
            body.transferTo(out);
        }
        out.flush();
    }

    /** A server may say no before it has all of a body; it closes the line then. */
    private Answer early(Request request, Connection open, IOException e) throws IOException {
        Answer answer;
        try {
            open.deadline(due());
            answer = Answer.read(patient(open), request.method());
        } catch (IOException none) {
            throw e;
        }
        if (answer.status() < 300) {
            throw e;
        }
        return answer;
    }

    /** Each piece of a body may take its time. */
    private InputStream patient(Connection open) {
        return new FilterInputStream(open.in()) {
            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                open.deadline(due());
                return super.read(bytes, from, count);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        var open = connection;
        if (open != null) {
            open.close();
        }
    }
}
