package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

/** Channel language, section 1: "All scalars are taken as the text they are written as". */
class YamlReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.10",
                "0042",
                "yes",
                "22:30",
                "null",
                "~^PDF",
                "~",
                "true",
                "1e3",
                "0x1F",
                "-7",
                "2026-01-01",
                "C:\\in\\x",
                "{{",
                "a#b",
                "?x",
                "-x",
                "=",
                "<<"
            })
    @DisplayName("shape | All scalars")
    void scalarsStayTheTextThatTheyAreWrittenAs(String text) {
        var yaml = text.equals("{{") ? "a: '{{'" : "a: " + text;
        assertThat(read(yaml)).isInstanceOf(Yaml.Fields.class);
        var value = (Yaml.Text) ((Yaml.Fields) read(yaml)).get("a").orElseThrow();
        assertThat(value.text()).isEqualTo(text);
    }

    @Test
    void marksCountFromOne() {
        var fields = (Yaml.Fields) read("a: 1\nb:\n  - c: \"d\"\n");
        assertThat(fields.mark()).hasToString("a.yaml:1:1");
        var b = fields.fields().get(1);
        assertThat(b.mark()).hasToString("a.yaml:2:1");
        var item = (Yaml.Fields) ((Yaml.Items) b.value()).items().get(0);
        assertThat(item.get("c").orElseThrow().mark()).hasToString("a.yaml:3:8");
    }

    @Test
    void quotesAndBracesAreRemembered() {
        var fields = (Yaml.Fields) read("a: \"1\"\nb: 1\nc: {PID-5.1 | upper}\nd:\n");
        assertThat(((Yaml.Text) fields.get("a").orElseThrow()).quoted()).isTrue();
        assertThat(((Yaml.Text) fields.get("b").orElseThrow()).quoted()).isFalse();
        assertThat(((Yaml.Fields) fields.get("c").orElseThrow()).flow()).isTrue();
        assertThat(fields.flow()).isFalse();
        var left = (Yaml.Text) fields.get("d").orElseThrow();
        assertThat(left.text()).isEmpty();
        assertThat(left.quoted()).isFalse();
    }

    @Test
    void anEmptyFileIsAnEmptyText() {
        assertThat(read("")).isEqualTo(new Yaml.Text(new Mark("a.yaml", 1, 1), "", false));
        assertThat(read("# only a comment\n")).isInstanceOf(Yaml.Text.class);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoMatter() {
        var fields = (Yaml.Fields) read("\uFEFFa: 1\r\nb: 2\r\n");
        assertThat(fields.fields()).extracting(Yaml.Field::key).containsExactly("a", "b");
    }

    static Stream<Arguments> layout() {
        return Stream.of(
                fault("a:\n\tb: 1", "2:1: a tab stands here; indent with spaces"),
                fault("a: 1\n\tb: 2", "2:1: a tab stands here; indent with spaces"),
                fault("a:1\nb: 2", "1:3: a space is missing behind the colon; write \"a: 1\""),
                fault("b: 2\na:1", "2:3: a space is missing behind the colon; write \"a: 1\""),
                fault(
                        "b: 2\na:1 # c\nd: 3",
                        "2:3: a space is missing behind the colon; write \"a: 1\""),
                fault(
                        "a: 1\nhello\nb: 2",
                        "2:1: \"hello\" is neither a key with its colon (key: value) nor an item of"
                                + " a list (- value)"),
                fault(
                        "a: b\n  c: d",
                        "2:4: this key is indented below a line that has a value already; indent it"
                                + " as that line, or remove the value"),
                fault(
                        "a: - b",
                        "1:4: a list cannot begin behind its key; put each \"- \" on a line of its"
                                + " own, or put it in quotes: \"- b\""),
                fault(
                        "a:\n  b: 1\n c: 2",
                        "3:2: this line fits to none above it; lines that belong together begin in"
                                + " the same column"));
    }

    static Stream<Arguments> quotes() {
        return Stream.of(
                fault(
                        "a: \"abc\nb: 2",
                        "1:4: this quote is never closed; put the same quote behind the text"),
                fault(
                        "a: 'abc\nb: 2",
                        "1:4: this quote is never closed; put the same quote behind the text"),
                fault(
                        "a: \"\\d+\"",
                        "1:6: in double quotes a backslash needs a partner; write the text in single"
                                + " quotes, or \\\\ for each backslash"),
                fault(
                        "a: \"x\" y",
                        "1:8: text stands behind the closing quote; put the whole value in quotes:"
                                + " '\"x\" y'"),
                fault("a: b: c", "1:4: a value with \": \" in it needs quotes: \"b: c\""),
                fault(
                        "a: b\u0001",
                        "1:5: the control character U+0001 stands here; in double quotes write"
                                + " \\x01"));
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                fault(
                        "a: {MSH-7}-{MSH-10}.hl7",
                        "1:4: a value cannot begin with {; put it in quotes:"
                                + " \"{MSH-7}-{MSH-10}.hl7\""),
                fault(
                        "a: {PID-5.1 | upper}, {x}",
                        "1:4: a value cannot begin with {; put it in quotes:"
                                + " \"{PID-5.1 | upper}, {x}\""),
                fault("a: [x]-y", "1:4: a value cannot begin with [; put it in quotes: \"[x]-y\""),
                fault(
                        "- [x]-y # z",
                        "1:3: a value cannot begin with [; put it in quotes: \"[x]-y\""),
                fault("a: *.hl7", "1:4: a value cannot begin with *; put it in quotes: \"*.hl7\""),
                fault("a: *x", "1:4: a value cannot begin with *; put it in quotes: \"*x\""),
                fault("a: &x", "1:4: a value cannot begin with &; put it in quotes: \"&x\""),
                fault("a: !x y", "1:4: a value cannot begin with !; put it in quotes: \"!x y\""),
                fault("a: {b: !x }", "1:8: a value cannot begin with !; put it in quotes: \"!x\""),
                fault("a: %b", "1:4: a value cannot begin with %; put it in quotes: \"%b\""),
                fault("a: @b", "1:4: a value cannot begin with @; put it in quotes: \"@b\""),
                fault("a: `b`", "1:4: a value cannot begin with `; put it in quotes: \"`b`\""),
                fault("a: |b", "1:4: a value cannot begin with |; put it in quotes: \"|b\""),
                fault("a: > 5", "1:4: a value cannot begin with >; put it in quotes: \"> 5\""),
                fault("a: ]b", "1:4: a value cannot begin with ]; put it in quotes: \"]b\""));
    }

    static Stream<Arguments> structure() {
        return Stream.of(
                fault(
                        "a: {x: 1\nb: 3",
                        "1:4: the \"{\" of column 4 is not closed where it must be; write \",\" or"
                                + " \"}\", or put a text with braces or brackets in quotes"),
                fault(
                        "a: [1, 2 b: {c} d]",
                        "1:17: the \"[\" of column 4 is not closed where it must be; write \",\" or"
                                + " \"]\", or put a text with braces or brackets in quotes"),
                fault(
                        "a: {{x}}",
                        "1:5: a list or map stands where a key is expected; put the value in quotes,"
                                + " for example \"{{x}}\""),
                fault(
                        "a: 1\nb: 2\na: 3",
                        "3:1: \"a\" stands here twice, first in line 1; remove one of them"),
                fault(
                        "a: 1\n---\nb: 2",
                        "2:1: a second document begins here; remove the line \"---\", one file is"
                                + " one document"));
    }

    private static Arguments fault(String yaml, String fault) {
        return Arguments.of(yaml, "a.yaml:" + fault);
    }

    @ParameterizedTest
    @MethodSource({"layout", "quotes", "beginnings", "structure"})
    @DisplayName("shape | A key that stands twice")
    void aMistakeSaysWhereItIsAndWhatToWrite(String yaml, String fault) {
        var faults = new Faults();
        assertThat(YamlReader.read("a.yaml", yaml, faults)).isEmpty();
        assertThat(faults.list()).extracting(Object::toString).containsExactly(fault);
    }

    @Test
    void whatTheParserCanReadOnFromIsSaidTogether() {
        var faults = new Faults();
        YamlReader.read("a.yaml", "a: *x\na: !y\nb: &z 1\n", faults);
        assertThat(faults.list()).extracting(f -> f.mark().line()).isEqualTo(List.of(1, 2, 2, 3));
    }

    @Test
    void anAliasCannotMakeASmallFileLarge() {
        var faults = new Faults();
        var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        assertThat(YamlReader.read("a.yaml", bomb, faults)).isEmpty();
        assertThat(faults.list()).hasSizeGreaterThan(3);
    }

    @Test
    void depthAndSizeAreBounded() {
        var faults = new Faults();
        assertThat(YamlReader.read("deep.yaml", "[".repeat(20_000), faults)).isEmpty();
        assertThat(YamlReader.read("long.yaml", "a: " + "x".repeat(1_000_000), faults)).isEmpty();
        assertThat(faults.list())
                .extracting(Object::toString)
                .containsExactly(
                        "deep.yaml:1:41: is nested deeper than 40 levels; make it flatter",
                        "long.yaml: is longer than 1000000 characters; split it with include:");
    }

    private static Yaml read(String text) {
        var faults = new Faults();
        var yaml = YamlReader.read("a.yaml", text, faults);
        assertThat(faults.list()).isEmpty();
        return yaml.orElseThrow();
    }
}
