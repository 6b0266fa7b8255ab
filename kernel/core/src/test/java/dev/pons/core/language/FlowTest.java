package dev.pons.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pons.core.config.Mark;
import dev.pons.core.language.Steps.StepFailure;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Document;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** One message through the language's and plugins' steps: parsed once, edited by one, isolated. */
class FlowTest {

    private final Channel channel = new Channel();
    private final Flow flow = channel.flow(Channel.ADT);

    private static Steps plugin(Step... steps) {
        return plugin(PluginOptions.NONE, steps);
    }

    private static Steps plugin(PluginOptions options, Step... steps) {
        var lines = new ArrayList<StepList.Line>();
        for (var step : steps) {
            lines.add(
                    new StepList.Line(
                            String.valueOf(lines.size() + 1),
                            "tidy",
                            new Mark("adt.yaml", 9, 3),
                            null,
                            new PluginStep("tidy at adt.yaml:9:3", step, options)));
        }
        return new StepList(List.copyOf(lines));
    }

    private static StepResult setName(Message message, Run run, String name) throws Exception {
        var document = Document.open(message, run);
        document.set("PID-5.1", name);
        return StepResult.next(document.message());
    }

    @Test
    void anUntouchedMessageIsTheSameObjectAndIsNotParsed() throws Exception {
        channel.run("- let: { a: b }", flow);
        assertThat(flow.message()).isSameAs(flow.original());
        assertThat(channel.format.reads).hasValue(0);
    }

    @Test
    void readingDoesNotWrite() throws Exception {
        channel.run("- keep: { PV1-2: I }", flow);
        assertThat(flow.message()).isSameAs(flow.original());
    }

    @Test
    void stepsInARowParseOnceAlsoWithPluginsBetween() throws Exception {
        channel.run("- keep: { PV1-2: I }\n- set: { PV1-2: O }", flow);
        plugin(
                        (message, run) -> setName(message, run, "SMITH"),
                        (message, run) -> setName(message, run, "SMYTHE"))
                .run(flow);
        channel.run("- set: { PV1-4: \"{PID-5.1}\" }", flow);
        assertThat(Channel.text(flow.message())).contains("PV1|1|O|W1^101|SMYTHE", "|SMYTHE^ANNA");
        assertThat(channel.format.reads).hasValue(1);
    }

    @Test
    void theOriginalStaysReadableAfterEdits() throws Exception {
        channel.run("- set: { PID-5.1: X, PID-5.2: \"{in.PID-5.1}\" }", flow);
        channel.run("- set: { PID-2: \"{in.PID-5.1}{PID-5.1}\" }", flow);
        assertThat(Channel.text(flow.message())).contains("PID|1|MILLERX|").contains("|X^MILLER|");
        assertThat(Channel.text(flow.original())).isEqualTo(Channel.ADT.replace('\r', '\n'));
    }

    @Test
    void whatHappensInADestinationStaysThere() throws Exception {
        channel.run("- set: { PV1-2: O }\n- let: { a: source }", flow);
        var lab = flow.branch("lab");
        var archive = flow.branch("archive");
        var idle = flow.branch("idle");
        channel.run("- let: { a: lab }\n- set: { PID-5.1: LAB }", lab);
        channel.run("- set: { PID-5.1: \"{a}\" }", archive);
        channel.run("- keep: { PV1-2: O, PID-5.1: MILLER }", idle);
        assertThat(lab.destination()).contains("lab");
        assertThat(Channel.text(lab.message())).contains("|LAB^ANNA|").contains("PV1|1|O|");
        assertThat(Channel.text(archive.message())).contains("|source^ANNA|");
        assertThat(idle.message()).isSameAs(flow.message());
        assertThat(Channel.text(flow.message())).contains("|MILLER^ANNA|").contains("PV1|1|O|");
        assertThat(flow.variables()).containsExactly(Map.entry("a", "source"));
    }

    @Test
    void oneDestinationThatWritesCostsNoSecondParse() throws Exception {
        channel.run("- set: { PV1-2: O }", flow);
        var lab = flow.branch("lab");
        channel.run("- set: { PID-5.1: LAB }", lab);
        assertThat(lab.message()).isNotSameAs(flow.message());
        assertThat(channel.format.reads).hasValue(1);
    }

    @Test
    void theSourcesLaterEditsDoNotReachABranch() throws Exception {
        channel.run("- set: { PV1-2: O }", flow);
        var lab = flow.branch("lab");
        channel.run("- set: { PV1-2: E }", flow);
        assertThat(Channel.text(lab.message())).contains("PV1|1|O|");
    }

    @Test
    void aStepThatDoesNotReturnItsEditsChangedNothing() throws Exception {
        plugin(
                        (message, run) -> {
                            setName(message, run, "GHOST");
                            return StepResult.next(message);
                        })
                .run(flow);
        channel.run("- keep: { PID-5.1: MILLER }", flow);
        assertThat(flow.message()).isSameAs(flow.original());
    }

    @Test
    void twoDocumentsOfOneMessageDoNotSeeEachOther() throws Exception {
        plugin(
                        (message, run) -> {
                            var first = Document.open(message, run);
                            var second = Document.open(message, run);
                            first.set("PID-5.1", "FIRST");
                            assertThat(second.text("PID-5.1")).isEqualTo("MILLER");
                            return StepResult.next(first.message());
                        })
                .run(flow);
        assertThat(Channel.text(flow.message())).contains("|FIRST^ANNA|");
    }

    @Test
    void aPluginsOptionsAreRenderedFromTheMessageBeforeItsStep() throws Exception {
        var name = Template.of("{PID-5.1 | lower}");
        var inpatient = Condition.of("PV1-2: I");
        var options = PluginOptions.fresh(true);
        options.texts()
                .put(name, channel.compiler.template(name.toString(), Mark.whole("a"), "text"));
        options.tests().put(inpatient, channel.compiler.condition(YamlText.read("PV1-2: I")));
        var seen = new AtomicReference<String>();
        plugin(
                        options,
                        (message, run) -> {
                            var result = setName(message, run, "SMITH");
                            seen.set(run.text(name) + run.holds(inpatient));
                            run.let("seen", run.variable("seen").orElse("first"));
                            return result;
                        })
                .run(flow);
        assertThat(seen).hasValue("millertrue");
        assertThat(flow.variable("seen")).contains("first");
        assertThatThrownBy(() -> flow.text(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPluginsReasonNamesItsStep() throws Exception {
        assertThat(plugin((message, run) -> StepResult.drop("not ours")).run(flow).reason())
                .isEqualTo("tidy at adt.yaml:9:3: not ours");
        assertThat(plugin((message, run) -> StepResult.hold("")).run(flow).reason())
                .isEqualTo("tidy at adt.yaml:9:3");
    }

    @Test
    void routesNarrowEachOther() throws Exception {
        var result =
                plugin(
                                (m, run) -> StepResult.route(m, Set.of("lab", "ward"), "first"),
                                (m, run) -> StepResult.route(m, Set.of("lab", "pacs"), "second"))
                        .run(flow);
        assertThat(result.kind()).isEqualTo(StepResult.Kind.ROUTE);
        assertThat(result.destinations()).containsExactly("lab");
        assertThat(result.reason()).isEqualTo("second");
    }

    @Test
    void aForeignExceptionIsNamedButNotQuoted() {
        var failure =
                catchThrowableOfType(
                        StepFailure.class,
                        () ->
                                plugin(
                                                (message, run) -> {
                                                    throw new IllegalArgumentException("MILLER");
                                                })
                                        .run(flow));
        assertThat(failure)
                .hasMessage(
                        "step 1 (tidy, adt.yaml:9:3): failed unexpectedly with"
                                + " java.lang.IllegalArgumentException")
                .hasStackTraceContaining("FlowTest");
        assertThat(failure.getCause()).hasMessageNotContaining("MILLER");
        assertThat(failure.problems()).isEmpty();
    }

    @Test
    void aMissingFormatIsAnIllegalStateThatNamesItAndTheMessageWaits() {
        var odd = channel.flow(flow.original().withBody(Payload.of(new byte[0]), "x12"));
        assertThatThrownBy(() -> channel.run("- keep: { PV1-2: I }", odd))
                .isInstanceOf(Formats.Missing.class)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format \"x12\" is not installed");
    }

    @Test
    void stepsOfPluginsAreClosedWithTheList() {
        var closed = new AtomicInteger();
        var step =
                new Step() {
                    @Override
                    public StepResult apply(Message message, Run run) {
                        return StepResult.next(message);
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
        plugin(step, step).close();
        assertThat(closed).hasValue(2);
        assertThat(plugin().isEmpty()).isTrue();
    }

    @Test
    void onlyDocumentsAreOffered() {
        assertThatThrownBy(() -> flow.service(Optional.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
