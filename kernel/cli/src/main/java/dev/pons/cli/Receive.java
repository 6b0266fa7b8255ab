package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code receive}: a line per message (type, control id, size; no content) until it is ended. */
final class Receive {

    private Receive() {}

    static int run(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
        int port = Arguments.port(arguments.need("--port", "receive --port 2576"));
        Optional<Path> folder = arguments.option("--out").map(Path::of);
        if (!arguments.rest().isEmpty()) {
            throw new WrongCallException("receive --port PORT [--out FOLDER]");
        }
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        AtomicInteger count = new AtomicInteger();
        try (Receiver receiver =
                new Receiver(
                        port, message -> take(message, folder, count.incrementAndGet(), out))) {
            out.println(
                    "Receiving on 127.0.0.1:" + receiver.port() + ", answering AA. Ctrl-C ends.");
            new CountDownLatch(1).await();
        }
        return Main.DONE;
    }

    private static void take(byte[] message, Optional<Path> folder, int number, PrintStream out)
            throws IOException {
        if (folder.isPresent()) {
            Files.write(folder.get().resolve("%06d.hl7".formatted(number)), message);
        }
        out.printf(
                "%s  %5d  %-16s  %-20s  %7d bytes%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                number,
                Hl7.field(message, "MSH", 9),
                Hl7.field(message, "MSH", 10),
                message.length);
    }
}
