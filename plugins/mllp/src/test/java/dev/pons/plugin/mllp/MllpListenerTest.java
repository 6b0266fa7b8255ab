package dev.pons.plugin.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** "MLLP that survives the real world", over real sockets. */
class MllpListenerTest {

    private final TestKernel kernel = new TestKernel();
    private Sender sender;

    @BeforeEach
    void connect() throws Exception {
        kernel.listen(2048, Duration.ofMillis(300));
        sender = new Sender(kernel.port());
    }

    @AfterEach
    void close() throws Exception {
        sender.close();
        kernel.close();
    }

    @Test
    void aMessageIsAnswered() throws Exception {
        assertThat(sender.ask("<MSH|1>/")).isEqualTo("AA MSH|1");
        assertThat(sender.ask("<MSH|2>/")).isEqualTo("AA MSH|2");
        assertThat(kernel.stored).containsExactly("MSH|1", "MSH|2");
        assertThat(kernel.repaired).isEmpty();
    }

    @Test
    void severalMessagesInOneSegmentAreAnsweredOneByOne() throws Exception {
        assertThat(sender.ask("<MSH|1>/<MSH|2>/<MSH|3>/")).isEqualTo("AA MSH|1");
        assertThat(sender.read()).isEqualTo("AA MSH|2");
        assertThat(sender.read()).isEqualTo("AA MSH|3");
    }

    @Test
    void oneMessageInManySegmentsIsOne() throws Exception {
        for (var piece : "<MSH|1/PID|>".split("")) {
            sender.write(piece);
        }
        assertThat(sender.read()).isEqualTo("AA MSH|1/PID|");
    }

    @Test
    void aMissingOrLateCarriageReturnHoldsNothingUp() throws Exception {
        assertThat(sender.ask("<MSH|1>")).isEqualTo("AA MSH|1");
        assertThat(sender.ask("/<MSH|2>")).isEqualTo("AA MSH|2");
        assertThat(sender.ask("<MSH|3>")).isEqualTo("AA MSH|3");
        assertThat(kernel.repaired).isEmpty();
    }

    @Test
    void bytesBetweenFramesAreSkippedAndSaid() throws Exception {
        assertThat(sender.ask("\0\0garbage\r\n<MSH|1>/")).isEqualTo("AA MSH|1");
        assertThat(sender.ask("\n<<MSH|2>/")).isEqualTo("AA MSH|2");
        assertThat(sender.ask("MSH|3>/")).isEqualTo("AA MSH|3");
        assertThat(kernel.repaired)
                .containsExactly(
                        "11 bytes before the start block skipped",
                        "1 bytes before the start block skipped; start block doubled",
                        "no start block");
    }

    @Test
    void aDoubledEndBlockHoldsNothingUp() throws Exception {
        assertThat(sender.ask("<MSH|1>>/")).isEqualTo("AA MSH|1");
        assertThat(sender.ask("<MSH|2>/")).isEqualTo("AA MSH|2");
    }

    @Test
    void garbageAloneEndsNoConnection() throws Exception {
        sender.write("garbage");
        await().during(Duration.ofMillis(400))
                .until(() -> kernel.net.lines("test").connected() == 1);
        assertThat(sender.ask("<MSH|1>/")).isEqualTo("AA MSH|1");
    }

    @Test
    void aFrameThatIsTooLongIsAnsweredAndTheLineGoesOn() throws Exception {
        assertThat(sender.ask("<MSH|" + "x".repeat(3000) + ">/")).isEqualTo("AR too-long");
        assertThat(sender.ask("<MSH|2>/")).isEqualTo("AA MSH|2");
        assertThat(kernel.refused)
                .containsExactly("too-long: the message has 3004 bytes; max-frame allows 2048");
    }

    @Test
    void aFrameWithoutEndIsAnsweredAndHungUp() throws Exception {
        sender.write("<MSH|" + "x".repeat(20_000));
        assertThat(sender.read()).isEqualTo("AR too-long");
        assertThat(sender.read()).isEqualTo("closed");
    }

    @Test
    void aFrameCutOffByThePeerIsRefused() throws Exception {
        sender.write("<MSH|1");
        sender.close();
        await().until(() -> !kernel.refused.isEmpty());
        assertThat(kernel.refused)
                .containsExactly("malformed: connection ended inside a message after 5 bytes");
    }

    @Test
    void aHalfOpenPeerInsideAMessageIsGivenUp() throws Exception {
        sender.write("<MSH|1");
        assertThat(sender.read()).isEqualTo("closed");
        assertThat(kernel.refused).hasSize(1).first().asString().contains("inside a message");
    }

    @Test
    void aMessageThatWasNotEndedIsRefusedAndTheNextOneTaken() throws Exception {
        assertThat(sender.ask("<MSH|1/PI<MSH|2>/")).isEqualTo("AA MSH|2");
        assertThat(kernel.refused)
                .containsExactly("malformed: a new message began inside a message after 8 bytes");
    }

    @Test
    void silenceKeepsTheLineAndBusyWithoutReplyEndsIt() throws Exception {
        sender.write("<quiet>/");
        assertThat(sender.ask("<MSH|2>/")).isEqualTo("AA MSH|2");
        assertThat(sender.ask("<busy>/")).isEqualTo("closed");
    }
}
