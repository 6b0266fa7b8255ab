package dev.pons.plugin.file.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.file.FileSource.Then;
import dev.pons.plugin.file.Kernel;
import dev.pons.plugin.file.s3.S3Peer.Manner;
import dev.pons.plugin.file.store.BrokenException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** Objects of a bucket are taken whose lines are cut in the middle: none twice, none by half. */
class S3PollTest {

    private static final String LARGE = "0123456789abcdef".repeat(200_000);

    @TempDir Path site;
    private Given given;
    private Kernel kernel;
    private S3Peer peer;

    @BeforeEach
    void open() throws IOException {
        given = new Given(site);
        kernel = given.kernel;
        peer = new S3Peer();
    }

    @AfterEach
    void close() throws IOException {
        given.close();
        peer.close();
    }

    private void poll() throws Exception {
        try (var poller = given.folders(peer, "/in").poller()) {
            poller.poll(kernel, kernel);
        }
    }

    @Test
    void anObjectIsMovedToDoneAfterItsMessageIsDurable() throws Exception {
        peer.store("in/a.hl7", "one");
        peer.store("in/b.tmp", "still written");
        peer.store("in/", "");
        peer.store("in/deeper/c.hl7", "in another folder");
        peer.store("index", "beside it");
        kernel.whenStored = () -> assertThat(peer.keys()).contains("in/a.hl7");
        poll();
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(kernel.files).containsExactly("a.hl7");
        assertThat(peer.keys())
                .containsExactly("in/", "in/b.tmp", "in/deeper/c.hl7", "in/done/a.hl7", "index");
        assertThat(peer.text("in/done/a.hl7")).isEqualTo("one");
        assertThat(kernel.states).containsExactly("up");
    }

    @Test
    void theWholeBucketIsAFolderToo() throws Exception {
        peer.store("a.hl7", "one");
        peer.store("in/b.hl7", "two");
        try (var poller = given.folders(peer, "").poller()) {
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("done/a.hl7", "in/b.hl7");
    }

    @Test
    void aListOfManyPagesIsReadToItsEnd() throws Exception {
        peer.page = 3;
        for (var i = 10; i < 20; i++) {
            peer.store("in/m" + i, "m" + i);
        }
        try (var poller = given.folders(peer, "/in").poller(Then.DELETE)) {
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted)
                .containsExactly(
                        "m10", "m11", "m12", "m13", "m14", "m15", "m16", "m17", "m18", "m19");
        assertThat(peer.keys()).isEmpty();
    }

    @Test
    void namesOfAllKindsAreTaken() throws Exception {
        var names = new String[] {"a b+c.hl7", "100%.hl7", "Müller & Söhne.hl7", "a=b?c#d.hl7"};
        for (var name : names) {
            peer.store("in/" + name, name);
        }
        poll();
        assertThat(kernel.submitted).containsExactlyInAnyOrder(names);
        assertThat(kernel.files).containsExactlyInAnyOrder(names);
        assertThat(peer.keys()).hasSize(4).allMatch(key -> key.startsWith("in/done/"));
    }

    @Test
    void anObjectWhoseLineIsCutInTheMiddleIsNotTakenByHalf() throws Exception {
        peer.store("in/a.hl7", LARGE);
        try (var poller = given.folders(peer, "/in").poller()) {
            peer.cutter().cutDownAfter(1_000_000);
            peer.cutter().thenAway();
            assertThatThrownBy(() -> poller.poll(kernel, kernel))
                    .isInstanceOf(BrokenException.class);
            assertThat(kernel.submitted).isEmpty();
            assertThat(kernel.spooled).isZero();
            assertThat(peer.keys()).containsExactly("in/a.hl7");

            peer.cutter().back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
        assertThat(kernel.spooled).isZero();
        assertThat(kernel.states).hasSize(2).endsWith("up");
    }

    @Test
    void aPollWhoseLineIsCutOnceGoesOnByANewOne() throws Exception {
        peer.store("in/a.hl7", LARGE);
        peer.cutter().cutDownAfter(1_000_000);
        poll();
        assertThat(peer.cutter().lines()).isEqualTo(2);
        assertThat(kernel.submitted).containsExactly(LARGE);
        assertThat(kernel.states).containsExactly("up");
    }

    @Test
    void anObjectThatCouldNotBePutAsideIsNotTakenTwice() throws Exception {
        peer.store("in/a.hl7", "one");
        kernel.whenStored = peer.cutter()::away;
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
            assertThat(peer.keys()).containsExactly("in/a.hl7");

            peer.cutter().back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aCopyWhoseAnswerIsLostIsLookedFor() throws Exception {
        peer.store("in/a.hl7", "one");
        peer.when("COPY", peer.cutter()::cut);
        poll();
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aCopyOfAServerThatEncryptsIsKnownByItsContent() throws Exception {
        peer.is(Manner.ENCRYPTS);
        peer.store("in/a.hl7", "one");
        peer.when("COPY", peer.cutter()::cut);
        poll();
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aCopyThatCannotBeComparedDeletesNothing() throws Exception {
        peer.is(Manner.ENCRYPTS);
        peer.store("in/a.hl7", "one");
        peer.when(
                "COPY",
                () -> {
                    peer.is(Manner.ENCRYPTS, Manner.KEEPS_CONTENT);
                    peer.cutter().cut();
                });
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel))
                    .hasMessageContaining("look whether it is there");
            assertThat(peer.keys()).containsExactly("in/a.hl7", "in/done/a.hl7");
            peer.is(Manner.ENCRYPTS);
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aCopyThatCouldNotBeLookedForIsNotMadeTwice() throws Exception {
        peer.store("in/a.hl7", "one");
        peer.when("COPY", peer.cutter()::away);
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel)).isInstanceOf(IOException.class);
            assertThat(peer.keys()).containsExactly("in/a.hl7", "in/done/a.hl7");

            peer.cutter().back();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aCopyThatFailedBehindItsHeadDeletesNothing() throws Exception {
        peer.is(Manner.FAILS_COPIES);
        peer.store("in/a.hl7", "one");
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel))
                    .hasMessageContaining("has trouble of its own");
            assertThat(peer.keys()).containsExactly("in/a.hl7");
            peer.is();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).containsExactly("in/done/a.hl7");
    }

    @Test
    void aDeletionWhoseAnswerIsLostIsDoneOnce() throws Exception {
        peer.store("in/a.hl7", "one");
        peer.when("DELETE", peer.cutter()::cut);
        try (var poller = given.folders(peer, "/in").poller(Then.DELETE)) {
            poller.poll(kernel, kernel);
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(peer.keys()).isEmpty();
    }

    @Test
    void whatIsWrittenOverATakenObjectIsAMessageOfItsOwn() throws Exception {
        for (var then : Then.values()) {
            kernel.submitted.clear();
            peer.store("in/a.hl7", "one");
            kernel.whenStored = () -> peer.store("in/a.hl7", "new");
            try (var poller = given.folders(peer, "/in").poller(then)) {
                poller.poll(kernel, kernel);
                assertThat(peer.text("in/a.hl7")).isEqualTo("new");
                kernel.whenStored = () -> {};
                poller.poll(kernel, kernel);
            }
            assertThat(kernel.submitted).containsExactly("one", "new");
            assertThat(peer.keys()).doesNotContain("in/a.hl7");
        }
    }

    @Test
    void anObjectIsNotPutAsideOverAnother() throws Exception {
        peer.store("in/done/a.hl7", "of yesterday");
        peer.store("in/a.hl7", "one");
        poll();
        assertThat(peer.text("in/done/a.hl7")).isEqualTo("of yesterday");
        assertThat(peer.text("in/done/a-2.hl7")).isEqualTo("one");
    }

    @Test
    void aLineThatTheServerEndedBetweenTwoPollsIsMadeAgainQuietly() throws Exception {
        try (var poller = given.folders(peer, "/in").poller()) {
            poller.poll(kernel, kernel);
            peer.cutter().cut();
            peer.store("in/a.hl7", "one");
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
        assertThat(kernel.states).containsOnly("up");
    }

    @Test
    void aLineIsKeptBetweenPolls() throws Exception {
        peer.store("in/a.hl7", LARGE);
        try (var poller = given.folders(peer, "/in").poller()) {
            for (var i = 0; i < 5; i++) {
                poller.poll(kernel, kernel);
            }
        }
        assertThat(peer.cutter().lines()).isOne();
    }

    @Test
    void aServerThatWantsToBeAskedLessOftenIsAskedOncePerPoll() throws Exception {
        peer.store("in/a.hl7", "one");
        peer.is(Manner.BUSY);
        try (var poller = given.folders(peer, "/in").poller()) {
            assertThatThrownBy(() -> poller.poll(kernel, kernel))
                    .isInstanceOf(BrokenException.class)
                    .hasMessage(
                            "s3://bucket wants to be asked less often (503): it is asked again later");
            assertThat(peer.asked()).hasSize(1);
            peer.is();
            poller.poll(kernel, kernel);
        }
        assertThat(kernel.submitted).containsExactly("one");
    }
}
