package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** House rule 2: "One truth per option: defaults, docs, form and schema come from the record". */
class SchemaTest {

    private static final String JSON =
            new Schema(
                            List.of(Samples.MllpListen.class),
                            List.of(Samples.MllpConnect.class, Samples.FileWrite.class),
                            List.of(Samples.Ruled.class),
                            List.of(Samples.Bare.class),
                            Set.of("keep", "set"))
                    .json();

    private final Faults faults = new Faults();
    private final Yaml.Fields schema =
            (Yaml.Fields) YamlReader.read("schema.json", JSON, faults).orElseThrow();

    @Test
    void itSaysWhatItIs() {
        assertThat(text("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(text("additionalProperties")).isEqualTo("false");
        assertThat(names("properties")).containsExactlyElementsOf(ReservedWords.CHANNEL.words());
    }

    @Test
    void aSourceHasItsWordsAndTypes() {
        assertThat(names("properties", "source", "properties"))
                .startsWith("format", "acknowledge", "within")
                .containsAll(ReservedWords.SOURCE.words())
                .endsWith("mllp");
    }

    @Test
    void aDestinationHasItsWordsAndTypes() {
        assertThat(names("properties", "destinations", "additionalProperties", "properties"))
                .startsWith("when", "steps", "order", "retry")
                .containsAll(ReservedWords.DESTINATION.words())
                .endsWith("file", "mllp");
    }

    @Test
    void aStepIsOneOfTheLanguageOrOfAPlugin() {
        assertThat(names("$defs", "step", "properties"))
                .containsExactly("when", "include", "create", "steps", "keep", "set", "range");
    }

    @Test
    void anOptionHasItsDocDefaultAndRange() {
        var options = (Yaml.Items) at("properties", "source", "properties", "mllp", "anyOf");
        var frame = at(options.items().get(0), "properties", "max-frame");
        assertThat(OneLine.line(frame))
                .isEqualTo(
                        "{description: \"Longest frame accepted\", type: [\"integer\", \"string\"],"
                                + " pattern: '^(-?[0-9]+ ?([kKmMgG]?[bB])?|.*\\$\\{.*)$', minimum:"
                                + " 1024, maximum: 1073741824, default: \"16MB\"}");
    }

    @Test
    void theReferenceIsATablePerType() {
        assertThat(Reference.of(Samples.FileWrite.class))
                .isEqualTo(
                        """
                        ### `file`

                        Writes each message to a file.

                        | option | type | default | what it does |
                        |---|---|---|---|
                        | `folder` | path | **required** | Folder to write to |
                        | `name` | template | `{id}.dat` | Name of the file |
                        | `sync` | one of each, group, not-at-all | `each` | When the disk is synced |
                        | `charset` | charset | `UTF-8` | Charset of the text |
                        | `append` | text | none | Written after each message |
                        """);
        assertThat(Reference.of(Samples.All.class)).contains("| `tls.key` | path | **required** |");
        assertThat(Reference.of(List.of(ListenOptions.class, PeerOptions.class)))
                .contains("### listen options", "| `host` | text | `127.0.0.1` |");
    }

    private String text(String... path) {
        return ((Yaml.Text) at(path)).text();
    }

    private List<String> names(String... path) {
        return ((Yaml.Fields) at(path)).fields().stream().map(Yaml.Field::key).toList();
    }

    private Yaml at(String... path) {
        return at(schema, path);
    }

    private static Yaml at(Yaml from, String... path) {
        var yaml = from;
        for (var key : path) {
            yaml = ((Yaml.Fields) yaml).get(key).orElseThrow(() -> new AssertionError(key));
        }
        return yaml;
    }
}
