package dev.pons.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.StepResult;
import dev.pons.spi.StepResult.Kind;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** channel-language.md, section 5: code tables and what channels remember. */
class TableStepsTest {

    private static final String WARDS = "code,text,floor\nW1,\"Ward 1, east\",2\nW2,Ward 2,3\n";

    private static Channel channel() {
        var channel = new Channel();
        channel.tables.put("wards", CodeTable.read("wards", WARDS));
        return channel;
    }

    private static Flow ran(Channel channel, String yaml) throws Exception {
        var flow = channel.flow(Channel.ADT);
        assertThat(channel.run(yaml, flow).kind()).isEqualTo(Kind.NEXT);
        return flow;
    }

    private static List<String> faults(String yaml) {
        var channel = channel();
        channel.compile(yaml);
        return channel.faults.list().stream().map(Object::toString).toList();
    }

    @Test
    @DisplayName("step | lookup")
    void lookupPutsTheSecondColumnIntoAVariable() throws Exception {
        var flow = ran(channel(), "- lookup: { table: wards, key: \"{PV1-3.1}\", into: ward }");
        assertThat(flow.variables()).containsOnly(Map.entry("ward", "Ward 1, east"));
    }

    @Test
    void lookupPutsNamedColumnsWhereTheyAreWanted() throws Exception {
        var flow =
                ran(
                        channel(),
                        "- lookup: { table: wards, key: \"{PV1-3.1}\","
                                + " into: { PV1-3.2: floor, ward: text } }");
        assertThat(Channel.text(flow.message())).contains("PV1|1|I|W1^2");
        assertThat(flow.variables()).containsEntry("ward", "Ward 1, east");
        var other =
                ran(channel(), "- lookup: { table: wards, key: W2, column: floor, into: PV1-3.2 }");
        assertThat(Channel.text(other.message())).contains("PV1|1|I|W1^3");
    }

    @Test
    void aMissHoldsKeepsRefusesOrGivesAText() throws Exception {
        assertThat(miss("").kind()).isEqualTo(Kind.HOLD);
        assertThat(miss("").reason()).isEqualTo("table wards has no such key");
        assertThat(miss(", miss: hold").kind()).isEqualTo(Kind.HOLD);
        assertThat(miss(", miss: keep").kind()).isEqualTo(Kind.NEXT);
        assertThat(miss(", miss: refuse").problem().orElseThrow().code()).isEqualTo("unknown-code");
        var flow =
                ran(
                        channel(),
                        "- lookup: { table: wards, key: X, into: w, miss: \"keep {PID-8}\" }");
        assertThat(flow.variables()).containsEntry("w", "keep F");
        assertThat(ran(channel(), "- lookup: { table: wards, key: X, into: w, miss: \"keep\" }"))
                .extracting(f -> f.variables().get("w"))
                .isEqualTo("keep");
    }

    private static StepResult miss(String option) throws Exception {
        var channel = channel();
        return channel.run(
                "- lookup: { table: wards, key: X, into: w" + option + " }",
                channel.flow(Channel.ADT));
    }

    @Test
    void aTableThatChangesCountsAtOnceButNotForAMessageThatRunsAgain() throws Exception {
        var channel = channel();
        var steps = channel.steps("- lookup: { table: wards, key: W1, into: w }");
        var first = channel.flow(Channel.ADT);
        steps.run(first);
        channel.tables.put("wards", CodeTable.read("wards", "code,text\nW1,other\n"));
        var again = channel.flow(Channel.ADT);
        steps.run(again);
        channel.given = new Given(first.given().answers());
        var replayed = channel.flow(Channel.ADT);
        steps.run(replayed);
        assertThat(first.variables()).isEqualTo(replayed.variables());
        channel.given = new Given();
        var fresh = channel.flow(Channel.ADT);
        steps.run(fresh);
        assertThat(fresh.variables()).containsEntry("w", "other");
    }

    @Test
    @DisplayName("condition | { in: wards }")
    void aConditionAsksForKeys() throws Exception {
        var channel = channel();
        var yes = channel.compiler.condition(YamlText.read("{ PV1-3.1: { in: wards } }"));
        var no = channel.compiler.condition(YamlText.read("{ PV1-2: { in: wards } }"));
        assertThat(channel.faults.list()).isEmpty();
        var flow = channel.flow(Channel.ADT);
        assertThat(yes.of(flow).holds()).isTrue();
        assertThat(no.of(flow).holds()).isFalse();
        assertThat(no.of(flow).decidedBy()).isEqualTo("PV1-2: { in: wards }");
    }

    @Test
    @DisplayName("pipe | lookup")
    void pipesLookUp() throws Exception {
        var channel = channel();
        var flow = channel.flow(Channel.ADT);
        assertThat(channel.render("{PV1-3.1 | lookup('wards')}", "text", flow))
                .isEqualTo("Ward 1, east");
        assertThat(channel.render("{PV1-3.1 | lookup('wards', 'floor')}", "text", flow))
                .isEqualTo("2");
        assertThat(channel.render("{PID-8 | lookup('wards') | default('?')}", "text", flow))
                .isEqualTo("?");
    }

    @Test
    @DisplayName("pipe | next")
    void pipesCount() throws Exception {
        var channel = channel();
        var flow = channel.flow(Channel.ADT);
        assertThat(channel.render("{PID-8 | next('n')}-{PID-8 | next('n')}", "text", flow))
                .isEqualTo("1-2");
    }

    @Test
    @DisplayName("pipe | pseudonym")
    void pipesHide() throws Exception {
        var channel = channel();
        channel.secrets.put("pseudonym", "a secret");
        channel.secrets.put("study", "another");
        var flow = channel.flow(Channel.ADT);
        var one = channel.render("{PID-5.1 | pseudonym}", "text", flow);
        assertThat(one).matches("[0-9a-f]{16}");
        assertThat(channel.render("{PID-5.1 | pseudonym}", "text", flow)).isEqualTo(one);
        assertThat(channel.render("{PID-5.1 | pseudonym('study', 20)}", "text", flow))
                .hasSize(20)
                .doesNotStartWith(one);
    }

    @Test
    void whatIsRememberedIsRecalledByThisMessageAndLeftForOthers() throws Exception {
        var channel = channel();
        var flow =
                ran(
                        channel,
                        """
                        - remember: { table: orders, key: "{MSH-10}", set: { mrn: "{PID-3}", at: "{now}" }, keep: 90d }
                        - recall: { table: orders, key: "4711", into: { PID-4: mrn, when: at } }
                        """);
        assertThat(flow.variables()).containsEntry("when", "20240131123015");
        assertThat(flow.given().remembered())
                .containsExactly(
                        new Given.Remembered(
                                "orders",
                                "4711",
                                Map.of("mrn", "100^^^KH^MR", "at", "20240131123015"),
                                Channel.NOW.plusSeconds(90 * 86_400).toEpochMilli()));
        assertThat(flow.given().answers()).isEmpty();
    }

    @Test
    @DisplayName("step | recall")
    void recallGivesWhatOthersRememberedAndIsRecorded() throws Exception {
        var channel = channel();
        channel.memory.known.put("orders/4711", Map.of("value", "P1"));
        var flow = ran(channel, "- recall: { table: orders, key: \"{MSH-10}\", into: placer }");
        assertThat(flow.variables()).containsEntry("placer", "P1");
        channel.memory.known.clear();
        channel.given = new Given(flow.given().answers());
        var again = ran(channel, "- recall: { table: orders, key: \"{MSH-10}\", into: placer }");
        assertThat(again.variables()).containsEntry("placer", "P1");
    }

    @Test
    @DisplayName("step | forget")
    void recallOfNothingHoldsAndForgetForgets() throws Exception {
        var channel = channel();
        var result =
                channel.run(
                        """
                        - remember: { table: t, key: k, set: x }
                        - forget: { table: t, key: k }
                        - recall: { table: t, key: k, into: v }
                        """,
                        channel.flow(Channel.ADT));
        assertThat(result.kind()).isEqualTo(Kind.HOLD);
        assertThat(result.reason()).isEqualTo("nothing is remembered in t");
        assertThat(channel.given.remembered()).hasSize(2);
    }

    @Test
    void whatIsKeptForNoTimeIsForgotten() throws Exception {
        var channel = channel();
        var flow =
                ran(
                        channel,
                        """
                        - remember: { table: t, key: k, set: x, keep: 0s }
                        - recall: { table: t, key: k, into: v, miss: "none" }
                        """);
        assertThat(flow.variables()).containsEntry("v", "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- lookup: { table: ward, key: x, into: y } # no table \"ward\"; did you mean"
                        + " \"wards\"?",
                "- lookup: { table: wards, key: x, into: y, column: flor } # has no column"
                        + " \"flor\"; did you mean \"floor\"?",
                "- lookup: { table: wards, key: x } # `into` is missing",
                "- lookup: { table: wards, key: x, into: in.PID-3 } # cannot be changed",
                "- lookup: { table: wards, key: x, into: now } # has a meaning of its own",
                "- lookup: { table: wards, key: x, into: y, miss: hodl } # did you mean hold?",
                "- lookup: { table: wards, kee: x, into: y } # unknown option \"kee\"; did you mean"
                        + " \"key\"?",
                "- lookup: wards # this step takes { table: wards",
                "- remember: { table: t, key: k } # `set` is missing",
                "- remember: { table: t, key: k, set: x, keep: soon } # `keep`:",
                "- recall: { key: k, into: x } # `table` is missing",
                "- keep: { PV1-3: { in: beds } } # no table \"beds\"",
                "- let: { x: \"{PID-5 | lookup('beds')}\" } # no table \"beds\"",
                "- let: { x: \"{PID-5 | pseudonym}\" } # there is no secret \"pseudonym\"",
                "- let: { x: \"{PID-5 | next}\" } # `next` needs its argument \"sequence\"",
            })
    void mistakesAreSaidWithTheirRemedy(String line) {
        int at = line.indexOf(" # ");
        assertThat(faults(line.substring(0, at)))
                .anySatisfy(fault -> assertThat(fault).contains(line.substring(at + 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# line 1: the header is missing",
                "code # line 1: a table has two columns at least",
                "code,code # line 1: each column has a name of its own",
                "code,text;A # line 2 has 1 cells, the header has 2",
                "code,text;A,1;A,2 # line 3: the key in its first cell stands in a line before",
                "code,text;A,\"x # line 2: a quote is not closed",
                "code,text;A,\"x\"y # line 2: text stands behind a closing quote",
            })
    void aTableThatIsWrongSaysItsLine(String line) {
        int at = line.indexOf("# ");
        var csv = line.substring(0, at).strip().replace(';', '\n');
        assertThatThrownBy(() -> CodeTable.read("t", csv))
                .hasMessageContaining(line.substring(at + 2));
    }

    @Test
    void aTableIsReadAsRfc4180HasIt() {
        var table =
                CodeTable.read("t", "\uFEFFcode,text\r\nA,\"a \"\"b\"\"\"\r\n\r\nB,\"two\nlines\"");
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.cell("A", "text")).isEqualTo("a \"b\"");
        assertThat(table.cell("B", "text")).isEqualTo("two\nlines");
        assertThat(table.cell("C", "text")).isNull();
        assertThatThrownBy(() -> table.cell("A", "gone")).hasMessageContaining("no column gone");
    }

    @Test
    void fewValuesAreOneTextAndThemselvesAgain() {
        var values = Map.of("a", "1:2", "", "x", "long", "y".repeat(100));
        assertThat(Fields.unpack(Fields.pack(values))).isEqualTo(values);
        assertThatThrownBy(() -> Fields.unpack("3:ab"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
