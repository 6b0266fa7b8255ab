package dev.pons.plugin.serial;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes down what crosses a line, on the thread of a session. */
final class Recorder {

    private final Heard from;
    private final Writer to;
    private final Trace trace = new Trace(ZoneId.systemDefault());
    private long received;
    private long sent;

    Recorder(Heard from, Writer to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Until it ends, or somebody presses Ctrl-C. {@code IOException}: the line cannot be heard or
     * the file not be written any more; what came before is in the file.
     */
    void run(BooleanSupplier ends) throws IOException, InterruptedException {
        try {
            untilItEnds(ends);
            var end = Instant.now();
            for (var some = from.next(); some != null; some = from.next()) {
                if (some.at().isAfter(end)) {
                    break;
                }
                take(some);
            }
        } finally {
            write(trace.end());
        }
    }

    private void untilItEnds(BooleanSupplier ends) throws IOException {
        try {
            while (!ends.getAsBoolean()) {
                var some = from.next();
                if (some == null) {
                    write(trace.tick(Instant.now()));
                } else {
                    take(some);
                }
            }
        } catch (InterruptedException e) {
            return; // Ctrl-C, which was for this command
        }
    }

    private void take(Heard.Some some) throws IOException {
        var bytes = some.bytes();
        if (some.way() == Trace.Way.RECEIVED) {
            received += bytes.length;
            write(trace.received(bytes, bytes.length, some.at()));
        } else if (some.way() == Trace.Way.SENT) {
            sent += bytes.length;
            write(trace.sent(bytes, some.at()));
        } else {
            write(trace.end());
            note(some.note());
        }
    }

    /** A line that counts for nothing when it is played. */
    void note(String words) throws IOException {
        write(List.of("# " + words));
    }

    private void write(List<String> lines) throws IOException {
        for (var one : lines) {
            to.write(one + "\n");
        }
        if (!lines.isEmpty()) {
            to.flush();
        }
    }

    /** How much of it there is. */
    String sum() {
        return received + " bytes received, " + sent + " sent";
    }
}
