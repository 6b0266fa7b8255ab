package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.TestView;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.testing.ChannelTests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tests beside channels: those of the examples pass, and one that fails says why. */
class ChannelTestsTest {

    private static final Path EXAMPLES = Path.of("../examples");

    private static final String CHANNEL =
            """
            source: { mllp: { listen: { port: 2599 } }, format: hl7v2, acknowledge: processed }
            steps:
              - lookup: { table: wards, key: "{PV1-3.1}", into: ward, miss: refuse }
              - remember: { table: seen, key: "{PID-3.1}", set: "{ward}" }
              - set: { PV1-3.1: "{ward}", PID-7: "{now | date(to='yyyyMMdd')}" }
            destinations:
              lab:
                mllp: { connect: "${site:lab}" }
                retry: { first: 10ms, longest: 20ms }
                outcome: [ { when: { MSA-1: AE }, then: skip } ]
            """;

    private static final String MESSAGE =
            """
                  MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|A-1|P|2.5
                  PID|1||4711||Brugger^Anna
                  PV1|1|I|W1
            """
                    .indent(4);

    @TempDir Path folder;

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES, 2)) {
            return files
                    .filter(f -> f.getFileName().toString().endsWith(".test.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Site site() {
        return new Site((kind, name) -> Optional.empty(), new ExampleTables());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theTestsOfTheExamplesPass(Path file) throws Exception {
        var views = new ChannelTests(file.getParent(), new Shipped(), site()).run("", false);
        assertThat(views).isNotEmpty();
        assertThat(views).allSatisfy(view -> assertThat(view.failures()).as(view.name()).isEmpty());
    }

    private List<TestView> run(String tests, boolean update) throws Exception {
        Files.writeString(folder.resolve("adt.yaml"), CHANNEL);
        Files.writeString(folder.resolve("adt.test.yaml"), tests);
        return new ChannelTests(folder, new Shipped(), site()).run("", update);
    }

    private List<String> failures(String expect) throws Exception {
        return run(
                        """
                        now: 2026-03-01T12:00:00Z
                        references: { "site:lab": "lab.example:2576" }
                        tests:
                          - name: one
                            given: |
                        """
                                + MESSAGE
                                + expect.indent(4),
                        false)
                .get(0)
                .failures();
    }

    @Test
    void whatIsAsExpectedIsQuiet() throws Exception {
        assertThat(
                        failures(
                                """
                                expect:
                                  end: routed
                                  answer: { MSA-1: AA }
                                  deliveries: { lab: { PV1-3.1: "Ward 1, east", PID-7: "20260301" } }
                                  remembered: { seen: { "4711": "Ward 1, east" } }
                                """))
                .isEmpty();
    }

    @Test
    void whatIsNotSaysBothValuesAtTheirPlace() throws Exception {
        assertThat(
                        failures(
                                """
                                expect:
                                  end: dropped
                                  reason: "no ward"
                                  answer: { MSA-1: AE }
                                  deliveries: { lab: { PV1-3.1: W2, PID-5: { not: exists } }, other: { PID: exists } }
                                  remembered: { seen: { "4711": W2 } }
                                """))
                .containsExactly(
                        "end: expected dropped, was routed",
                        "reason: expected \"no ward\", was []",
                        "answer: MSA-1: expected AE, was AA",
                        "lab: PV1-3.1: expected W2, was Ward 1, east",
                        "lab: PID-5: expected { not: exists }, was Brugger^Anna",
                        "other: expected 1 message, was 0",
                        "remembered seen 4711: expected {value=W2}, was {value=Ward 1, east}");
    }

    @Test
    void aWholeMessageIsComparedPlaceByPlace() throws Exception {
        assertThat(
                        failures(
                                """
                                expect:
                                  deliveries:
                                    lab: |
                                      MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|A-1|P|2.5
                                      PID|1||4711||Brugger^Berta||20260301
                                      PV1|1|I|Ward 1, east
                                """))
                .containsExactly("lab: PID-5.2: expected Berta, was Anna");
    }

    @Test
    void peersAnswerAsTheTestSays() throws Exception {
        assertThat(
                        failures(
                                """
                                answers: { lab: [ retry, "MSH|^~\\\\&|L|L|H|H|1||ACK|9|P|2.5\\nMSA|AE|A-1" ] }
                                expect:
                                  answer: { MSA-1: AA }
                                  deliveries: { lab: { MSH-10: A-1 } }
                                """))
                .isEmpty();
    }

    @Test
    void goldenFilesAreWrittenWhenAskedFor() throws Exception {
        var tests =
                """
                references: { "site:lab": "lab.example:2576" }
                tests:
                  - name: one
                    given: { file: adt.hl7 }
                    expect: { deliveries: { lab: { golden: expected/lab.hl7 } } }
                """;
        Files.writeString(
                folder.resolve("adt.hl7"),
                MESSAGE.strip().replaceAll("\n\\s+", "\r").replace("\\\\", "\\"));
        assertThat(run(tests, false).get(0).failures())
                .containsExactly("lab: there is no file expected/lab.hl7; --update writes it");
        assertThat(run(tests, true).get(0).updated()).containsExactly("lab.hl7");
        assertThat(run(tests, false).get(0).failures()).isEmpty();
        assertThat(run(tests, true).get(0).updated()).isEmpty();
        Files.writeString(
                folder.resolve("expected/lab.hl7"),
                Files.readString(folder.resolve("expected/lab.hl7")).replace("Anna", "Berta"));
        assertThat(run(tests, false).get(0).failures())
                .containsExactly("lab: PID-5.2: expected Berta, was Anna");
    }

    @Test
    void whatIsWrongInTheFileIsSaidWithItsPlace() throws Exception {
        assertThat(run("tests:\n  - name: x\n    givn: y\n", false).get(0).failures())
                .containsExactly(
                        "adt.test.yaml:2:5: `given` is missing: a message, { file: adt.hl7 }, or a"
                                + " list of them",
                        "adt.test.yaml:2:5: `expect` is missing: a test that expects nothing cannot"
                                + " fail",
                        "adt.test.yaml:3:5: unknown word \"givn\"; did you mean \"given\"?");
        assertThat(
                        run("tests: [ { name: a, given: x, expect: { end: routed } } ]", false)
                                .get(0)
                                .failures())
                .anySatisfy(line -> assertThat(line).contains("${site:lab}"));
    }
}
