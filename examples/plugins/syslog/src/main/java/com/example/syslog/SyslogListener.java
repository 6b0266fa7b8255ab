package com.example.syslog;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Ports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes syslog messages (RFC 5424) over TCP, in both framings of RFC 6587: with their length in
 * front (3.4.1) or a line feed behind (3.4.2), told apart by the first byte. Syslog has no answers:
 * where the engine takes no more, nothing more is read, and where it says no, the line is closed,
 * which is all that a sender can notice.
 */
final class SyslogListener implements Listener {

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("syslog")
    @Doc("Takes syslog messages over TCP")
    public record Options(
            @Doc("Where to listen: a port, or host:port; 601 is the standard's") Listen listen,
            @Doc("Longest message taken, in bytes")
                    @Default("64KB")
                    @Range(min = 480, max = 16777216)
                    int maxMessage) {}

    private final Options options;
    private final Ports ports;

    SyslogListener(Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
    }

    @Override
    public void start(Intake intake) throws Exception {
        ports.listen(options.listen(), line -> serve(line, intake));
    }

    private void serve(Connection line, Intake intake) throws Exception {
        while (line.ready()) {
            var frame = new ByteArrayOutputStream();
            var wrong = read(line.in(), frame);
            var message = Message.of(frame.toByteArray()).with("peer", line.peer());
            boolean taken =
                    wrong.isEmpty()
                            ? intake.submit(message).kept()
                            : intake.refuse(message, Problem.of("malformed", wrong)).kept();
            if (!taken) {
                line.close();
            }
        }
    }

    /** Reads one message; says what is wrong with its framing, or nothing. */
    private String read(InputStream in, ByteArrayOutputStream frame) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first >= '1' && first <= '9' ? counted(in, frame) : toLineFeed(in, frame);
    }

    private String counted(InputStream in, ByteArrayOutputStream frame) throws IOException {
        long length = 0;
        int next = in.read();
        for (; next >= '0' && next <= '9' && length <= options.maxMessage(); next = in.read()) {
            length = length * 10 + next - '0';
        }
        if (next != ' ' || length > options.maxMessage()) {
            return "no length of up to max-message in front of the message";
        }
        frame.writeBytes(in.readNBytes((int) length));
        return frame.size() < length ? "the line ended inside a message" : "";
    }

    private String toLineFeed(InputStream in, ByteArrayOutputStream frame) throws IOException {
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return "the line ended inside a message";
            }
            if (frame.size() == options.maxMessage()) {
                return "longer than max-message";
            }
            frame.write(next);
        }
        return "";
    }
}
