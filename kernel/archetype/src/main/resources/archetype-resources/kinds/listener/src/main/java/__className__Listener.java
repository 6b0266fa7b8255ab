package ${package};

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes messages from TCP peers, one per line of text, and answers each with a line: the answer of
 * the channel's format where it has one, else OK, NO or BUSY. A plugin begins here: put your
 * protocol in the place of lines.
 */
final class ${className}Listener implements Listener {

    private static final int END = '\n';

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("${name}")
    @Doc("Takes messages over TCP, one per line")
    public record Options(
            @Doc("Where to listen: a port, or host:port") Listen listen,
            @Doc("Longest message taken, in bytes") @Default("1MB") @Range(min = 1, max = 16777216)
                    int maxLine) {}

    private final Options options;
    private final Ports ports;

    ${className}Listener(Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
    }

    /** The kernel owns the port and the threads: it calls back for each connection. */
    @Override
    public void start(Intake intake) throws Exception {
        ports.listen(options.listen(), line -> serve(line, intake));
    }

    private void serve(Connection line, Intake intake) throws Exception {
        while (line.ready()) {
            var bytes = new ByteArrayOutputStream();
            int next = line.in().read();
            while (next >= 0 && next != END && bytes.size() < options.maxLine()) {
                bytes.write(next);
                next = line.in().read();
            }
            var message = Message.of(bytes.toByteArray()).with("peer", line.peer());
            if (next == END) {
                answer(line, intake.submit(message));
            } else {
                // no message at all: recorded, never taken, and nothing behind it can be trusted
                var why = next < 0 ? "the line ended inside a message" : "longer than max-line";
                answer(line, intake.refuse(message, Problem.of("malformed", why)));
                line.close();
            }
        }
    }

    /** Says yes only for what was kept; a peer that hears nothing would wait for ever. */
    private static void answer(Connection line, Receipt receipt) throws IOException {
        var reply = receipt.reply();
        if (reply.hangsUp()) {
            line.close();
            return;
        }
        var words = receipt.kept() ? "OK" : receipt.refused() ? "NO" : "BUSY";
        line.out().write(reply.speaks() ? reply.toBytes() : words.getBytes(StandardCharsets.UTF_8));
        line.out().write(END);
        line.out().flush();
    }
}
