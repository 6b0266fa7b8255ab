package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.CheckView;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * "channel:check validates everything, including paths that cannot exist in the format, unreachable
 * steps, missing tables, unknown variables": each with file, line, column and what to write
 * instead. Problems keep a file from running, warnings do not.
 */
class ChannelCheckTest {

    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir Path folder;

    /** A channel with these steps from line 4 on. */
    private static String channel(String format, String steps) {
        return "source: { file: { folder: in }, format: "
                + format
                + " }\ndestinations:\n  out: { file: { folder: out } }\nsteps:\n"
                + steps.indent(2);
    }

    private CheckView check(String text) throws IOException {
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            return engine.check("adt", text);
        }
    }

    private CheckView check(String format, String steps) throws IOException {
        return check(channel(format, steps));
    }

    private void problem(String format, String steps, String expected) throws IOException {
        assertThat(check(format, steps).problems()).containsExactly("adt.yaml:" + expected);
    }

    private void warning(String format, String steps, String expected) throws IOException {
        var view = check(format, steps);
        assertThat(view.problems()).isEmpty();
        assertThat(view.warnings()).containsExactly("adt.yaml:" + expected);
    }

    @Test
    void aComponentThatNoVersionHas() throws IOException {
        problem(
                "hl7v2",
                "- set: { PID-8: \"{PID-5.99}\" }",
                "5:19: PID-5.99: no version of HL7 has more than 15 components in PID-5; mend the"
                        + " number, or write format: { hl7v2: { lenient: true } } where the peer does"
                        + " send it (character 2 of the text)");
        problem(
                "hl7v2",
                "- remove: [PID-5.1.9]",
                "5:14: PID-5.1.9: no version of HL7 has more than 5 subcomponents in PID-5.1; mend"
                        + " the number, or write format: { hl7v2: { lenient: true } } where the peer"
                        + " does send it");
        problem(
                "hl7v2",
                "- keep: { PID-3(44=MR).1: exists }",
                "5:13: PID-3(44=MR).1: no version of HL7 has more than 12 components in PID-3; mend"
                        + " the number, or write format: { hl7v2: { lenient: true } } where the peer"
                        + " does send it");
    }

    @Test
    void aComponentThatNoVersionHasIsAWarningWhereThePeerIsKnownForIt() throws IOException {
        var view = check("{ hl7v2: { lenient: true } }", "- remove: [PID-5.99]");
        assertThat(view.problems()).isEmpty();
        assertThat(view.warnings())
                .singleElement()
                .asString()
                .startsWith("adt.yaml:5:14: PID-5.99: no version of HL7 has more than 15");
    }

    @Test
    void whatAPeerMaySendAgainstTheStandardIsAWarning() throws IOException {
        warning(
                "hl7v2",
                "- remove: [PID-60]",
                "5:14: PID-60: no version of HL7 has more than 40 fields in PID; right only if the"
                        + " peer has fields of its own there");
        warning(
                "hl7v2",
                "- remove: [PID-1.2]",
                "5:14: PID-1.2: no version of HL7 has components in PID-1; right only if the peer"
                        + " sends some there");
        warning(
                "hl7v2",
                "- remove: [PDI-5]",
                "5:14: PDI-5: no version of HL7 has a segment PDI; did you mean PID?");
        warning(
                "hl7v2",
                "- remove: [XYZ-5]",
                "5:14: XYZ-5: no version of HL7 has a segment XYZ; one of your own begins with Z");
    }

    @Test
    void whatIsOpenInTheStandardIsNeither() throws IOException {
        var view =
                check(
                        "hl7v2",
                        "- remove: [ZPI-99.99, OBX-5.99.99, PID-40, QPD-12.3, \"OBX(3.1=PDF)-5.5\"]");
        assertThat(view.problems()).isEmpty();
        assertThat(view.warnings()).isEmpty();
    }

    @Test
    void aStepBehindOneThatEndsEveryMessage() throws IOException {
        problem(
                "hl7v2",
                "- refuse: { code: AE, text: no }\n- set: { PID-8: U }\n- remove: [PID-8]",
                "6:5: nothing gets here: step 1 (refuse) ends every message; give it a `when`, or"
                        + " take out what follows it");
        problem(
                "hl7v2",
                """
                - choose:
                    - when: { PV1-2: I }
                      steps: [ { refuse: { code: AE, text: no } } ]
                    - steps: [ { refuse: { code: AR, text: no } } ]
                - set: { PID-8: U }
                """,
                "9:5: nothing gets here: step 1 (choose) ends every message; give it a `when`, or"
                        + " take out what follows it");
    }

    @Test
    void aStepBehindOneThatEndsSomeMessagesIsReached() throws IOException {
        var view =
                check(
                        "hl7v2",
                        """
                        - { refuse: { code: AE, text: no }, when: { PV1-2: I } }
                        - choose:
                            - when: { PV1-2: E }
                              steps: [ { refuse: { code: AE, text: no } } ]
                        - set: { PID-8: U }
                        """);
        assertThat(view.problems()).isEmpty();
        assertThat(view.warnings()).isEmpty();
    }

    @Test
    void destinationsThatNoMessageReaches() throws IOException {
        warning(
                "hl7v2",
                "- refuse: { code: AE, text: no }",
                "1:11: no message reaches the destinations: the steps of the source end every one;"
                        + " give the one that does a `when`");
    }

    @Test
    void aBranchBehindTheOneWithoutWhen() throws IOException {
        problem(
                "hl7v2",
                """
                - choose:
                    - steps: [ { set: { PID-8: U } } ]
                    - when: { PV1-2: I }
                      steps: [ { set: { PID-8: I } } ]
                """,
                "6:9: only the last branch has no `when`; what follows it is lost");
    }

    @Test
    void anOutcomeBehindTheOneWithoutWhen() throws IOException {
        var text =
                """
                source: { file: { folder: in }, format: hl7v2 }
                destinations:
                  out:
                    mllp: { connect: "127.0.0.1:2575" }
                    outcome: [ { then: stop }, { when: { MSA-1: AE }, then: hold } ]
                """;
        assertThat(check(text).problems())
                .containsExactly(
                        "adt.yaml:5:32: nothing gets here: the line before it has no \"when\" and"
                                + " decides always; put it last");
    }

    @Test
    void destinationsThatWaitForEachOther() throws IOException {
        var text =
                """
                source: { file: { folder: in }, format: hl7v2 }
                destinations:
                  a: { file: { folder: a }, after: b }
                  b: { file: { folder: b }, after: a }
                """;
        assertThat(check(text).problems())
                .containsExactly(
                        "adt.yaml:3:36: \"after\" goes in a circle, so that none of them can begin: a"
                                + " after b after a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "json § $.name[ § $.name[",
                "json § name § a path begins with $, as $.name",
                "xml § /patient[ § /patient[",
                "'{ delimited: { columns: [mrn, name] } }' § nam § there is no column nam; there are"
                        + " [mrn, name]",
                "'{ fixed: { fields: { mrn: 1-10 } } }' § mnr § there is no column mnr; there are"
                        + " [mrn]",
                "text § lines § write text, line[2] or line[*]",
                "x12 § nm1-3 § nm1-3",
                "binary § PID-3 § PID-3 is not a path",
            })
    void aPathThatTheFormatHasNot(String format, String path, String words) throws IOException {
        assertThat(check(format, "- keep: { '" + path + "': x }").problems())
                .singleElement()
                .asString()
                .startsWith("adt.yaml:5:13: ")
                .contains(words);
    }

    @Test
    void aTableOrAColumnThatIsNotThere() throws IOException {
        problem(
                "hl7v2",
                "- lookup: { table: ward, key: \"{PV1-3.1}\", into: w }",
                "5:22: no table \"ward\"; did you mean \"wards\"?; put ward.csv into the folder"
                        + " tables");
        problem(
                "hl7v2",
                "- keep: { PV1-3.1: { in: ward } }",
                "5:28: no table \"ward\"; did you mean \"wards\"?; put ward.csv into the folder"
                        + " tables");
        problem(
                "hl7v2",
                "- lookup: { table: wards, key: \"{PV1-3.1}\", into: { w: flor } }",
                "5:13: the table wards has no column \"flor\"; did you mean \"floor\"?");
        problem(
                "hl7v2",
                "- let: { w: \"{PV1-3.1 | lookup('wards', 'flor')}\" }",
                "5:15: the table wards has no column \"flor\"; did you mean \"floor\"? (character"
                        + " 12 of the text)");
    }

    @Test
    void aVariableThatNoStepBeforeLets() throws IOException {
        problem(
                "hl7v2",
                "- let: { mrn: \"{PID-3.1}\" }\n- set: { PID-2: \"{var.mnr}\" }",
                "6:19: no step before lets `mnr`; did you mean \"mrn\"? (character 2 of the text)");
        problem(
                "hl7v2",
                "- set: { PID-2: \"{var.mrn}\" }\n- let: { mrn: \"{PID-3.1}\" }",
                "5:19: no step before lets `mrn`; write a step `let` that does (character 2 of the"
                        + " text)");
        problem(
                "hl7v2",
                "- let: { mrn: \"{PID-3.1}\" }\n- set: { PID-2: \"{mnr}\" }",
                "6:19: mnr is not a path; write MNR; did you mean"
                        + " \"mrn\"? (character 2 of the text)");
    }

    @Test
    void aPluginsStepMayLetWhatNobodyKnows() throws IOException {
        var view = check("hl7v2", "- script: { code: \"1\" }\n- set: { PID-2: \"{var.a}\" }");
        assertThat(view.problems()).isEmpty();
        assertThat(view.warnings()).isEmpty();
    }

    @Test
    void indexOutsideOfEach() throws IOException {
        assertThat(check("hl7v2", "- set: { PID-1: \"{index}\" }").problems())
                .singleElement()
                .asString()
                .startsWith("adt.yaml:5:19: index is not a path")
                .contains("; {index} is known in the steps of an `each` only");
    }

    @Test
    void aRecallOfWhatNoChannelRemembers() throws IOException {
        var recall = "- recall: { table: order, key: \"{ORC-2}\", into: placer, miss: keep }";
        warning(
                "hl7v2",
                recall,
                "5:22: no channel remembers anything in \"order\"; right only if the channel that"
                        + " does comes later, or a plugin's step does");
        try (var engine = new RunningEngine(folder.resolve("other"))) {
            Files.createDirectories(folder.resolve("in"));
            engine.start(
                    "orders",
                    channel(
                                    "hl7v2",
                                    "- each: ORC\n  steps: [ { remember: { table: orders, key: x,"
                                            + " set: y } } ]")
                            .replace("folder: ", "folder: " + folder + "/"));
            assertThat(engine.check("adt", channel("hl7v2", recall)).warnings())
                    .singleElement()
                    .asString()
                    .contains("in \"order\"; did you mean \"orders\"?");
            assertThat(
                            engine.check(
                                            "adt",
                                            channel("hl7v2", recall.replace("order,", "orders,")))
                                    .warnings())
                    .isEmpty();
        }
    }

    @Test
    void warningsKeepNothingFromRunningAndAreShown() throws IOException {
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            Files.createDirectories(folder.resolve("in"));
            var text =
                    channel("hl7v2", "- remove: [XYZ-5]")
                            .replace("folder: ", "folder: " + folder + "/");
            var view = engine.deploy("adt", text, file -> Optional.empty());
            assertThat(view.state()).isEqualTo(ChannelState.STARTED);
            assertThat(view.warnings()).singleElement().asString().contains("XYZ");
            var wrong =
                    engine.deploy("adt", text.replace("XYZ-5", "PID-5.99"), f -> Optional.empty());
            assertThat(wrong.state()).isEqualTo(ChannelState.STARTED);
            assertThat(wrong.version()).isEqualTo(1);
            assertThat(wrong.problems()).singleElement().asString().contains("PID-5.99");
        }
    }

    static List<Path> examples() {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(f -> f.toString().matches(".*(?<!\\.test)\\.yaml"))
                    .filter(f -> !f.startsWith(EXAMPLES.resolve("plugins")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the other channels of the same example at work. */
    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsSaidOfTheExamples(Path example) throws IOException {
        try (var engine = new RunningEngine(folder.resolve("data"))) {
            for (var other : examples()) {
                if (other.getParent().equals(example.getParent()) && !other.equals(example)) {
                    engine.start(name(other), moved(other));
                }
            }
            var view = engine.check(name(example), moved(example));
            assertThat(view.problems()).isEmpty();
            assertThat(view.warnings()).isEmpty();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".yaml", "");
    }

    private String moved(Path file) throws IOException {
        return Files.readString(file)
                .replaceAll("port: \\d{4,5}", "port: " + Ports.free())
                .replaceAll("folder: (?!\\w+://)", "folder: " + folder + "/");
    }
}
