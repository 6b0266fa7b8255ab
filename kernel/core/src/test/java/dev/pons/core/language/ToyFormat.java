package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** HL7-like enough to prove the language; segments end with CR. Counts how often it parsed. */
final class ToyFormat implements Format {

    private static final Pattern PATH =
            Pattern.compile(
                    "([A-Z][A-Z0-9]{2})(?:\\[(\\d+|\\*)])?(?:\\((\\d+)\\.(\\d+)=([^)]*)\\))?"
                            + "(?:-(\\d+)(?:\\[(\\d+|\\*)])?(?:\\((\\d+)=([^)]*)\\))?(?:\\.(\\d+))?)?");

    final AtomicInteger reads = new AtomicInteger();

    @Override
    public Tree<?> read(Message message) throws ProblemException, IOException {
        reads.incrementAndGet();
        String text = new String(message.body().toBytes(), StandardCharsets.UTF_8);
        if (!text.startsWith("MSH|")) {
            throw new ProblemException(Problem.of("malformed", "does not begin with MSH"));
        }
        return new ToyTree(text);
    }

    @Override
    public void check(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path: " + path + "; write e.g. PID-5.1");
        }
    }

    @Override
    public String escape(String value) {
        return value.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\");
    }

    private static String unescape(String raw) {
        return raw.replace("\\F\\", "|")
                .replace("\\S\\", "^")
                .replace("\\R\\", "~")
                .replace("\\T\\", "&")
                .replace("\\E\\", "\\");
    }

    /** A segment, field, repetition (from 0) or component (from 1); -1: not so deep. */
    record Spot(List<String> segment, int field, int repetition, int component) {}

    private static final class ToyTree implements Tree<Spot> {

        private final List<List<String>> segments = new ArrayList<>();
        private final Spot root = new Spot(new ArrayList<>(), -1, -1, -1);

        ToyTree(String text) {
            for (var line : text.split("\r")) {
                var fields = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
                if (line.startsWith("MSH")) {
                    fields.add(1, "|");
                }
                segments.add(fields);
            }
        }

        @Override
        public Spot root() {
            return root;
        }

        @Override
        public String name(Spot spot) {
            return spot.field < 0 ? spot.segment.get(0) : String.valueOf(spot.field);
        }

        private static String raw(Spot spot) {
            if (spot.field < 0) {
                return line(spot.segment);
            }
            String field = spot.segment.get(spot.field);
            if (spot.repetition < 0) {
                return field;
            }
            String repetition = field.split("~", -1)[spot.repetition];
            return spot.component < 0
                    ? repetition
                    : repetition.split("\\^", -1)[spot.component - 1];
        }

        private static String line(List<String> segment) {
            var fields = new ArrayList<>(segment);
            if (fields.get(0).equals("MSH")) {
                fields.remove(1);
            }
            return String.join("|", fields);
        }

        @Override
        public Value value(Spot spot) {
            String raw = raw(spot);
            if (raw.equals("\"\"")) {
                return Value.deleted();
            }
            return Value.of(raw.contains("^") ? raw : unescape(raw));
        }

        @Override
        public Value encoded(Spot spot) {
            return Value.encoded(raw(spot));
        }

        @Override
        public List<Spot> children(Spot node) {
            var found = new ArrayList<Spot>();
            if (node == root) {
                segments.forEach(segment -> found.add(new Spot(segment, -1, -1, -1)));
            }
            return found;
        }

        @Override
        public void set(Spot spot, Value value) throws ProblemException {
            if (spot.field < 0) {
                throw new ProblemException(Problem.of("value", "a segment cannot be set"));
            }
            String text =
                    switch (value.kind()) {
                        case DELETED -> "\"\"";
                        case ENCODED -> value.text();
                        default -> new ToyFormat().escape(value.text());
                    };
            if (spot.repetition < 0) {
                spot.segment.set(spot.field, text);
                return;
            }
            var reps = new ArrayList<>(split(spot.segment.get(spot.field), "~"));
            if (spot.component < 0) {
                reps.set(spot.repetition, text);
            } else {
                var comps = new ArrayList<>(split(reps.get(spot.repetition), "\\^"));
                comps.set(spot.component - 1, text);
                reps.set(spot.repetition, String.join("^", comps));
            }
            spot.segment.set(spot.field, String.join("~", reps));
        }

        private static List<String> split(String text, String by) {
            return Arrays.asList(text.split(by, -1));
        }

        @Override
        public Spot insert(Spot parent, int index, String name) {
            var segment = new ArrayList<>(List.of(name));
            segments.add(index, segment);
            return new Spot(segment, -1, -1, -1);
        }

        @Override
        public void remove(Spot spot) throws ProblemException {
            if (spot.field < 0) {
                segments.remove(spot.segment);
            } else {
                set(new Spot(spot.segment, spot.field, -1, -1), Value.empty());
            }
        }

        @Override
        public Payload write() {
            return Payload.of(
                    segments.stream()
                            .map(ToyTree::line)
                            .collect(Collectors.joining("\r", "", "\r"))
                            .getBytes(StandardCharsets.UTF_8));
        }

        private static Matcher parse(String path) throws ProblemException {
            var match = PATH.matcher(path);
            if (!match.matches() || path.contains("[0]")) {
                throw new ProblemException(Problem.of("value", "not a path").at(path));
            }
            return match;
        }

        private static boolean isAt(String index, int seen) {
            return index == null || index.equals("*") || index.equals(String.valueOf(seen));
        }

        private List<List<String>> segments(Matcher path) {
            var found = new ArrayList<List<String>>();
            int seen = 0;
            for (var segment : segments) {
                if (segment.get(0).equals(path.group(1)) && isAt(path.group(2), ++seen)) {
                    boolean chosen = path.group(3) == null;
                    if (!chosen && Integer.parseInt(path.group(3)) < segment.size()) {
                        var parts = split(segment.get(Integer.parseInt(path.group(3))), "\\^");
                        int part = Integer.parseInt(path.group(4));
                        chosen = part <= parts.size() && parts.get(part - 1).equals(path.group(5));
                    }
                    if (chosen) {
                        found.add(segment);
                    }
                }
            }
            return found;
        }

        @Override
        public List<Spot> find(Spot from, String path) throws ProblemException {
            var match = parse(path);
            var found = new ArrayList<Spot>();
            for (var segment : segments(match)) {
                if (match.group(6) == null) {
                    found.add(new Spot(segment, -1, -1, -1));
                } else if (Integer.parseInt(match.group(6)) < segment.size()) {
                    repetitions(segment, match, found);
                }
            }
            return found;
        }

        private static void repetitions(List<String> segment, Matcher path, List<Spot> found) {
            int field = Integer.parseInt(path.group(6));
            var reps = split(segment.get(field), "~");
            for (int i = 0; i < reps.size(); i++) {
                var parts = split(reps.get(i), "\\^");
                int wanted = path.group(8) == null ? 0 : Integer.parseInt(path.group(8));
                boolean chosen =
                        wanted == 0
                                || (wanted <= parts.size()
                                        && parts.get(wanted - 1).equals(path.group(9)));
                int part = path.group(10) == null ? -1 : Integer.parseInt(path.group(10));
                if (chosen && isAt(path.group(7), i + 1) && part <= parts.size()) {
                    found.add(new Spot(segment, field, i, part));
                }
            }
        }

        @Override
        public Spot make(Spot from, String path) throws ProblemException {
            var match = parse(path);
            var found = segments(match);
            var segment =
                    found.isEmpty()
                            ? insert(root, segments.size(), match.group(1)).segment
                            : found.get(0);
            if (match.group(6) == null) {
                return new Spot(segment, -1, -1, -1);
            }
            int field = Integer.parseInt(match.group(6));
            while (segment.size() <= field) {
                segment.add("");
            }
            var chosen = new ArrayList<Spot>();
            repetitions(segment, match, chosen);
            if (!chosen.isEmpty()) {
                return chosen.get(0);
            }
            int rep = match.group(7) == null ? 0 : Integer.parseInt(match.group(7)) - 1;
            int part = match.group(10) == null ? -1 : Integer.parseInt(match.group(10));
            var reps = new ArrayList<>(split(segment.get(field), "~"));
            while (reps.size() <= rep) {
                reps.add("");
            }
            var parts = new ArrayList<>(split(reps.get(rep), "\\^"));
            while (parts.size() < part) {
                parts.add("");
            }
            reps.set(rep, String.join("^", parts));
            segment.set(field, String.join("~", reps));
            return new Spot(segment, field, rep, part);
        }

        @Override
        public void copy(Spot from, String source, String target) throws ProblemException {
            var found = find(from, source);
            var to = make(from, target);
            boolean whole = !source.contains("[") && !source.contains(".");
            var text = Value.empty();
            if (!found.isEmpty()) {
                var first = found.get(0);
                text = encoded(whole ? new Spot(first.segment, first.field, -1, -1) : first);
            }
            set(whole ? new Spot(to.segment, to.field, -1, -1) : to, text);
        }
    }
}
