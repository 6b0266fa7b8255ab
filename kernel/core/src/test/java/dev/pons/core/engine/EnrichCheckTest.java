package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is wrong with an {@code enrich} is said when the file is read, with line and column. */
class EnrichCheckTest {

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> problems(String steps) {
        return file(
                """
                source: { hand: {}, format: pairs }
                steps:
                %sdestinations: { out: { peer: {} } }
                """
                        .formatted(steps.indent(2)));
    }

    private List<String> file(String text) {
        bench.channel("adt", text);
        return bench.view("adt").problems();
    }

    private void says(String step, String words) {
        assertThat(problems("- " + step + "\n")).singleElement().asString().contains(words);
    }

    @Test
    void itsWordsAreThoseOfTheLanguage() {
        says("enrich: mpi", "adt.yaml:3:13: \"enrich\" is a map; write for example { mllp:");
        says("enrich: { into: { m: mrn } }", "enrich needs one key that names its type");
        says("enrich: { peer: {} }", "`into` is missing");
        says("enrich: { peer: { tga: x }, into: { m: mrn } }", "did you mean \"tag\"?");
        says("enrich: { peer: {}, retry: {}, into: { m: mrn } }", "\"retry\" is no word of enrich");
        says(
                "enrich: { peer: {}, within: 0s, into: { m: mrn } }",
                "\"within\" must be longer than nothing");
        says("enrich: { peer: {}, name: Mpi, into: { m: mrn } }", "\"Mpi\" is no name");
        says("enrich: { peer: {}, unknown: stop, into: { m: mrn } }", "\"unknown\": \"stop\"");
        says("enrich: { peer: {}, format: pear, into: { m: mrn } }", "no format \"pear\"");
    }

    @Test
    void whatIsTakenArePathsOfTheAnswer() {
        says(
                "enrich: { peer: {}, into: m }",
                "say which value of the answer: into: { m: PID-3.1 }");
        says("enrich: { peer: {}, into: { m: in.mrn } }", "a path of the answer stands here");
        says("enrich: { peer: {}, into: { m: now } }", "a path of the answer stands here");
        says("enrich: { peer: {}, into: { m: \"x[*]\" } }", "several values; name one");
        assertThat(problems("- enrich: { peer: {}, into: { m: meta.status } }\n")).isEmpty();
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertThat(
                        problems(
                                """
                                - enrich: { peer: {}, into: { m: mrn } }
                                - enrich: { peer: {}, into: { n: mrn } }
                                - enrich: { peer: {}, name: out, into: { o: mrn } }
                                """))
                .hasSize(2)
                .allSatisfy(words -> assertThat(words).contains("give this one its own"));
    }

    @Test
    void whatIsSentIsMadeOfACopy() {
        says(
                "enrich: { peer: {}, steps: [ { split: { by: x } } ], into: { m: mrn } }",
                "`split` stands among the steps of the source");
        var each = "each: x\n  steps:\n    - enrich: { peer: {}, steps: [ S ], into: { m: mrn } }";
        says(each.replace("S", "{ set: { x: y } }"), "inside `each`, the `steps` of `enrich` are");
        assertThat(problems("- let: { v: x }\n- set: { x: \"{v}\" }\n")).isEmpty();
        assertThat(
                        problems(
                                """
                                - enrich: { peer: {}, steps: [ { let: { v: x } } ], into: { m: mrn } }
                                - set: { x: "{m}" }
                                """))
                .isEmpty();
    }

    /** In a {@code reply} nobody is asked. */
    @Test
    void anAnswerIsNotThePlaceToAsk() {
        var step = "[ { enrich: { peer: {}, into: { m: mrn } } } ]";
        assertThat(
                        file(
                                """
                                source: { hand: {}, format: pairs, reply: %s }
                                destinations: { out: { peer: {}, reply: %s } }
                                """
                                        .formatted(step, step)))
                .filteredOn(words -> words.contains("an answer is not the place to ask"))
                .hasSize(2);
    }
}
