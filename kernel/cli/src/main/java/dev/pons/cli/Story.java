package dev.pons.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo in words, short enough to be read at once. Names in it are made up, so it may show them.
 */
final class Story {

    private final PrintStream out;
    private final boolean colours;
    private final List<String> refused = new ArrayList<>();

    Story(PrintStream out) {
        this.out = out;
        colours = System.console() != null && System.getenv("NO_COLOR") == null;
    }

    void feed(Path channel, int port) {
        title("A hospital's feed goes in");
        out.printf("  MLLP, port %d; the channel is %s%n%n", port, channel);
    }

    void sent(Path file, byte[] message, Sender.Answer answer) {
        String type = type(message);
        String code = answer.code().isEmpty() ? "??" : answer.code();
        out.printf(
                "  %-20s  %-8s -> %s  %5.1f ms%n",
                file.getFileName(),
                type,
                answer.accepted() ? code : paint("31", code),
                answer.time().toNanos() / 1e6);
        if (!answer.accepted()) {
            refused.add("%-20s  %s  %s".formatted(file.getFileName(), code, answer.text()));
        }
    }

    void delivered(DemoWatch watch, int receiverPort, Path base) throws IOException {
        title("What came out");
        out.printf(
                "  ward, an MLLP receiver on port %d (surnames in capitals now)%n", receiverPort);
        for (byte[] message : watch.received()) {
            String name = Hl7.field(message, "PID", 5).replace('^', ' ').strip();
            out.printf("    %-8s  %s  %s%n", type(message), Hl7.field(message, "MSH", 10), name);
        }
        out.println("  archive, one file per admission");
        for (Path file : watch.archived()) {
            out.printf("    %s  %d bytes%n", base.relativize(file), Files.size(file));
        }
        out.println("  results, appended to one file");
        out.printf(
                "    %s  %d messages more%n",
                base.relativize(watch.resultsFile()), watch.results());
        out.println("  4-new-address.hl7 was accepted and dropped: the channel says so");

        title("What was refused, and why");
        refused.forEach(line -> out.println("  " + line));
    }

    void command(String command, String said) {
        out.println();
        out.println("  " + paint("36", "pons>") + " " + command);
        said.lines().forEach(line -> out.println("  " + line));
    }

    void note(String text) {
        out.println();
        out.println("  " + paint("33", text));
    }

    void lookAround(Path base, int port, int receiverPort) {
        String pons = Main.command();
        title("The engine is still running. Look around:");
        row(pons + " console", "then: channel:show demo, message:list, ledger:show, help");
        row("edit " + base.resolve("channels/demo.yaml"), "saving it swaps the running channel");
        row(
                pons + " receive --port " + receiverPort,
                "the ward system again; it ended with the demo");
        row(pons + " send FILE... --to 127.0.0.1:" + port, "messages of your own");
        row(pons + " stop", "");
    }

    private void row(String what, String why) {
        out.println("  " + what);
        if (!why.isEmpty()) {
            out.println("      " + why);
        }
    }

    private void title(String text) {
        out.println();
        out.println(paint("1", text));
    }

    private static String type(byte[] message) {
        String[] parts = Hl7.field(message, "MSH", 9).split("\\^", -1);
        if (parts[0].isEmpty()) {
            return "no MSH";
        }
        return parts.length > 1 ? parts[0] + "^" + parts[1] : parts[0];
    }

    private String paint(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
