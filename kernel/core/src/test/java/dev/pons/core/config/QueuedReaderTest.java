package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Queued;
import dev.pons.core.config.ChannelFile.Queued.Fate;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Semantics 3.4, the word of a channel. */
class QueuedReaderTest {

    private final Faults faults = new Faults();

    private Optional<ChannelFile> read(String queued) {
        var text =
                """
                source: { mllp: { listen: 2575 } }
                destinations: { archive: { file: { folder: archive } } }
                """
                        + queued;
        return ChannelReader.read("adt.yaml", text, name -> Optional.empty(), faults);
    }

    private List<String> said(String queued) {
        assertThat(read(queued)).isEmpty();
        return faults.list().stream().map(Object::toString).toList();
    }

    @Test
    void eachDestinationThatIsGoneHasItsFate() {
        var file = read("queued: { a: hold, b: drop, c: { send: archive } }").orElseThrow();
        assertThat(file.keeping().queued())
                .isEqualTo(
                        Map.of(
                                "a", new Queued(Fate.HOLD, ""),
                                "b", new Queued(Fate.DROP, ""),
                                "c", new Queued(Fate.SEND, "archive")));
    }

    @Test
    void whatCannotBeSaysWhatToWrite() {
        assertThat(said("queued: { a: send }").toString())
                .contains("adt.yaml:3:14", "\"queued\" is hold, drop or { send: NAME }");
        assertThat(said("queued: { a: { send: archiv } }").toString())
                .contains("there is no destination archiv; did you mean \"archive\"?");
        assertThat(said("queued: { archive: drop }").toString())
                .contains("destination archive stands in the file");
        assertThat(said("queued: drop").toString()).contains("write for example \"queued:");
    }
}
