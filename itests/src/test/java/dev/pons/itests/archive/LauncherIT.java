package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The verbs of {@code bin/pons} on an engine that is well. */
class LauncherIT {

    private static final int PORT = Ports.free();
    private static Instance instance;
    private static Result started;

    @BeforeAll
    static void start() {
        instance = Instance.fresh().channel("adt", Yaml.toFiles(PORT));
        started = instance.run("start");
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    @Test
    void startReturnsWhenTheChannelsListen() {
        started.ok();
        assertThat(started.out()).contains("Ready after");
        assertThat(Instance.listens(PORT)).isTrue();
    }

    @Test
    void startTwiceSaysThatItRuns() {
        assertThat(instance.run("start").ok().out())
                .contains("The engine already runs (process " + instance.pid() + ")");
    }

    @Test
    void statusSaysItAndItsOptionPidPrintsTheProcessIdAlone() {
        assertThat(instance.run("status").ok().out())
                .contains("Running since")
                .contains("Ready.")
                .contains(instance.base().toString());
        Result pid = instance.run("status", "--pid").ok();
        assertThat(pid.out()).matches("[0-9]+\\R");
        assertThat(pid.err()).isEmpty();
        assertThat(ProcessHandle.of(Long.parseLong(pid.out().strip()))).isPresent();
    }

    @Test
    void statusOfAnInstanceThatDoesNotRunIsThree() {
        try (Instance other = Instance.fresh()) {
            assertThat(other.run("status").code()).isEqualTo(3);
            assertThat(other.run("status", "--pid").code()).isEqualTo(3);
            assertThat(other.exec("channel:list").code()).isEqualTo(3);
            assertThat(other.exec("channel:list").err()).contains("pons start");
            assertThat(other.run("stop").ok().out()).contains("not running");
        }
    }

    @Test
    void exitCodesOfExecPassThrough() {
        assertThat(instance.exec("channel:list").code()).isZero();
        Result impossible = instance.exec("channel:show nobody");
        assertThat(impossible.code()).isEqualTo(1);
        assertThat(impossible.err()).contains("nobody");
        Result wrong = instance.exec("message:hold nonsense");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("usage: message:hold");
        Result unknown = instance.exec("channel:lits");
        assertThat(unknown.code()).isEqualTo(127);
        assertThat(unknown.text()).contains("channel:lits");
    }

    @Test
    void execIsSafeWithItsInputClosed() {
        assertThat(instance.shell("\"$PONS\" exec channel:list <&-").ok().out()).contains("adt");
        assertThat(instance.shell("echo ignored | \"$PONS\" exec channel:list").ok().out())
                .contains("adt");
    }

    @Test
    void execTakesUnderTwoSeconds() {
        Result first = instance.exec("channel:list").ok();
        Result second = instance.exec("channel:list").ok();
        System.out.printf(
                "exec took %d and %d ms%n", first.time().toMillis(), second.time().toMillis());
        // the better of two: builds beside this one must not fail it
        assertThat(Duration.ofMillis(Math.min(first.time().toMillis(), second.time().toMillis())))
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void wrongVerbsSayWhatWasMeant() {
        assertThat(instance.run("strat").code()).isEqualTo(2);
        assertThat(instance.run("strat").err()).contains("did you mean 'start'");
        assertThat(instance.run("channel:list").err()).contains("exec \"channel:list\"");
        assertThat(instance.run("version").ok().out()).startsWith("Pons ");
        assertThat(instance.run("help").ok().out()).contains("PONS_BASE");
    }

    @Test
    void aSecondEngineOnTheSameBaseIsRefusedInWords() {
        Result second = instance.run("run");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("already runs (process " + instance.pid() + ")");
        assertThat(instance.exec("channel:list").code()).isZero();
    }

    @Test
    void aSecondEngineIsRefusedEvenIfTheFirstCannotBeSeen() {
        // as from another container, where the process id says nothing
        Result second =
                instance.shell(
                        "mv data/run/pons.pid data/run/kept; \"$PONS\" run; code=$?;"
                                + " mv data/run/kept data/run/pons.pid; exit $code");
        assertThat(second.code()).isNotZero();
        assertThat(second.err()).contains("another engine runs on " + instance.base());
        assertThat(MllpClient.sendTo(PORT, Yaml.adt("AFTER2"))).contains("MSA|AA|AFTER2");
        assertThat(instance.exec("channel:list").code()).isZero();
    }
}
