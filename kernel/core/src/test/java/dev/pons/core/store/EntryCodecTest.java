package dev.pons.core.store;

import static dev.pons.core.store.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.control.DeliveryState;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class EntryCodecTest {

    private static final SideFolder LARGE = SideFolder.NONE;

    private static final Content BODY = Content.of(new byte[] {0, 11, 28, 13, -1});

    @Test
    void everyKindComesBackAsItWent() throws IOException {
        var origin = new Origin(Origin.Kind.RERUN, Ids.of(3, 4), "lab", "anna", "größer ✓");
        comesBack(
                new Entry.Received(
                        "c",
                        1,
                        NOON,
                        origin,
                        new Entry.Once("k", 7),
                        Map.of("ä", "ö"),
                        Map.of("id", "1"),
                        BODY));
        comesBack(new Entry.Refused("c", 1, NOON, Map.of(), Map.of("id", "1"), "no MSH", BODY));
        comesBack(
                new Entry.Result(
                        9, "lab", NOON, 3, DeliveryState.HELD, true, "UNKNOWN", "w", BODY));
        comesBack(
                new Entry.Result(
                        9, "lab", NOON, 3, DeliveryState.SKIPPED, false, "skip", "w", null));
        comesBack(
                new Entry.Result(
                        9,
                        "lab",
                        NOON,
                        3,
                        DeliveryState.AWAITING,
                        false,
                        "AWAITING",
                        "w",
                        null,
                        new Entry.Later("c1", NOON + 5),
                        Map.of("v", "1")));
        comesBack(new Entry.Duplicate("c", NOON, 9));
        comesBack(new Entry.Answered(9, NOON, "AA", BODY));
        comesBack(new Entry.Begun(9, "lab", NOON, 2));
        comesBack(new Entry.Act(9, "lab", NOON, "hold", "anna", "why"));
        comesBack(new Entry.Moved("c", Map.of("0", "17", "1", "18")));
        comesBack(new Entry.Version("c", -5, NOON, "source:\n", "anna"));
    }

    /** A journal that was written before versions had somebody. */
    @Test
    void aVersionOfNobodyIsReadWithoutHim() throws IOException {
        var version = new Entry.Version("c", 7, NOON, "source:\n");
        var frame = EntryEncoder.frames(List.of(version), 1);
        var in = new BytesIn(frame.array(), Frames.HEAD, frame.size() - 1, true, LARGE);
        assertThat(EntryDecoder.read(in)).isEqualTo(version);
    }

    private static Entry.Given given() {
        return new Entry.Given(
                Map.of("lookup wards text W1", "+Ward 1"),
                List.of(
                        new Entry.Remembered("orders", "4711", Map.of("placer", "P1"), NOON),
                        new Entry.Remembered("orders", "4712", Map.of(), 0)));
    }

    @Test
    void branchesKeepNullApartFromEmpty() throws IOException {
        comesBack(untouched(), changed());
    }

    private static void comesBack(Entry.Branch untouched, Entry.Branch changed) throws IOException {
        comesBack(
                new Entry.Routed(
                        9,
                        1,
                        NOON,
                        Entry.End.HELD,
                        "r",
                        Map.of("v", "1"),
                        Map.of("ward", "3"),
                        List.of(untouched, changed),
                        given()));
        comesBack(new Entry.Made(9, 1, NOON, Map.of(), changed, 7, given()));
        comesBack(new Entry.Made(9, 1, NOON, Map.of(), untouched, 7));
    }

    private static Entry.Branch untouched() {
        return new Entry.Branch(
                "a",
                DeliveryState.QUEUED,
                "",
                false,
                true,
                "",
                new long[] {-1, 2},
                List.of("t"),
                null,
                null);
    }

    private static Entry.Branch changed() {
        return new Entry.Branch(
                "b",
                DeliveryState.HELD,
                "a",
                true,
                false,
                "r",
                new long[0],
                List.of(),
                Map.of(),
                Content.EMPTY,
                true,
                "json");
    }

    @Test
    void bytesThatALaterVersionAddedArePassedOver() throws IOException {
        var entry = new Entry.Act(9, "lab", NOON, "hold", "anna", "why");
        var frame = EntryEncoder.frames(List.of(entry), 8);
        var longer = Arrays.copyOf(frame.array(), frame.size() + 9);
        var in = new BytesIn(longer, Frames.HEAD, longer.length, true, LARGE);
        assertThat(EntryDecoder.read(in)).isEqualTo(entry);
    }

    @Test
    void anUnknownKindNamesTheRemedyAndNoContent() {
        var in = new BytesIn(new byte[] {99, 1, 2}, 0, 3, true, LARGE);
        assertThatThrownBy(() -> EntryDecoder.read(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another version of Pons");
    }

    @Test
    void withoutContentTheLengthIsStillKnown() throws IOException {
        var entry = new Entry.Refused("c", 1, NOON, Map.of(), Map.of(), "no", BODY);
        var frame = EntryEncoder.frames(List.of(entry), 8);
        var in = new BytesIn(frame.array(), Frames.HEAD, frame.size(), false, LARGE);
        assertThat(((Entry.Refused) EntryDecoder.read(in)).body()).isEqualTo(Content.EMPTY);
        assertThat(in.contentLength()).isEqualTo((int) BODY.size());
    }

    private static void comesBack(Entry entry) throws IOException {
        var frame = EntryEncoder.frames(List.of(entry), 1);
        var in = new BytesIn(frame.array(), Frames.HEAD, frame.size(), true, LARGE);
        assertThat(EntryDecoder.read(in)).usingRecursiveComparison().isEqualTo(entry);
    }
}
