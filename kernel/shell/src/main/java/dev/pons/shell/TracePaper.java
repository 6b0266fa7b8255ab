package dev.pons.shell;

import dev.pons.core.control.TraceView;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A message on its way through a channel, on a terminal: step by step, with content. */
final class TracePaper {

    private static final int LONGEST = 120;
    private static final int MOST_LINES = 60;

    private final PrintStream out;

    TracePaper(PrintStream out) {
        this.out = out;
    }

    /** All of it; the exit code: 1 where a step failed. */
    int print(TraceView view) {
        boolean failed = false;
        var destination = "";
        for (var step : view.steps()) {
            if (!step.destination().equals(destination)) {
                destination = step.destination();
                out.println("to " + destination);
            }
            print(step);
            failed |= step.outcome().equals("failed");
        }
        out.println(view.end() + (view.reason().isEmpty() ? "" : ": " + line(view.reason())));
        view.deliveries().forEach(this::print);
        return failed ? 1 : 0;
    }

    private void print(TraceView.Step step) {
        var number = step.number() + (step.element() == 0 ? "" : " [" + step.element() + "]");
        var words =
                step.outcome().equals("ran")
                        ? ""
                        : "  "
                                + step.outcome()
                                + (step.words().isEmpty() ? "" : ": " + step.words());
        out.printf(
                Locale.ROOT,
                "%-8s %-10s %-24s %6.2f ms%s%n",
                number,
                step.type(),
                step.where(),
                step.took().toNanos() / 1e6,
                line(words));
        step.notes().forEach(note -> out.println("           " + line(note)));
        for (var change : step.changes()) {
            out.println(
                    "           "
                            + change.place()
                            + "  "
                            + shown(change.before())
                            + " -> "
                            + shown(change.now()));
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(nothing)" : line(value);
    }

    private static String line(String text) {
        var one = text.replaceAll("\\p{Cntrl}+", " ");
        return one.length() <= LONGEST
                ? one
                : one.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }

    private void print(TraceView.Delivery delivery) {
        out.println();
        var body = delivery.body();
        var head = delivery.destination() + ": " + delivery.state();
        out.println(
                body == null
                        ? head + (delivery.reason().isEmpty() ? "" : ", " + line(delivery.reason()))
                        : head + " as " + delivery.format() + ", " + Bytes.text(body.length));
        delivery.texts().forEach(text -> out.println("  with " + line(text)));
        if (body != null) {
            content(body);
        }
    }

    private void content(byte[] body) {
        var lines =
                new String(body, StandardCharsets.UTF_8)
                        .replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .lines()
                        .toList();
        lines.stream().limit(MOST_LINES).forEach(one -> out.println("  | " + line(one)));
        if (lines.size() > MOST_LINES) {
            out.println("  | ... (" + (lines.size() - MOST_LINES) + " lines more)");
        }
    }
}
