package ${package};

import dev.pons.spi.Budget;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.Poller;
import dev.pons.spi.Position;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Takes the lines that are added to a file, one message each. The position behind them is stored in
 * the same moment as they are, so a crash neither loses nor doubles any. A plugin begins here: put
 * your system in the place of the file.
 */
final class ${className}Poller implements Poller {

    private static final int MOST = 1 << 20;

    /** What a channel file says: names, defaults, texts and checks come from this record alone. */
    @Name("${name}")
    @Doc("Takes the lines that are added to a file")
    public record Options(@Doc("The file; it may be missing until the first line") Path file) {}

    private final Options options;

    ${className}Poller(Options options) {
        this.options = options;
    }

    /** Called by the channel's schedule; never twice at the same time. */
    @Override
    public Next poll(Intake intake, Budget budget) throws Exception {
        long from = intake.position().cursor().map(Long::parseLong).orElse(0L);
        if (!Files.exists(options.file())) {
            return Next.end();
        }
        var text = read(from);
        var lines = new ArrayList<Message>();
        int begin = 0;
        for (int i = 0; i < text.length && lines.size() < budget.messages(); i++) {
            if (text[i] == '\n') {
                lines.add(Message.of(java.util.Arrays.copyOfRange(text, begin, i)));
                begin = i + 1;
            }
        }
        if (lines.isEmpty() && text.length == MOST) {
            throw new IOException("a line of the file is longer than " + MOST + " bytes");
        }
        if (lines.isEmpty()) {
            return Next.end(); // the last line has no end yet: it is still being written
        }
        intake.submitAll(lines, Position.at(Long.toString(from + begin)));
        // kept or not: the position says so, and the next call begins there
        return Next.more();
    }

    private byte[] read(long from) throws IOException {
        try (var file = new RandomAccessFile(options.file().toFile(), "r")) {
            if (from > file.length()) {
                throw new IOException("the file is shorter than what was read of it");
            }
            file.seek(from);
            var bytes = new byte[(int) Math.min(MOST, file.length() - from)];
            file.readFully(bytes);
            return bytes;
        }
    }
}
