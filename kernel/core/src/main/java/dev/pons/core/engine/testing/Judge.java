package dev.pons.core.engine.testing;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Yaml;
import dev.pons.core.engine.testing.Stage.Sent;
import dev.pons.core.engine.testing.TestFile.Expect;
import dev.pons.core.engine.trial.Changes;
import dev.pons.core.language.Compiler;
import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what happened with what must be; each difference is a line that says both. */
final class Judge {

    private static final int MOST = 20;
    private static final String GOLDEN = "golden";
    private static final String OPTIONS = "options";

    private final Path folder;
    private final boolean update;
    private final Happened happened;
    private final List<String> failures = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();

    /**
     * For one test.
     *
     * @param folder of the tests' file, where golden files are
     * @param update golden files are written instead of compared
     */
    Judge(Path folder, boolean update, Happened happened) {
        this.folder = folder;
        this.update = update;
        this.happened = happened;
    }

    List<String> failures() {
        return failures;
    }

    /** Golden files that were written. */
    List<String> updated() {
        return updated;
    }

    void compare(Expect expect) throws IOException {
        ends(expect);
        if (expect.answer().isPresent()) {
            answer(expect.answer().get());
        }
        for (var delivery : expect.deliveries().entrySet()) {
            deliveries(delivery.getKey(), delivery.getValue());
        }
        for (var table : expect.remembered().entrySet()) {
            for (var key : table.getValue().entrySet()) {
                remembered(table.getKey(), key.getKey(), key.getValue());
            }
        }
    }

    private void ends(Expect expect) {
        var ends = happened.ends();
        var wanted = expect.ends();
        for (int i = 0; i < Math.max(ends.size(), wanted.size()) && !wanted.isEmpty(); i++) {
            var end = i < ends.size() ? ends.get(i).word() : "no message";
            var want =
                    wanted.size() == 1
                            ? wanted.get(0)
                            : i < wanted.size() ? wanted.get(i) : "no message";
            if (!end.equals(want)) {
                var why = i < ends.size() ? ends.get(i).reason() : "";
                failures.add(
                        "end: expected "
                                + want
                                + ", was "
                                + end
                                + (why.isEmpty() ? "" : " (" + why + ")"));
            }
        }
        expect.reason()
                .filter(r -> ends.stream().noneMatch(e -> e.reason().contains(r)))
                .ifPresent(
                        r ->
                                failures.add(
                                        "reason: expected \""
                                                + r
                                                + "\", was "
                                                + ends.stream()
                                                        .map(Happened.End::reason)
                                                        .toList()));
    }

    private void answer(Yaml expected) throws IOException {
        var answers = happened.answers();
        var last = answers.isEmpty() ? Optional.<Message>empty() : answers.get(answers.size() - 1);
        boolean none = expected instanceof Yaml.Text text && text.text().equals("none");
        if (none && last.isPresent()) {
            failures.add("answer: expected none, was " + first(last.get().body().toBytes()));
        } else if (!none && last.isEmpty()) {
            failures.add("answer: expected one, was none");
        } else if (!none) {
            content("answer", expected, last.get());
        }
    }

    private void deliveries(String name, List<Yaml> expected) throws IOException {
        var got = happened.sent().getOrDefault(name, List.of());
        if (got.size() != expected.size()) {
            failures.add(
                    name
                            + ": expected "
                            + expected.size()
                            + (expected.size() == 1 ? " message" : " messages")
                            + ", was "
                            + got.size()
                            + (got.isEmpty() ? "" : " (" + first(bytes(got.get(0))) + ")"));
        }
        for (int i = 0; i < Math.min(got.size(), expected.size()); i++) {
            var label = expected.size() == 1 ? name : name + " " + (i + 1);
            delivery(label, expected.get(i), got.get(i));
        }
    }

    private static byte[] bytes(Sent sent) throws IOException {
        return sent.message().body().toBytes();
    }

    private void delivery(String label, Yaml expected, Sent got) throws IOException {
        if (!(expected instanceof Yaml.Fields fields)) {
            content(label, expected, got.message());
            return;
        }
        var rest = new ArrayList<Yaml.Field>();
        for (var field : fields.fields()) {
            switch (field.key()) {
                case GOLDEN -> golden(label, field.value(), got);
                case OPTIONS -> options(label, field.value(), got.options());
                default -> rest.add(field);
            }
        }
        if (!rest.isEmpty()) {
            content(label, new Yaml.Fields(fields.mark(), rest, false), got.message());
        }
    }

    private void options(String label, Yaml expected, Map<String, String> got) {
        if (!(expected instanceof Yaml.Fields fields)) {
            failures.add(label + ": `options` is a map of names and texts");
            return;
        }
        for (var field : fields.fields()) {
            var want = field.value() instanceof Yaml.Text text ? text.text() : "";
            var has = got.get(field.key());
            if (!want.equals(has)) {
                failures.add(
                        label
                                + ": option "
                                + field.key()
                                + ": expected "
                                + want
                                + ", was "
                                + (has == null ? "nothing" : has));
            }
        }
    }

    private void golden(String label, Yaml name, Sent got) throws IOException {
        var file = folder.resolve(name instanceof Yaml.Text text ? text.text() : "");
        var bytes = bytes(got);
        boolean there = Files.exists(file);
        if (update && !(there && Arrays.equals(Files.readAllBytes(file), bytes))) {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, bytes);
            updated.add(file.getFileName().toString());
        } else if (!there) {
            failures.add(
                    label
                            + ": there is no file "
                            + folder.relativize(file)
                            + "; --update writes it");
        } else {
            same(label, Files.readAllBytes(file), got.message());
        }
    }

    /** A condition over the content, or a text that it is. */
    private void content(String label, Yaml expected, Message got) {
        try {
            if (expected instanceof Yaml.Text text) {
                text(label, text.text(), got);
            } else if (expected instanceof Yaml.Fields fields) {
                for (var field : fields.fields()) {
                    line(label, field, got);
                }
            } else {
                failures.add(label + ": a text or a condition is expected at " + expected.mark());
            }
        } catch (IOException e) {
            failures.add(label + ": cannot be read: " + e.getMessage());
        }
    }

    /** A text of several lines is compared without regard to how lines end. */
    private void text(String label, String expected, Message got) throws IOException {
        var lines = new String(got.body().toBytes(), StandardCharsets.UTF_8).split("\\R");
        if (!List.of(expected.strip().split("\\R")).equals(List.of(lines))) {
            same(label, expected.strip().replace('\n', '\r').getBytes(StandardCharsets.UTF_8), got);
        }
    }

    private void same(String label, byte[] expected, Message got) throws IOException {
        var bytes = got.body().toBytes();
        if (Arrays.equals(expected, bytes)) {
            return;
        }
        var old = got.withBody(Payload.of(expected));
        var changes =
                new Changes(name -> happened.around().format(name))
                        .between(
                                new Changes.State(old, Map.of()), new Changes.State(got, Map.of()));
        for (var change : changes.subList(0, Math.min(MOST, changes.size()))) {
            failures.add(
                    label
                            + ": "
                            + change.place()
                            + ": expected "
                            + shown(change.before())
                            + ", was "
                            + shown(change.now()));
        }
        if (changes.size() > MOST) {
            failures.add(label + ": and " + (changes.size() - MOST) + " places more");
        }
        if (changes.isEmpty()) {
            failures.add(label + ": " + firstDifference(expected, bytes));
        }
    }

    private static String firstDifference(byte[] expected, byte[] got) {
        int at = Arrays.mismatch(expected, got);
        return "the same values, but other bytes from byte "
                + at
                + " on (expected "
                + expected.length
                + " bytes, was "
                + got.length
                + ")";
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private void line(String label, Yaml.Field field, Message got) {
        var faults = new Faults();
        var around =
                happened.around()
                        .in(got.format().isEmpty() ? happened.around().format() : got.format());
        var compiler =
                new Compiler(
                        around,
                        name -> Optional.empty(),
                        new Binder(around.references()),
                        new NoContext(),
                        faults);
        var test = compiler.condition(new Yaml.Fields(field.mark(), List.of(field), false));
        if (!faults.none()) {
            faults.list().forEach(fault -> failures.add(label + ": " + fault));
            return;
        }
        var flow = new Flow("", got, around, happened.now(), happened.zone(), new Given());
        try {
            if (!test.of(flow).holds()) {
                failures.add(
                        label
                                + ": "
                                + field.key()
                                + ": expected "
                                + Compiler.words(field.value())
                                + ", was "
                                + was(compiler, field, flow));
            }
        } catch (ProblemException e) {
            failures.add(label + ": " + field.key() + ": " + e.getMessage());
        }
    }

    private static String was(Compiler compiler, Yaml.Field field, Flow flow) {
        if (Set.of("any", "all", "not", "every").contains(field.key())) {
            return "otherwise";
        }
        try {
            return shown(compiler.value(field.key(), field.mark()).render(flow));
        } catch (ProblemException e) {
            return "unreadable";
        }
    }

    private void remembered(String table, String key, Map<String, String> expected) {
        var has = happened.around().memory().recall(table, key, happened.now()).orElse(Map.of());
        if (!has.equals(expected)) {
            failures.add(
                    "remembered " + table + " " + key + ": expected " + expected + ", was " + has);
        }
    }

    private static String first(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
