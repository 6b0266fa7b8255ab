package dev.pons.core.engine.testing;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Scalars;
import dev.pons.core.config.Yaml;
import dev.pons.core.config.YamlReader;
import dev.pons.core.engine.testing.TestFile.Answer;
import dev.pons.core.engine.testing.TestFile.Case;
import dev.pons.core.engine.testing.TestFile.Expect;
import dev.pons.core.engine.testing.TestFile.Given;
import dev.pons.core.language.CodeTable;
import dev.pons.core.store.Entry.Remembered;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code NAME.test.yaml}; all that is wrong in it is said at once. One use. */
final class TestReader {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final List<String> FILE =
            List.of("channel", "now", "references", "tables", "remembered", "tests");
    private static final List<String> CASE = List.of("name", "given", "answers", "expect");
    private static final List<String> EXPECT =
            List.of("end", "reason", "answer", "deliveries", "remembered");

    private static final List<String> OUTCOMES =
            List.of("delivered", "rejected", "retry", "unknown");

    private final Path folder;
    private final Faults faults;

    /** Files are beside the tests' file. */
    TestReader(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** Empty: it is wrong, and the faults say why. */
    Optional<TestFile> read(String file, String text) {
        int before = faults.count();
        var yaml = YamlReader.read(file, text, faults);
        if (yaml.isEmpty()) {
            return Optional.empty();
        }
        var words = map(yaml.get(), FILE, "a file of tests has the words " + FILE);
        var name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.test\\.yaml$", "");
        var test =
                new TestFile(
                        words.containsKey("channel") ? text(words.get("channel")) : name,
                        words.containsKey("now") ? instant(words.get("now")) : NOON,
                        texts(words.get("references")),
                        tables(words.get("tables")),
                        remembered(words.get("remembered")),
                        cases(yaml.get().mark(), words.get("tests")));
        return faults.count() == before ? Optional.of(test) : Optional.empty();
    }

    private Map<String, Yaml> map(Yaml yaml, List<String> known, String shape) {
        var all = new LinkedHashMap<String, Yaml>();
        if (!(yaml instanceof Yaml.Fields fields)) {
            faults.add(yaml.mark(), shape);
            return all;
        }
        for (var field : fields.fields()) {
            if (!known.isEmpty() && !known.contains(field.key())) {
                faults.add(
                        field.mark(),
                        "unknown word \""
                                + field.key()
                                + "\""
                                + Optional.of(DidYouMean.hint(field.key(), known))
                                        .filter(hint -> !hint.isEmpty())
                                        .orElse("; " + shape));
            }
            all.put(field.key(), field.value());
        }
        return all;
    }

    private String text(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            return text.text();
        }
        faults.add(yaml.mark(), "a text is expected here");
        return "";
    }

    private Instant instant(Yaml yaml) {
        try {
            return Instant.parse(text(yaml));
        } catch (DateTimeParseException e) {
            faults.add(yaml.mark(), "a time with its zone, for example 2026-01-31T12:00:00Z");
            return NOON;
        }
    }

    private Map<String, String> texts(@Nullable Yaml yaml) {
        var all = new LinkedHashMap<String, String>();
        if (yaml != null) {
            map(yaml, List.of(), "a map of names and texts is expected here")
                    .forEach((name, value) -> all.put(name, text(value)));
        }
        return all;
    }

    /** {@code wards: { W1: Ward 1 }}, or {@code { W1: { text: Ward 1, floor: 2 } }}. */
    private Map<String, CodeTable> tables(@Nullable Yaml yaml) {
        var all = new LinkedHashMap<String, CodeTable>();
        if (yaml == null) {
            return all;
        }
        map(yaml, List.of(), "a map of tables is expected here")
                .forEach((name, rows) -> all.put(name, table(name, rows)));
        return all;
    }

    private CodeTable table(String name, Yaml yaml) {
        var rows = new LinkedHashMap<String, Map<String, String>>();
        map(yaml, List.of(), "a map of keys is expected here")
                .forEach(
                        (key, row) ->
                                rows.put(
                                        key,
                                        row instanceof Yaml.Text text
                                                ? Map.of("value", text.text())
                                                : texts(row)));
        try {
            return CodeTable.of(name, rows);
        } catch (IllegalArgumentException e) {
            faults.add(yaml.mark(), String.valueOf(e.getMessage()));
            return CodeTable.of(name, Map.of("-", Map.of("value", "-")));
        }
    }

    private List<Remembered> remembered(@Nullable Yaml yaml) {
        var all = new ArrayList<Remembered>();
        known(yaml)
                .forEach(
                        (table, keys) ->
                                keys.forEach(
                                        (key, values) ->
                                                all.add(new Remembered(table, key, values, 0))));
        return all;
    }

    /** {@code orders: { 4711: { placer: A1 } }}, or {@code { 4711: A1 }} for one value. */
    private Map<String, Map<String, Map<String, String>>> known(@Nullable Yaml yaml) {
        var all = new LinkedHashMap<String, Map<String, Map<String, String>>>();
        if (yaml == null) {
            return all;
        }
        map(yaml, List.of(), "a map of tables is expected here")
                .forEach(
                        (table, keys) -> {
                            var values = new LinkedHashMap<String, Map<String, String>>();
                            map(keys, List.of(), "a map of keys is expected here")
                                    .forEach((key, value) -> values.put(key, values(value)));
                            all.put(table, values);
                        });
        return all;
    }

    private Map<String, String> values(Yaml value) {
        return value instanceof Yaml.Text text ? Map.of("value", text.text()) : texts(value);
    }

    private List<Case> cases(Mark mark, @Nullable Yaml yaml) {
        var cases = new ArrayList<Case>();
        if (!(yaml instanceof Yaml.Items items) || items.items().isEmpty()) {
            faults.add(
                    yaml == null ? mark : yaml.mark(),
                    "`tests` is a list: each test begins with \"- name: ...\"");
            return cases;
        }
        for (var item : items.items()) {
            var words = map(item, CASE, "a test has the words " + CASE);
            var name = words.containsKey("name") ? text(words.get("name")) : "";
            if (name.isEmpty()) {
                faults.add(item.mark(), "a test has a name: \"- name: inpatients pass\"");
            }
            cases.add(
                    new Case(
                            name,
                            item.mark(),
                            given(item.mark(), words.get("given")),
                            answers(words.get("answers")),
                            expect(item.mark(), words.get("expect"))));
        }
        return cases;
    }

    private List<Given> given(Mark mark, @Nullable Yaml yaml) {
        var all = new ArrayList<Given>();
        if (yaml == null) {
            faults.add(mark, "`given` is missing: a message, { file: adt.hl7 }, or a list of them");
            return all;
        }
        for (var one : yaml instanceof Yaml.Items list ? list.items() : List.of(yaml)) {
            if (one instanceof Yaml.Text text) {
                all.add(new Given(bytes(text), Map.of()));
                continue;
            }
            var words =
                    map(
                            one,
                            List.of("message", "file", "facts", "wait", "poll"),
                            "a message, { file: adt.hl7 }, { wait: 5m }, or { poll: ends }");
            if (words.containsKey("wait") || words.containsKey("poll")) {
                all.add(other(one.mark(), words));
                continue;
            }
            all.add(new Given(content(one, words, "message"), texts(words.get("facts"))));
        }
        return all;
    }

    private Given other(Mark mark, Map<String, Yaml> words) {
        var wait = words.get("wait");
        var poll = words.get("poll");
        if (wait == null) {
            if (words.size() > 1 || poll == null || !text(poll).equals("ends")) {
                faults.add(mark, "the end of a poll is written { poll: ends }");
            }
            return new Given(new byte[0], Map.of(), Duration.ZERO, true);
        }
        try {
            var time = Scalars.duration(text(wait));
            if (!time.isZero()) {
                return new Given(new byte[0], Map.of(), time, false);
            }
            faults.add(wait.mark(), "`wait` is a time, for example 5m");
        } catch (IllegalArgumentException e) {
            faults.add(wait.mark(), "`wait` " + e.getMessage());
        }
        return new Given(new byte[0], Map.of(), Duration.ofSeconds(1), false);
    }

    private byte[] content(Yaml at, Map<String, Yaml> words, String inline) {
        if (words.get(inline) instanceof Yaml.Text text) {
            return bytes(text);
        }
        if (words.containsKey("file")) {
            return file(words.get("file"));
        }
        faults.add(at.mark(), "`" + inline + "` or `file` is missing");
        return new byte[0];
    }

    /** Lines of HL7 end with CR on the wire; in a file of tests they are lines. */
    private static byte[] bytes(Yaml.Text text) {
        var content = text.text();
        var wire = content.startsWith("MSH") ? content.replace('\n', '\r') : content;
        return wire.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] file(Yaml name) {
        try {
            return Files.readAllBytes(path(text(name)));
        } catch (IOException | InvalidPathException e) {
            faults.add(
                    name.mark(),
                    "the file cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); it is looked for"
                            + " beside this one");
            return new byte[0];
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private Map<String, List<Answer>> answers(@Nullable Yaml yaml) {
        var all = new LinkedHashMap<String, List<Answer>>();
        if (yaml == null) {
            return all;
        }
        map(yaml, List.of(), "a map of destinations is expected here")
                .forEach(
                        (destination, list) -> {
                            var each = list instanceof Yaml.Items i ? i.items() : List.of(list);
                            all.put(destination, each.stream().map(this::answer).toList());
                        });
        return all;
    }

    private Answer answer(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            boolean word = OUTCOMES.contains(text.text());
            return word ? new Answer(text.text(), null) : new Answer("", bytes(text));
        }
        var words =
                map(
                        yaml,
                        List.of("outcome", "reply", "file"),
                        "an answer is a message, { file: ack.hl7 }, or one of " + OUTCOMES);
        var said = words.get("outcome");
        var outcome = said == null ? "" : text(said);
        if (said != null && !OUTCOMES.contains(outcome)) {
            faults.add(said.mark(), "`outcome` is one of " + OUTCOMES);
        }
        boolean replies = words.containsKey("reply") || words.containsKey("file");
        return new Answer(outcome, replies ? content(yaml, words, "reply") : null);
    }

    private Expect expect(Mark mark, @Nullable Yaml yaml) {
        if (yaml == null) {
            faults.add(mark, "`expect` is missing: a test that expects nothing cannot fail");
            return new Expect(List.of(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
        }
        var words = map(yaml, EXPECT, "`expect` has the words " + EXPECT);
        if (words.isEmpty()) {
            faults.add(yaml.mark(), "a test that expects nothing cannot fail");
        }
        var ends = new ArrayList<String>();
        var end = words.get("end");
        if (end != null) {
            var each = end instanceof Yaml.Items i ? i.items() : List.of(end);
            each.forEach(one -> ends.add(text(one)));
        }
        var deliveries = new LinkedHashMap<String, List<Yaml>>();
        if (words.containsKey("deliveries")) {
            map(words.get("deliveries"), List.of(), "a map of destinations is expected here")
                    .forEach((name, each) -> deliveries.put(name, expected(each)));
        }
        return new Expect(
                ends,
                Optional.ofNullable(words.get("reason")).map(this::text),
                Optional.ofNullable(words.get("answer")),
                deliveries,
                known(words.get("remembered")));
    }

    private static List<Yaml> expected(Yaml yaml) {
        if (yaml instanceof Yaml.Items items) {
            return items.items();
        }
        boolean none = yaml instanceof Yaml.Text text && text.text().equals("none");
        return none ? List.of() : List.of(yaml);
    }
}
