package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Channel language, section 1: "{@code include: steps/common.yaml} stands for a list of steps". */
class IncludeTest {

    private static final String CHANNEL =
            """
            source: { mllp: { listen: 2575 } }
            steps:
              - keep: { MSH-9.1: ADT }
              - include: steps/common.yaml
              - let: { c: "3" }
            destinations:
              archive: { file: archive, steps: { include: steps/inner.yaml } }""";

    private final Map<String, String> folder =
            new HashMap<>(
                    Map.of(
                            "steps/common.yaml",
                            "- let: { a: \"1\" }\n- include: steps/inner.yaml\n",
                            "steps/inner.yaml",
                            "- choose:\n    - steps: [ { include: steps/last.yaml } ]\n",
                            "steps/last.yaml",
                            "\n- let: { b: \"2\" }"));
    private final Faults faults = new Faults();

    @Test
    @DisplayName("shape | steps: { include:")
    void itsStepsStandWhereItStood() {
        var channel = read(CHANNEL).orElseThrow();
        assertThat(channel.steps())
                .extracting(s -> s.key())
                .containsExactly("keep", "let", "choose", "let");
        assertThat(channel.steps().get(2).mark()).hasToString("steps/inner.yaml:1:3");
        assertThat(channel.destinations().get(0).steps()).hasSize(1);
        var choice = (Yaml.Fields) ((Yaml.Items) channel.steps().get(2).value()).items().get(0);
        var inner = ChannelReader.steps(choice.get("steps").orElseThrow(), faults);
        assertThat(inner).extracting(s -> s.key()).containsExactly("let");
        assertThat(inner.get(0).mark()).hasToString("steps/last.yaml:2:3");
        assertThat(faults.none()).isTrue();
    }

    @Test
    void theTextOfTheVersionIsReadAgainWithoutTheFolder() {
        var channel = read(CHANNEL).orElseThrow();
        folder.clear();
        assertThat(read(channel.text())).contains(channel);
        var parts = ChannelText.unpack(channel.text());
        assertThat(parts.main()).isEqualTo(CHANNEL);
        assertThat(parts.includes().keySet())
                .containsExactly("steps/common.yaml", "steps/inner.yaml", "steps/last.yaml");
        assertThat(parts.includes()).containsEntry("steps/last.yaml", "\n- let: { b: \"2\" }");
        assertThat(parts.pack()).isEqualTo(channel.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\n", "\n", "a\r\n", "---\na: 1\n\n"})
    void anyTextComesBackFromThePack(String text) {
        var includes = new LinkedHashMap<String, String>();
        includes.put("z.yaml", text);
        includes.put("a.yaml", text);
        var parts = new ChannelText(text, includes);
        assertThat(ChannelText.unpack(parts.pack())).isEqualTo(parts);
        assertThat(ChannelText.unpack(text)).isEqualTo(new ChannelText(text, Map.of()));
    }

    @Test
    void aFaultNamesTheIncludedFileAndLine() {
        folder.put("steps/last.yaml", "\n- set: {a: 1\n");
        fails(
                "steps/last.yaml:2:8: the \"{\" of column 8 is not closed where it must be; write"
                        + " \",\" or \"}\", or put a text with braces or brackets in quotes");
        folder.put("steps/last.yaml", "let: { b: 1 }\n");
        fails("steps/last.yaml:1:1: an included file is a list of steps; begin each with \"- \"");
    }

    @Test
    void aMissingFileIsAFaultWhereItIsNamed() {
        folder.remove("steps/last.yaml");
        fails(
                "steps/inner.yaml:2:27: there is no file \"steps/last.yaml\" in the folder of the"
                        + " channel files");
    }

    @Test
    void circlesAreRefused() {
        folder.put("steps/last.yaml", "- include: steps/common.yaml");
        fails(
                "steps/common.yaml:2:12: \"steps/inner.yaml\" includes itself (steps/inner.yaml ->"
                        + " steps/last.yaml -> steps/common.yaml -> steps/inner.yaml); remove one of"
                        + " the includes",
                "steps/last.yaml:1:12: \"steps/common.yaml\" includes itself (steps/common.yaml ->"
                        + " steps/inner.yaml -> steps/last.yaml -> steps/common.yaml); remove one of"
                        + " the includes");
    }

    @Test
    void doublingIsBounded() {
        for (int i = 0; i < 40; i++) {
            folder.put(
                    "steps/" + i + ".yaml", ("- include: steps/" + (i + 1) + ".yaml\n").repeat(2));
        }
        folder.put("steps/40.yaml", "[]");
        folder.put("steps/common.yaml", "- include: steps/0.yaml");
        assertThat(read(CHANNEL)).isEmpty();
        assertThat(faults.list().get(0).words()).isEqualTo("more than 10000 steps; include fewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "../x.yaml", "a/../../x.yaml", "\"\"", "a\\b.yaml", "[a]"})
    void onlyNamesBelowTheFolderOfTheChannels(String name) {
        folder.put("steps/last.yaml", "- include: " + name);
        assertThat(read(CHANNEL)).isEmpty();
        assertThat(faults.list().get(0))
                .hasToString(
                        "steps/last.yaml:1:12: \"include\" needs the name of a file beside or below"
                                + " the channel files, for example steps/common.yaml");
    }

    @Test
    void anIncludeStandsAlone() {
        folder.put("steps/last.yaml", "- include: a.yaml\n  when: { a: b }");
        fails(
                "steps/last.yaml:1:3: \"include\" stands alone in its item; for a condition write"
                        + " \"choose: [ { when, steps } ]\" around it");
    }

    private Optional<ChannelFile> read(String text) {
        return ChannelReader.read(
                "adt.yaml", text, n -> Optional.ofNullable(folder.get(n)), faults);
    }

    private void fails(String... expected) {
        var said = new Faults();
        assertThat(
                        ChannelReader.read(
                                "adt.yaml", CHANNEL, n -> Optional.ofNullable(folder.get(n)), said))
                .isEmpty();
        assertThat(said.list()).extracting(Object::toString).isEqualTo(List.of(expected));
    }
}
