package ${package};

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends messages over TCP, one per line of text, and waits for a line as the answer to each; the
 * channel's format says what an answer means. Retry, order and pauses are the kernel's. A plugin
 * begins here: put your protocol in the place of lines.
 */
final class ${className}Sender implements Destination {

    private static final int MOST = 65_536;

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("${name}")
    @Doc("Sends messages over TCP, one per line, and waits for an answer to each")
    public record Options(
            @Doc("Where to send: host:port") Peer connect,
            @Doc("Longest time to wait for the answer; then the result is unknown") @Default("30s")
                    Duration timeout) {}

    private final Options options;
    private final Ports ports;
    private volatile Connection line; // none: null

    ${className}Sender(Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        var bytes = message.body().toBytes();
        if (new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') >= 0) {
            return Delivery.rejected("the message has a line end, and a message here is one line");
        }
        var open = fresh();
        boolean clean = false;
        try {
            open.out().write(bytes);
            open.out().write('\n');
            open.out().flush();
            open.deadline(due(attempt));
            var delivery = attempt.judge(Message.of(answer(open)));
            clean = true;
            return delivery;
        } catch (SocketTimeoutException e) {
            return Delivery.unknown("no answer came in time");
        } catch (IOException e) {
            return Delivery.unknown("the connection ended before the answer came");
        } finally {
            if (!clean) {
                close(); // a late answer must not be taken for that of the next message
            }
        }
    }

    /** The line that is kept between messages, unless the peer has left it. */
    private Connection fresh() throws NotSentException {
        if (line == null || line.stale()) {
            close();
            line = ports.dial(options.connect());
        }
        return line;
    }

    private Instant due(Attempt attempt) {
        var own = Instant.now().plus(options.timeout());
        return own.isBefore(attempt.deadline()) ? own : attempt.deadline();
    }

    private static byte[] answer(Connection open) throws IOException {
        var answer = new ByteArrayOutputStream();
        for (int next = open.in().read(); next != '\n'; next = open.in().read()) {
            if (next < 0 || answer.size() == MOST) {
                throw new EOFException("no end of the answer");
            }
            answer.write(next);
        }
        return answer.toByteArray();
    }

    /** Called on another thread: what waits on the line fails at once. */
    @Override
    public void abort() {
        var open = line;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        abort();
        line = null;
    }
}
