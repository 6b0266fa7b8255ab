package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class RetentionReaderTest {

    private final Faults faults = new Faults();

    private Optional<ChannelFile.Retention> read(String retention) {
        var text =
                """
                source: { mllp: { listen: 2575 } }
                destinations: { archive: { file: { folder: archive } } }
                """
                        + retention;
        return ChannelReader.read("adt.yaml", text, name -> Optional.empty(), faults)
                .map(file -> file.keeping().retention());
    }

    private List<String> said(String retention) {
        assertThat(read(retention)).isEmpty();
        return faults.list().stream().map(Object::toString).toList();
    }

    @Test
    void nothingSaidKeepsForEver() {
        assertThat(read("")).contains(ChannelFile.Retention.FOREVER);
    }

    @Test
    void section1_periodsAndBytes() {
        assertThat(read("retention: { content: 30d, metadata: 1y, errors: 90d, bytes: 10GB }"))
                .contains(
                        new ChannelFile.Retention(
                                Optional.of(Duration.ofDays(30)),
                                Optional.of(Duration.ofDays(365)),
                                Optional.of(Duration.ofDays(90)),
                                OptionalLong.of(10L << 30)));
        assertThat(read("retention: { content: 8w, errors: 12h }").orElseThrow().content())
                .contains(Duration.ofDays(56));
    }

    @Test
    void whatCannotBeSaysWhatToWrite() {
        assertThat(said("retention: { content: soon }"))
                .singleElement()
                .asString()
                .contains("is no period; write for example 12h, 30d, 8w or 1y");
    }

    @Test
    void contentIsNotKeptLongerThanWhatFindsIt() {
        assertThat(said("retention: { content: 2y, metadata: 1y }"))
                .singleElement()
                .asString()
                .contains("is kept longer than \"metadata\"");
    }

    @Test
    void anEmptyOneIsRefused() {
        assertThat(said("retention: {}"))
                .singleElement()
                .asString()
                .contains("\"retention\" says nothing");
    }
}
