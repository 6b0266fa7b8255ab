package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Body.Decode;
import dev.pons.core.config.ChannelFile.Outcome.Then;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Channel language, section 7: how the delivery of a destination is written. */
class DeliveryOptionsTest {

    private static final String CHANNEL =
            """
            source: { mllp: { listen: 2575 } }
            destinations:
              archive:
                file: archive
                %s
              lab:
                file: lab
            """;

    private static ChannelFile.Destination reads(String line) {
        return file(CHANNEL.formatted(line)).destinations().get(0);
    }

    private static ChannelFile file(String text) {
        var faults = new Faults();
        var channel = ChannelReader.read("a.yaml", text, n -> Optional.empty(), faults);
        assertThat(faults.list()).isEmpty();
        return channel.orElseThrow();
    }

    private static List<String> faults(String text) {
        var faults = new Faults();
        assertThat(ChannelReader.read("a.yaml", text, n -> Optional.empty(), faults)).isEmpty();
        return faults.list().stream().map(Object::toString).toList();
    }

    @Test
    void outcomeIsAListWithThenAndLane() {
        var outcomes =
                reads(
                                "outcome: [ { when: { MSA-1: AE }, then: hold, lane: goes-on },"
                                        + " { when: { outcome: unknown }, then: retry }, { then: stop } ]")
                        .attempts()
                        .outcomes();
        assertThat(outcomes)
                .extracting(ChannelFile.Outcome::then)
                .containsExactly(Then.HOLD, Then.RETRY, Then.STOP);
        assertThat(outcomes)
                .extracting(ChannelFile.Outcome::blocks)
                .containsExactly(false, true, true);
        assertThat(outcomes.get(2).when()).isEmpty();
    }

    @Test
    void unknownIsTheShortFormOfOneLine() {
        var outcomes = reads("unknown: hold").attempts().outcomes();
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).then()).isEqualTo(Then.HOLD);
        assertThat(OneLine.line(outcomes.get(0).when().orElseThrow()))
                .isEqualTo("{outcome: unknown}");
    }

    @Test
    void expireAfterBodyReplyAndRate() {
        var archive =
                reads(
                        """
                        expire: 10s
                            after: lab
                            body: { from: OBX-5.5, decode: base64 }
                            reply: [ { let: { doc: "{MSA-2}" } } ]""");
        assertThat(archive.attempts().expire()).contains(Duration.ofSeconds(10));
        assertThat(archive.attempts().after().orElseThrow().text()).isEqualTo("lab");
        assertThat(archive.attempts().body().orElseThrow().decode()).isEqualTo(Decode.BASE64);
        assertThat(archive.reply()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outcome: [] | 5:14: \"outcome\" is a list; write for example [ { when: { outcome:"
                        + " unknown }, then: hold } ]",
                "outcome: [ { then: stopp } ] | 5:24: \"then\": \"stopp\" is unknown; did you mean"
                        + " \"stop\"?",
                "outcome: [ { when: { outcome: rejectd }, then: skip } ] | 5:35: \"outcome\":"
                        + " \"rejectd\" is no outcome; did you mean \"rejected\"?",
                "outcome: [ { then: skip, lane: goes-on } ] | 5:30: \"lane\" goes with \"then:"
                        + " hold\" only; remove it",
                "outcome: [ { then: skip }, { then: hold } ] | 5:32: nothing gets here: the line"
                        + " before it has no \"when\" and decides always; put it last",
                "outcome: [ { when: { a: b } } ] | 5:16: an outcome needs \"then\"; choose one of"
                        + " delivered, retry, hold, skip, stop",
                "expire: soon | 5:13: \"expire\": \"soon\" is no duration; write for example 250ms,"
                        + " 30s, 5m, 2h or 1d",
                "expire: 0s | 5:5: \"expire\" must be longer than nothing; write for example 10s",
                "after: labb | 5:12: \"after\": there is no destination labb; did you mean \"lab\"?",
                "after: archive | 5:12: \"after\" goes in a circle, so that none of them can begin:"
                        + " archive after archive",
                "body: OBX-5 | 5:11: \"body\" is a map; write for example { from: OBX-5.5, decode:"
                        + " base64 }",
                "body: { from: OBX-5, decode: base46 } | 5:34: \"decode\": \"base46\" is unknown;"
                        + " did you mean \"base64\"?",
                "body: { decode: hex } | 5:11: \"body\" needs the place that is sent; write for"
                        + " example from: OBX-5.5",
                "unknown: maybe | 5:14: \"unknown\": \"maybe\" is unknown; choose one of delivered,"
                        + " retry, hold, skip, stop"
            })
    void mistakes(String line, String fault) {
        assertThat(faults(CHANNEL.formatted(line))).containsExactly("a.yaml:" + fault);
    }

    @Test
    void aCircleOfSeveralIsToldOnce() {
        var text =
                """
                source: { mllp: { listen: 2575 } }
                destinations:
                  a: { file: a, after: c }
                  b: { file: b, after: a }
                  c: { file: c, after: b }
                """;
        assertThat(faults(text))
                .containsExactly(
                        "a.yaml:3:24: \"after\" goes in a circle, so that none of them can begin:"
                                + " a after c after b after a");
    }
}
