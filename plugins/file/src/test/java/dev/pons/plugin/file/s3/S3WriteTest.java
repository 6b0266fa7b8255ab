package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.afar.Folders;
import dev.pons.plugin.file.s3.S3Peer.Manner;
import dev.pons.spi.Delivery;
import dev.pons.spi.NotSentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Messages become objects of a bucket: whole or not at all, once, wherever the line is cut. */
class S3WriteTest {

    private static final String LARGE = "0123456789abcdef".repeat(400_000);

    @TempDir Path site;
    private Given given;
    private S3Peer peer;

    @BeforeEach
    void open() throws IOException {
        given = new Given(site);
        peer = new S3Peer();
    }

    @AfterEach
    void close() throws IOException {
        given.close();
        peer.close();
    }

    private Delivery.Kind send(Exists exists, String key, String text) throws Exception {
        try (var writer = given.folders(peer, "/out").writer(exists)) {
            return Folders.send(writer, key, "a.hl7", text);
        }
    }

    @Test
    void aMessageBecomesAnObjectByOneRequestAndNothingElseIsLeft() throws Exception {
        assertThat(send(Exists.FAIL, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(peer.asked()).containsExactly("GET ", "HEAD out/a.hl7", "PUT out/a.hl7");
        assertThat(send(Exists.FAIL, "1", "one"))
                .as("an equal object is this message")
                .isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(send(Exists.FAIL, "2", "two")).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(send(Exists.NUMBER, "2", "two")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(send(Exists.REPLACE, "3", "three")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(peer.text("out/a.hl7")).isEqualTo("three");
        assertThat(peer.text("out/a-2.hl7")).isEqualTo("two");
        assertThat(peer.keys()).containsExactly("out/a-2.hl7", "out/a.hl7");
    }

    @Test
    void aNameThatAnotherTakesInBetweenIsNotWrittenOver() throws Exception {
        peer.when("HEAD", () -> peer.store("out/a.hl7", "two"));
        assertThat(send(Exists.FAIL, "1", "one")).isEqualTo(Delivery.Kind.REJECTED);
        assertThat(peer.text("out/a.hl7")).isEqualTo("two");

        peer.when("HEAD", () -> peer.store("out/a-2.hl7", "two"));
        assertThat(send(Exists.NUMBER, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(peer.keys()).containsExactly("out/a-2.hl7", "out/a-3.hl7", "out/a.hl7");
        assertThat(peer.text("out/a-3.hl7")).isEqualTo("one");
    }

    @Test
    void aServerThatKnowsNoConditionsIsLookedAtFirst() throws Exception {
        for (var manner : new Manner[] {Manner.KNOWS_NO_CONDITIONS, Manner.REFUSES_CONDITIONS}) {
            peer.is(manner);
            assertThat(send(Exists.FAIL, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(send(Exists.FAIL, "2", "two")).isEqualTo(Delivery.Kind.REJECTED);
            assertThat(peer.text("out/a.hl7")).isEqualTo("one");
        }
    }

    @Test
    void aServerThatEncryptsIsAskedForTheContentOfAnEqualName() throws Exception {
        peer.is(Manner.ENCRYPTS);
        assertThat(send(Exists.FAIL, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(send(Exists.FAIL, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThat(send(Exists.FAIL, "2", "two")).isEqualTo(Delivery.Kind.REJECTED);
    }

    @Test
    void aMessageWhoseLineIsCutInTheMiddleLeavesNoHalfObject() throws Exception {
        try (var writer = given.folders(peer, "/out").writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().cutUpAfter(1_000_000);
            peer.cutter().thenAway();
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", LARGE))
                    .isInstanceOf(NotSentException.class);
            assertThat(peer.keys()).isEmpty();

            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", LARGE))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(peer.text("out/a.hl7")).isEqualTo(LARGE);
        assertThat(peer.keys()).containsExactly("out/a.hl7");
    }

    @Test
    void anAnswerThatIsLostIsLookedFor() throws Exception {
        for (var exists : Exists.values()) {
            peer.when("PUT", peer.cutter()::cut);
            assertThat(send(exists, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
            assertThat(peer.keys()).containsExactly("out/a.hl7");
        }
    }

    @Test
    void anAnswerThatIsLostAndCannotBeLookedForIsUnknown() throws Exception {
        peer.when("PUT", peer.cutter()::away);
        try (var writer = given.folders(peer, "/out").writer(Exists.FAIL)) {
            assertThat(Folders.send(writer, "1", "a.hl7", "one")).isEqualTo(Delivery.Kind.UNKNOWN);
            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(peer.keys()).containsExactly("out/a.hl7");
    }

    @Test
    void aServerThatWantsToBeAskedLessOftenIsAskedAgainLater() throws Exception {
        try (var writer = given.folders(peer, "/out").writer(Exists.FAIL)) {
            writer.connect();
            for (var text : new String[] {"one", LARGE}) {
                peer.is(Manner.BUSY);
                assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", text))
                        .isInstanceOf(NotSentException.class)
                        .hasMessageContaining("asked less often (503)");
                peer.is();
            }
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
    }

    @Test
    void whoMayOnlyStoreReplaces() throws Exception {
        peer.is(Manner.WRITE_ONLY);
        assertThat(send(Exists.REPLACE, "1", "one")).isEqualTo(Delivery.Kind.DELIVERED);
        assertThatThrownBy(() -> send(Exists.FAIL, "2", "two"))
                .isInstanceOf(NotSentException.class)
                .hasMessageContaining("s3:GetObject");
        assertThat(peer.text("out/a.hl7")).isEqualTo("one");
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        var server = Given.server(peer.endpoint(), Duration.ofSeconds(1));
        try (var writer = given.folders("s3://bucket/out", server).writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().silent();
            assertThatThrownBy(() -> Folders.send(writer, "1", "a.hl7", "one"))
                    .isInstanceOf(NotSentException.class);
            peer.cutter().back();
            assertThat(Folders.send(writer, "1", "a.hl7", "one"))
                    .isEqualTo(Delivery.Kind.DELIVERED);
        }
        assertThat(peer.keys()).containsExactly("out/a.hl7");
    }

    @Test
    void aSendThatIsStuckEndsWhenItIsToEnd() throws Exception {
        var patient = Given.server(peer.endpoint(), Duration.ofMinutes(2));
        try (var writer = given.folders("s3://bucket/out", patient).writer(Exists.FAIL)) {
            writer.connect();
            peer.cutter().silent();
            var attempt = Kernel.attempt("1", "a.hl7", LARGE);
            var sending =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return writer.send(attempt.message(), attempt).toString();
                                } catch (Exception e) {
                                    return String.valueOf(e.getMessage());
                                }
                            });
            assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            writer.abort();
            assertThat(sending.get(20, TimeUnit.SECONDS))
                    .isEqualTo("the connection to s3://bucket broke");
        }
    }
}
