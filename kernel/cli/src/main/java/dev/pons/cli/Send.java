package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code send}: every message of every file in order; one line per answer; 1 if any is not AA. */
final class Send {

    private static final int TIMEOUT_SECONDS = 30;

    private Send() {}

    static int run(Arguments arguments, PrintStream out) throws IOException {
        String address = arguments.need("--to", "send FILE... --to HOST:PORT");
        boolean carriageReturns = arguments.flag("--cr");
        int refused = 0;
        try (Sender sender = new Sender(address, arguments.seconds("--timeout", TIMEOUT_SECONDS))) {
            List<String> files = arguments.rest();
            if (files.isEmpty()) {
                throw new WrongCallException("which files? send FILE... --to HOST:PORT");
            }
            for (String file : files) {
                refused += send(Path.of(file), carriageReturns, sender, out);
            }
        }
        return refused == 0 ? Main.DONE : Main.NO;
    }

    private static int send(Path file, boolean carriageReturns, Sender sender, PrintStream out)
            throws IOException {
        int refused = 0;
        for (byte[] message : MessageFile.read(file, carriageReturns)) {
            String line;
            try {
                Sender.Answer answer = sender.send(message);
                refused += answer.accepted() ? 0 : 1;
                line = answer.line();
            } catch (IOException e) {
                refused++;
                line = "--  %-20s  %s".formatted(Hl7.field(message, "MSH", 10), Words.of(e));
            }
            out.printf("%-28s  %s%n", file.getFileName(), line);
        }
        return refused;
    }
}
