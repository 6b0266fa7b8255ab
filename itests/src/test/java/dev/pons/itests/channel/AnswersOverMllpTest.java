package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Channel language section 6 with HL7 over real sockets: sender, engine and laboratory. */
@Timeout(60)
class AnswersOverMllpTest {

    @TempDir Path folder;
    private int port;
    private RunningEngine engine;
    private Mllp.Receiver laboratory;

    /** The laboratory answers when this is open. */
    private volatile CountDownLatch open = new CountDownLatch(0);

    /** MSA-1 of the laboratory. */
    private volatile String says = "AA";

    @BeforeEach
    void start() throws IOException {
        port = Ports.free();
        engine = new RunningEngine(folder.resolve("data"));
        laboratory =
                new Mllp.Receiver(
                        message -> {
                            try {
                                open.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "MSH|^~\\&|LAB\rMSA|"
                                    + says
                                    + "|"
                                    + message.split("\\|")[9]
                                    + "|from the laboratory\r";
                        });
    }

    @AfterEach
    void stop() throws IOException {
        open.countDown();
        engine.close();
        laboratory.close();
    }

    private void channel(String source, String steps) {
        engine.start(
                "adt",
                """
                source:
                  mllp: { listen: { port: %d } }
                  format: hl7v2
                  %s
                steps: [%s]
                destinations:
                  lab: { mllp: { connect: "127.0.0.1:%d" } }
                """
                        .formatted(port, source.replace("; ", "\n  "), steps, laboratory.port()));
    }

    private static String adt(String id, String asked) {
        return "MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|" + id + "|P|2.5|||" + asked + "\rPID|1\r";
    }

    private static String msa(String answer) {
        return answer.isEmpty() ? "closed" : answer.split("\r")[1];
    }

    /** Original mode, "processed": one answer, after the laboratory's. */
    @Test
    @DisplayName("acknowledge | processed")
    void processedAnswersOnceWhenTheLaboratoryHasIt() throws Exception {
        channel("acknowledge: processed", "");
        assertThat(msa(Mllp.send(port, adt("1", "|")))).isEqualTo("MSA|AA|1");
        assertThat(laboratory.received).hasSize(1);
        says = "AE";
        assertThat(msa(Mllp.send(port, adt("2", "|"))))
                .isEqualTo("MSA|AE|2|not delivered to lab: held (peer answered AE)");
    }

    /** AL, AL: CA at once, further messages meanwhile, AA when the laboratory answered. */
    @Test
    void twoAnswersOnOneConnectionAndMessagesBetweenThem() throws Exception {
        open = new CountDownLatch(1);
        channel("acknowledge: processed; within: 30s", "");
        try (var sender = new Mllp.Sender(port)) {
            for (int i = 1; i <= 3; i++) {
                sender.write(adt("" + i, "AL|AL"));
                assertThat(msa(sender.read())).isEqualTo("MSA|CA|" + i);
            }
            open.countDown();
            assertThat(List.of(msa(sender.read()), msa(sender.read()), msa(sender.read())))
                    .as("each when it is known")
                    .containsExactlyInAnyOrder("MSA|AA|1", "MSA|AA|2", "MSA|AA|3");
            sender.write(adt("4", "NE|ER"));
            sender.write(adt("5", "ER|SU"));
            assertThat(msa(sender.read())).as("4 is done in silence").isEqualTo("MSA|AA|5");
        }
    }

    /** "acknowledge: stored" knows the result at once: two frames. */
    @Test
    @DisplayName("acknowledge | stored")
    void storedAnswersBothAtOnce() throws Exception {
        channel("acknowledge: stored", "");
        try (var sender = new Mllp.Sender(port)) {
            sender.write(adt("1", "AL|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|1");
            assertThat(msa(sender.read())).isEqualTo("MSA|AA|1");
            sender.write(adt("2", "AL|NE"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|2");
        }
    }

    /** "refuse": AL|NE hears it in the accept acknowledgment, AL|AL too, NE|AL in the other. */
    @Test
    @DisplayName("what became of it | refused by a step")
    void aRefusalOfTheStepsIsTold() throws Exception {
        channel(
                "acknowledge: processed",
                " { when: { PID-1: 1 }, refuse: { code: AE, text: unknown ward } } ");
        assertThat(msa(Mllp.send(port, adt("1", "AL|NE")))).isEqualTo("MSA|CE|1|unknown ward");
        assertThat(msa(Mllp.send(port, adt("2", "AL|AL")))).isEqualTo("MSA|CE|2|unknown ward");
        assertThat(msa(Mllp.send(port, adt("3", "NE|AL")))).isEqualTo("MSA|AE|3|unknown ward");
    }

    /** "within ...: AE after it" in the original mode; after CA nothing more. */
    @Test
    void afterWithinTheResultIsUnknown() throws Exception {
        open = new CountDownLatch(1);
        channel("acknowledge: processed; within: 200ms", "");
        assertThat(msa(Mllp.send(port, adt("1", "|"))))
                .isEqualTo("MSA|AE|1|accepted, result unknown yet");
        try (var sender = new Mllp.Sender(port)) {
            sender.write(adt("2", "AL|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|2");
            sender.write(adt("3", "NE|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|AE|3|accepted, result unknown yet");
        }
    }

    /** "reply-of": the laboratory's words go back, for the sender's own control id. */
    @Test
    @DisplayName("acknowledge | { reply-of: laboratory }")
    void replyOfNamesTheSendersControlId() throws Exception {
        channel("acknowledge: { reply-of: lab }", " { set: { MSH-10: \"X-{MSH-10}\" } } ");
        assertThat(Mllp.send(port, adt("1", "|")))
                .isEqualTo("MSH|^~\\&|LAB\rMSA|AA|1|from the laboratory\r");
        assertThat(laboratory.received.get(0)).contains("|X-1|");
    }

    /** "reply: [steps]" on MSA-3, with the request and variables. */
    @Test
    void replyStepsSetMsa3() throws Exception {
        channel(
                "acknowledge: checked; reply: [ { set: { MSA-3: \"{who} {in.MSH-10}"
                        + " {meta.result}\" } } ]",
                " { let: { who: \"{MSH-3}\" } } ");
        assertThat(msa(Mllp.send(port, adt("1", "|")))).isEqualTo("MSA|AA|1|HIS 1 done");
    }

    /** 6.2: a line that is owed an answer is handed over when that is out. */
    @Test
    void aSwapWaitsForTheAnswerThatIsOwed() throws Exception {
        open = new CountDownLatch(1);
        channel("acknowledge: processed; within: 30s", "");
        try (var sender = new Mllp.Sender(port)) {
            sender.write(adt("1", "AL|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|1");
            await().until(() -> laboratory.received.size() == 1);
            var swap = new Thread(() -> channel("acknowledge: processed; within: 20s", ""));
            swap.start();
            open.countDown();
            assertThat(msa(sender.read())).isEqualTo("MSA|AA|1");
            swap.join(TimeUnit.SECONDS.toMillis(20));
            sender.write(adt("2", "AL|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|2");
            assertThat(msa(sender.read())).isEqualTo("MSA|AA|2");
        }
    }

    /** A sender that is gone before the second answer: nothing is lost, and the record says it. */
    @Test
    void aSecondAnswerWithoutALineIsRecorded() throws Exception {
        open = new CountDownLatch(1);
        channel("acknowledge: processed; within: 30s", "");
        try (var sender = new Mllp.Sender(port)) {
            sender.write(adt("1", "AL|AL"));
            assertThat(msa(sender.read())).isEqualTo("MSA|CA|1");
        }
        await().until(() -> engine.control().channel("adt").peers() == 0);
        open.countDown();
        engine.awaitQuiet("adt");
        assertThat(laboratory.received).hasSize(1);
        await().until(() -> engine.answered().contains("not told: the connection is gone"));
    }

    /** "duplicates": on another connection, with two answers as the first time. */
    @Test
    void aDuplicateIsToldTheSameAndSentOnce() throws Exception {
        channel("acknowledge: processed; duplicates: { by: MSH-10 }", "");
        for (int i = 0; i < 3; i++) {
            try (var sender = new Mllp.Sender(port)) {
                sender.write(adt("1", "AL|AL"));
                assertThat(msa(sender.read())).isEqualTo("MSA|CA|1");
                assertThat(msa(sender.read())).isEqualTo("MSA|AA|1");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(laboratory.received).hasSize(1);
        await().until(() -> engine.control().ledger().get(0).duplicates() == 2);
    }
}
