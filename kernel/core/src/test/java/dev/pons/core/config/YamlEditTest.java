package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value is another one, all else stays as it is written. */
class YamlEditTest {

    private static final String CHANNEL =
            """
            # the laboratory
            source: { mllp: { listen: { port: 2575 } }, format: hl7v2 }   # by hand
            steps:
              - keep: { MSH-9.1: ADT }
              - set:
                  PID-5.1: "{PID-5.1 | upper}"
                  PID-8: 'it''s'
            destinations:
              lab:
                mllp:
                  connect: "lab.example:2576"   # the peer
                  timeout:
              text:
                file:
                  folder: out
                  name: >-
                    two
                    lines
            """;

    private static String set(String path, String value) {
        var edit = new YamlEdit("adt.yaml", CHANNEL);
        edit.set(path, value);
        return edit.text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "source.mllp.listen.port; 2580; port: 2575; port: 2580",
                "destinations.lab.mllp.connect; ris.example:2577; \"lab.example:2576\";"
                        + " ris.example:2577",
                "steps[1].keep.MSH-9.1; ORU; MSH-9.1: ADT; MSH-9.1: ORU",
                "steps[2].set.PID-5.1; {PID-5.2}; \"{PID-5.1 | upper}\"; '{PID-5.2}'",
                "source.format; it's: a; hl7v2; 'it''s: a'"
            })
    void onlyThatValueIsAnother(String path, String value, String before, String now) {
        assertThat(set(path, value)).isEqualTo(CHANNEL.replaceFirst(quote(before), quoted(now)));
    }

    private static String quote(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    private static String quoted(String text) {
        return java.util.regex.Matcher.quoteReplacement(text);
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() {
        assertThatThrownBy(() -> set("source.mlp.listen.port", "1"))
                .hasMessage("adt.yaml has no source.mlp.listen.port; did you mean \"mllp\"?");
        assertThatThrownBy(() -> set("destinations.ris.mllp", "1"))
                .hasMessage("adt.yaml has no destinations.ris.mllp; there is lab, text");
        assertThatThrownBy(() -> set("steps[3].keep", "1"))
                .hasMessageStartingWith("adt.yaml has no steps[3].keep");
    }

    @Test
    void whatIsNoTextInOneLineIsLeftToAPerson() {
        assertThatThrownBy(() -> set("source.mllp", "1")).hasMessageContaining("map or a list");
        assertThatThrownBy(() -> set("destinations.text.file.name", "1"))
                .hasMessageContaining("several lines");
        assertThatThrownBy(() -> set("destinations.lab.mllp.timeout", "1"))
                .hasMessageContaining("left out");
        assertThatThrownBy(() -> set("steps[2].set.PID-8", "1")).hasMessageContaining("escapes");
        assertThatThrownBy(() -> set("source.format", "a\nb")).hasMessageContaining("lines");
    }
}
