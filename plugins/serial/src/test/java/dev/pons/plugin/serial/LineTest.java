package dev.pons.plugin.serial;

import static dev.pons.plugin.serial.TestKernel.lines;
import static dev.pons.plugin.serial.TestKernel.send;
import static dev.pons.plugin.serial.TestKernel.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.framing.Answer.With;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A line, its members and a device at its other end. */
class LineTest {

    @TempDir Path folder;
    private final TestKernel kernel = new TestKernel();
    private Path port;
    private Plug device;

    @BeforeEach
    void plugIn() {
        port = folder.resolve("port");
        device = new Plug(port);
    }

    @AfterEach
    void close() throws Exception {
        kernel.close();
        device.close();
    }

    private static CompletableFuture<Delivery> sending(dev.pons.spi.Destination to, String text) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return send(to, text);
                    } catch (Exception e) {
                        return Delivery.retry(String.valueOf(e.getMessage()));
                    }
                });
    }

    @Test
    void aSourceAndADestinationShareALine() throws Exception {
        kernel.takes("in", wiring(port), lines(), With.BYTES);
        var out = kernel.sends("in/out", wiring(port), lines(), With.BYTES);
        device.say("one\ntwo\n");
        device.expect("\6\6");
        var sent = sending(out, "order");
        device.expect("order\n");
        device.say("\6");
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        device.say("three\nbad\n");
        device.expect("\6\25");
        assertThat(kernel.stored).containsExactly("one", "two", "three");
    }

    @Test
    void aDeviceThatSpeaksFirstIsHeardAndItsAnswerTold() throws Exception {
        kernel.takes("in", wiring(port), lines(), With.BYTES);
        var out = kernel.sends("in/out", wiring(port), lines(), With.BYTES);
        var sent = sending(out, "order");
        device.expect("order\n");
        device.say("result\n");
        device.expect("\6");
        device.say("\25");
        assertThat(sent.get()).hasToString("REJECTED: the device said no");
        assertThat(kernel.stored).containsExactly("result");
    }

    @Test
    void anAnswerOfTheFormatIsJudged() throws Exception {
        var out = kernel.sends("a/out", wiring(port), lines(), With.FORMAT);
        var sent = sending(out, "order");
        device.expect("order\n");
        device.say("YES order\n");
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        sent = sending(out, "other");
        device.expect("other\n");
        device.say("YES order\n");
        assertThat(sent.get().kind()).isEqualTo(Delivery.Kind.REJECTED);
    }

    @Test
    void nothingIsAnsweredThatWasNotKept() throws Exception {
        kernel.takes("in", wiring(port), lines(), With.FORMAT);
        device.say("busy\nnext\n");
        device.expect("YES next\n");
        assertThat(kernel.stored).containsExactly("next");
    }

    @Test
    void theLineGoesOnWhenTheMemberLeavesThatRanIt() throws Exception {
        var in = kernel.takes("in", wiring(port), lines(), With.NONE);
        var out = kernel.sends("other/out", wiring(port), lines(), With.BYTES);
        var first = sending(out, "one");
        device.expect("one\n");
        device.say("\6");
        assertThat(first.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        in.quiesce();
        in.close();
        var second = sending(out, "two");
        device.expect("two\n");
        device.say("\6");
        assertThat(second.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
        kernel.takes("again", wiring(port), lines(), With.BYTES);
        device.say("three\n");
        device.expect("\6");
        assertThat(kernel.states).doesNotHaveDuplicates().allMatch(state -> state.endsWith(": up"));
    }

    @Test
    void otherTermsForOnePortAreTellingBothPlacesAndServedWhenTheFirstHaveLeft() throws Exception {
        var in = kernel.takes("lab", wiring(port, 9600), lines(), With.NONE);
        kernel.takes("ward", wiring(port, 19200), lines(), With.BYTES);
        await().until(() -> kernel.states.size() == 2);
        assertThat(kernel.states)
                .containsExactlyInAnyOrder(
                        "lab: up",
                        "ward: lab has "
                                + port
                                + " as 9600 8N1 with framing, and ward wants 19200 8N1 with"
                                + " framing; write the same line, and framing or lis1, in both");
        in.close();
        await().until(() -> kernel.states.contains("ward: up"));
        device.say("one\n");
        device.expect("\6");
    }

    @Test
    void aLineHasOneSource() {
        kernel.takes("lab", wiring(port), lines(), With.NONE);
        kernel.takes("ward", wiring(port), lines(), With.NONE);
        await().until(
                        () ->
                                kernel.states.contains(
                                        "ward: lab takes the messages of "
                                                + port
                                                + "; a line has one source"));
    }

    @Test
    void unpluggedAndPluggedInAgainIsOneChangeOfState() throws Exception {
        kernel.takes("in", wiring(port), lines(), With.BYTES);
        device.say("one\nhal");
        device.expect("\6");
        device.out();
        await().until(() -> kernel.states.size() == 2);
        assertThat(kernel.refused)
                .containsExactly("malformed: connection ended inside a message after 3 bytes");
        await().during(Duration.ofMillis(2500)).until(() -> kernel.states.size() == 2);
        device.in();
        await().until(() -> kernel.states.size() == 3);
        device.say("two\n");
        device.expect("\6");
        assertThat(kernel.stored).containsExactly("one", "two");
        assertThat(kernel.states)
                .containsExactly(
                        "in: up",
                        "in: " + port + " is not there; plug it in, or see serial:list for what is",
                        "in: up");
    }

    @Test
    void aMessageOfALineThatBreaksIsUnknownAndTheNextWaitsForThePort() throws Exception {
        var out = kernel.sends("a/out", wiring(port), lines(), With.BYTES);
        var sent = sending(out, "one");
        device.expect("one\n");
        device.out();
        assertThat(sent.get())
                .hasToString("UNKNOWN: the line broke before the message was out or answered");
        var next = sending(out, "two");
        device.in();
        device.expect("two\n");
        device.say("\6");
        assertThat(next.get().kind()).isEqualTo(Delivery.Kind.DELIVERED);
    }

    @Test
    void aSilenceEndsAMessage() throws Exception {
        kernel.takes("in", wiring(port), framing(), With.NONE);
        device.say("one");
        await().until(() -> kernel.stored.equals(List.of("one")));
        var out = kernel.sends("in/out", wiring(port), framing(), With.NONE);
        assertThat(send(out, "a").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        long begin = System.nanoTime();
        assertThat(send(out, "b").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("a silence stands between two messages")
                .isGreaterThan(Duration.ofMillis(200));
        device.expect("ab");
    }

    private static dev.pons.framing.Framing framing() {
        return TestKernel.framing("", Duration.ofMillis(200));
    }

    @Test
    void largeMessagesGoBothWaysAtOnceAndAreIdentical() throws Exception {
        var one = folder.resolve("one");
        var other = folder.resolve("other");
        var socat = Plug.pair(one, other);
        try {
            var here = letters(200_000, 1);
            var there = letters(200_000, 2);
            kernel.takes("one", wiring(one, 115200), lines(), With.NONE);
            kernel.takes("other", wiring(other, 115200), lines(), With.NONE);
            var a = sending(kernel.sends("one/out", wiring(one, 115200), lines(), With.NONE), here);
            var b =
                    sending(
                            kernel.sends("other/out", wiring(other, 115200), lines(), With.NONE),
                            there);
            assertThat(a.get()).hasToString("DELIVERED");
            assertThat(b.get()).hasToString("DELIVERED");
            await().atMost(Duration.ofSeconds(60)).until(() -> kernel.stored.size() == 2);
            assertThat(List.copyOf(kernel.stored))
                    .usingElementComparator((x, y) -> x.equals(y) ? 0 : 1)
                    .containsExactlyInAnyOrder(here, there);
        } finally {
            socat.destroy();
        }
    }

    /** All bytes but the delimiter. */
    private static String letters(int count, long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(count);
        while (text.length() < count) {
            char one = (char) random.nextInt(256);
            text.append(one == '\n' ? '\r' : one);
        }
        return text.toString();
    }
}
