package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.stream.Collectors;

/** "A channel with five mistakes lists all five with line, column and remedy." */
class FiveMistakesTest {

    private static final String CHANNEL =
            """
            description: Admissions to the laboratory
            zone: Europe/Berln
            source:
              mllp: { listen: 2575 }
              formt: hl7v2
            steps:
              - upper
            destinations:
              lab:
                mllp: { connect: "lab.example:2576" }
                outcome: [ { then: stopp } ]
              archive:
                file: { folder: archive }
                order: { key: {PID-3.1} }
            """;

    @Test
    void ofTheChannel() {
        var faults = new Faults();
        assertThat(ChannelReader.read("adt.yaml", CHANNEL, n -> Optional.empty(), faults))
                .isEmpty();
        assertThat(lines(faults))
                .isEqualTo(
                        """
                        adt.yaml:2:7: "zone": "Europe/Berln" is no time zone; did you mean "Europe/Berlin"?
                        adt.yaml:5:3: unknown word "formt"; did you mean "format"?
                        adt.yaml:7:5: "upper" is no step; a step is a key with a value; write for example "- keep: { MSH-9.1: ADT }"
                        adt.yaml:11:24: "then": "stopp" is unknown; did you mean "stop"?
                        adt.yaml:14:19: "key": YAML reads the { as a map; quote it: "{PID-3.1}\"""");
    }

    @Test
    void ofTheOptions() {
        var faults = new Faults();
        var yaml =
                YamlReader.read(
                        "adt.yaml",
                        """
                        conect: "lab.example:2576"
                        timeout: 30 seconds
                        keep-open: ${site:keep-open}
                        colour: red
                        """,
                        faults);
        var binder = new Binder((kind, name) -> Optional.empty());
        assertThat(binder.bind(Samples.MllpConnect.class, yaml.orElseThrow(), faults)).isEmpty();
        assertThat(lines(faults))
                .isEqualTo(
                        """
                        adt.yaml:1:1: unknown option "conect"; did you mean "connect"?
                        adt.yaml:1:1: option "connect" is missing (Whom to dial)
                        adt.yaml:2:10: option "timeout": "30 seconds" is no duration; write for example 250ms, 30s, 5m, 2h or 1d
                        adt.yaml:3:12: ${site:keep-open} has no value; looked for "keep-open" in etc/site.yaml
                        adt.yaml:4:1: unknown option "colour"; choose one of connect, timeout, keep-open""");
    }

    private static String lines(Faults faults) {
        return faults.list().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
