package dev.pons.itests.channel;

import static dev.pons.itests.channel.Line.after;
import static dev.pons.itests.channel.Line.holds;
import static dev.pons.itests.channel.Line.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Lines of the tables of paths, conditions and pipes, each by one example over real HL7. */
class LinesOverHl7Test {

    private static Arguments line(String name, String... columns) {
        return columns.length == 1
                ? Arguments.of(name, columns[0], "")
                : Arguments.of(name, columns[0], columns[1]);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                line("path | PID-5", "{PID-5}", "MILLER^ANNA^B&C"),
                line("path | PID-5.1", "{PID-5.2}", "ANNA"),
                line("path | PID-5.1.2", "{PID-5.3.2}", "C"),
                line("path | PID-3[2].4", "{PID-3[2].4}", "GOV"),
                line("path | OBX[2]-5", "{OBX[2]-5}", "abc"),
                line("path | PID-3[*].1", "{PID-3[*].1 | join}", "100,200,300"),
                line("path | OBX[*]", "{OBX[*] | count}", "3"),
                line("path | PID-3(5=MR).1", "{PID-3(5=MR).1}", "300"),
                line("path | OBX(3.1=PDF)-5", "{OBX(3.1=PDF)-5}", "abc"),
                line("path | OBR[2]/OBX[1]/NTE-3", "{OBR[2]/OBX[1]/NTE-3}", "second order"),
                line("path | PV1/NTE", "{PV1/NTE-3}", "about the visit"),
                line("path | reading without an index", "{PID-3.1}", "100"),
                line("path | id", "{id}", "1-1"),
                line("path | now", "{now}", "20240131123015"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void reads(String line, String template, String expected) throws Exception {
        assertThat(text(template)).isEqualTo(expected);
    }

    /** Each with one that holds, and one that does not. */
    static Stream<Arguments> conditions() {
        return Stream.of(
                line("condition | PV1-2: I", "{ PV1-2: I }", "{ PV1-2: O }"),
                line("condition | PV1-2: [I, E]", "{ PV1-2: [I, E] }", "{ PV1-2: [O, E] }"),
                line("condition | OBX-3.1: ~^PDF", "{ OBX-3.1: ~^PD }", "{ OBX-3.1: ~^DF }"),
                line("condition | exists", "{ PID-8: exists }", "{ PID-2: exists }"),
                line("condition | empty", "{ PID-2: empty }", "{ PID-8: empty }"),
                line("condition | deleted", "{ PID-11: deleted }", "{ PID-2: deleted }"),
                line("condition | absent", "{ PID-30: absent }", "{ PID-8: absent }"),
                line("condition | { not: U }", "{ PID-8: { not: U } }", "{ PID-8: { not: F } }"),
                line(
                        "condition | { over: 5 }",
                        "{ OBX-5: { over: 5 } }",
                        "{ OBX-5: { over: 12 } }"),
                line(
                        "condition | { under: 5 }",
                        "{ OBX-5: { under: 6 } }",
                        "{ OBX-5: { under: 5 } }"),
                line(
                        "condition | { before: \"{now}\" }",
                        "{ PID-7: { before: \"{now}\" } }",
                        "{ PID-7: { before: 1969 } }"),
                line(
                        "condition | { after: \"{now}\" }",
                        "{ PID-7: { after: 1969 } }",
                        "{ PID-7: { after: \"{now}\" } }"),
                line(
                        "condition | any: [...]",
                        "{ any: [ { PV1-2: O }, { PID-8: F } ] }",
                        "{ any: [ { PV1-2: O }, { PID-8: M } ] }"),
                line(
                        "condition | all: [...]",
                        "{ all: [ { PV1-2: I }, { PID-8: F } ] }",
                        "{ all: [ { PV1-2: I }, { PID-8: M } ] }"),
                line("condition | not: {...}", "{ not: { PV1-2: O } }", "{ not: { PV1-2: I } }"),
                line(
                        "condition | every: {...}",
                        "{ every: { OBX-2: [NM, ED] } }",
                        "{ every: { OBX-11: F } }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void holdsOrNot(String line, String holds, String not) throws Exception {
        assertThat(holds(holds)).as(holds).isTrue();
        assertThat(holds(not)).as(not).isFalse();
    }

    @Test
    @DisplayName("path | a condition without an index")
    void aConditionLooksAtAny() throws Exception {
        assertThat(holds("{ PID-3.1: 300 }")).isTrue();
        assertThat(holds("{ PID-3.1: 400 }")).isFalse();
    }

    static Stream<Arguments> pipes() {
        return Stream.of(
                line("pipe | upper", "{NTE-3 | upper}", "ABOUT THE VISIT"),
                line("pipe | lower", "{PID-5.1 | lower}", "miller"),
                line("pipe | title", "{NTE-3 | title}", "About The Visit"),
                line("pipe | trim", "{PID-8 | pad(3) | trim}", "F"),
                line("pipe | pad", "{PID-8 | pad(3, '0')}", "00F"),
                line("pipe | cut", "{PID-5.1 | cut(-3)}", "LER"),
                line("pipe | replace", "{PID-5.1 | replace('LL', 'L')}", "MILER"),
                line("pipe | regex", "{PID-7 | regex('^(....)')}", "1970"),
                line("pipe | default", "{PID-2 | default('U')}", "U"),
                line("pipe | number", "{OBX-5 | number(2, write=',')}", "5,50"),
                line("pipe | hash", "{PID-8 | hash('md5')}", "800618943025315f869e4e1f09471012"),
                line("pipe | base64", "{PID-5.1 | base64}", "TUlMTEVS"),
                line("pipe | hex", "{OBX(2=ED)-5 | hex}", "616263"),
                line("pipe | url", "{NTE-3 | url}", "about%20the%20visit"),
                line("pipe | count", "{PID-3[*].1 | count}", "3"),
                line("pipe | first", "{PID-3[*].1 | first}", "100"),
                line("pipe | last", "{PID-3[*].1 | last}", "300"),
                line("pipe | join", "{PID-3[*].1 | join('/')}", "100/200/300"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pipes")
    void makes(String line, String template, String expected) throws Exception {
        assertThat(text(template)).isEqualTo(expected);
    }

    @Test
    @DisplayName("step | validate")
    void whatTheStandardAsksOfAMessage() throws Exception {
        assertThat(after("- remove: [PV1/NTE]\n- validate: {}\n- set: { PID-8: U }"))
                .contains("|U|");
        assertThatThrownBy(() -> after("- validate: {}"))
                .hasMessageContaining("NTE: the message has no place for this segment here");
    }

    @Test
    void theReasonHasTheFirstFiveProblemsWithTheirPlacesAndHowManyMore() {
        assertThatThrownBy(() -> after("- remove: [PV1/NTE, PID-3, PID-5]\n- validate: {}"))
                .hasMessageEndingWith("PID-3: the field is required; PID-5: the field is required");
        var many =
                "- remove: [PV1/NTE, PID-3, PID-5, PV1-2, \"OBR[*]-4\", \"OBX[*]-3\"]\n- validate: {}";
        assertThatThrownBy(() -> after(many)).hasMessageEndingWith(" (and 3 more)");
    }
}
