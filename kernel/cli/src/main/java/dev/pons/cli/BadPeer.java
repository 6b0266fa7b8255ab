package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * {@code peer}: a partner that behaves badly, to see before the night what a channel does about it.
 * It receives, or it sends; at its end it says how often what happened.
 */
final class BadPeer {

    private static final int TIMEOUT_SECONDS = 30;
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private BadPeer() {}

    static int run(Arguments arguments, PrintStream out) throws IOException {
        String what = arguments.next("receive, send or help");
        return switch (what) {
            case "receive" -> receive(arguments, out);
            case "send" -> send(arguments, out);
            case "help", "--help" -> help(out);
            default ->
                    throw new WrongCallException(
                            "peer receive, peer send or peer help, not '" + what + "'");
        };
    }

    private static int help(PrintStream out) {
        out.printf(
                """
                Partners that behave badly, over MLLP. Counts stand at the end.

                  %1$s peer receive --port PORT [--ack HOW] [--first N] [--for TIME] [--out FOLDER]
                    receives on 127.0.0.1. --first N: behaves so for N messages, then well.
                    HOW is one of:
                %2$s

                  %1$s peer send FILE... --to HOST:PORT [--as HOW] [--repeat N] [--timeout SECONDS]
                    sends every message of the files. HOW is one of:
                %3$s

                Examples:
                  %1$s peer receive --port 2576 --ack late:20s --first 1
                  %1$s peer send feed.hl7 --to localhost:2575 --as byte-by-byte:50ms
                """,
                Main.command(), Way.help(BadAnswer.class), Way.help(BadFrame.class));
        return Main.DONE;
    }

    private static int receive(Arguments arguments, PrintStream out) throws IOException {
        int port = Arguments.port(arguments.need("--port", "peer receive --port 2576"));
        Way<BadAnswer> way =
                Way.of("--ack", arguments.option("--ack").orElse("good"), BadAnswer.class);
        int first =
                arguments
                        .option("--first")
                        .map(text -> Arguments.count("--first", text))
                        .orElse(Integer.MAX_VALUE);
        Duration time = arguments.option("--for").map(Arguments::time).orElse(FOR_EVER);
        Optional<Path> folder = arguments.option("--out").map(Path::of);
        nothingLeft(arguments, "peer receive --port PORT [--ack HOW]");
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
        Stop stop = new Stop();
        BadReceiver peer =
                new BadReceiver(
                        way,
                        first,
                        stop,
                        (number, message, what) -> {
                            tell(number, message, what, out);
                            keep(number, message, folder);
                        });
        Thread end = tellAtTheEnd(peer.tally(), out);
        try (Receiver receiver = Receiver.talking(port, peer)) {
            out.println(
                    "Receiving on 127.0.0.1:" + receiver.port() + ", " + way + ". Ctrl-C ends.");
            stop.pause(time);
            stop.now();
        }
        toldNow(end, peer.tally(), out);
        return Main.DONE;
    }

    private static void tell(int number, byte[] message, String what, PrintStream out) {
        out.printf(
                "%s  %5d  %-16s  %-20s  %7d bytes  %s%n",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                number,
                Hl7.field(message, "MSH", 9),
                Hl7.field(message, "MSH", 10),
                message.length,
                what);
    }

    private static void keep(int number, byte[] message, Optional<Path> folder) throws IOException {
        if (folder.isPresent()) {
            Files.write(folder.get().resolve("%06d.hl7".formatted(number)), message);
        }
    }

    private static int send(Arguments arguments, PrintStream out) throws IOException {
        String address = arguments.need("--to", "peer send FILE... --to HOST:PORT");
        Way<BadFrame> way = Way.of("--as", arguments.option("--as").orElse("good"), BadFrame.class);
        int repeat =
                arguments
                        .option("--repeat")
                        .map(text -> Arguments.count("--repeat", text))
                        .orElse(1);
        Duration timeout = arguments.seconds("--timeout", TIMEOUT_SECONDS);
        List<String> files = arguments.rest();
        if (files.isEmpty()) {
            throw new WrongCallException("which files? peer send FILE... --to HOST:PORT");
        }
        boolean well = true;
        try (BadSender peer =
                new BadSender(way, address, timeout, new Stop(), line -> out.println(line))) {
            Thread end = tellAtTheEnd(peer.tally(), out);
            for (int i = 0; i < repeat; i++) {
                for (String file : files) {
                    for (byte[] message : MessageFile.read(Path.of(file), false)) {
                        well &= peer.send(message);
                    }
                }
            }
            toldNow(end, peer.tally(), out);
        }
        return well ? Main.DONE : Main.NO;
    }

    private static void nothingLeft(Arguments arguments, String usage) {
        if (!arguments.rest().isEmpty()) {
            throw new WrongCallException(usage);
        }
    }

    /** Ctrl-C is the usual end. */
    private static Thread tellAtTheEnd(Tally tally, PrintStream out) {
        Thread end = new Thread(() -> out.println("In all: " + tally), "counts");
        Runtime.getRuntime().addShutdownHook(end);
        return end;
    }

    private static void toldNow(Thread end, Tally tally, PrintStream out) {
        if (Runtime.getRuntime().removeShutdownHook(end)) {
            out.println("In all: " + tally);
        }
    }
}
