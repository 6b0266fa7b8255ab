package dev.pons.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import java.util.stream.Collectors;

/** Plugins without a flaw pass; one with a flaw fails exactly the contract that it breaks. */
class ContractsCanFailTest {

    @AfterEach
    void well() {
        Flaw.is(Flaw.NONE);
    }

    /** Why it failed; empty: it passed. */
    private static String outcome(EngineTestKit.Builder tests) {
        var events = tests.execute().testEvents();
        assertThat(events.started().count()).as("tests that ran").isPositive();
        return events.failed().stream()
                .map(ContractsCanFailTest::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(Event event) {
        var why =
                event.getPayload(TestExecutionResult.class)
                        .flatMap(TestExecutionResult::getThrowable)
                        .map(Throwable::getMessage)
                        .orElse("");
        return event.getTestDescriptor().getDisplayName() + ": " + why;
    }

    private static String one(Class<?> contract, String test) {
        return outcome(
                EngineTestKit.engine("junit-jupiter").selectors(selectMethod(contract, test)));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LineListenerContract.class,
                PigeonContract.class,
                UpperContract.class,
                WordContract.class
            })
    void plugins_without_a_flaw_pass(Class<?> contract) {
        assertThat(outcome(EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HASTY, yes_is_said_only_after_it_is_durable",
        "LIAR, busy_keeps_nothing_and_is_no_yes",
        "LEAKY, closing_leaves_nothing",
        "TALKATIVE, messages_come_in_as_they_were_sent"
    })
    void a_listener_with_a_flaw_fails_there(Flaw flaw, String contract) {
        Flaw.is(flaw);
        assertThat(one(LineListenerContract.class, contract)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STUBBORN, what_is_refused_is_not_sent_again",
        "DEAF, an_answer_that_never_came_is_no_yes"
    })
    void a_destination_with_a_flaw_fails_there(Flaw flaw, String contract) {
        Flaw.is(flaw);
        assertThat(one(PigeonContract.class, contract)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the_same_message_gives_the_same_result",
                "several_threads_do_not_disturb_each_other"
            })
    void a_step_with_a_flaw_fails_there(String contract) {
        Flaw.is(Flaw.MOODY);
        assertThat(one(UpperContract.class, contract)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TIDY, what_is_not_touched_is_written_as_it_came",
        "FRAGILE, garbage_is_a_problem_without_content_or_a_tree",
        "QUOTING, garbage_is_a_problem_without_content_or_a_tree"
    })
    void a_format_with_a_flaw_fails_there(Flaw flaw, String contract) {
        Flaw.is(flaw);
        assertThat(one(WordContract.class, contract)).isNotEmpty();
    }
}
