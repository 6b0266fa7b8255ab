package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Alert;
import dev.pons.core.config.schedule.Hours;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code alert:} (channel language, section 7) and {@code etc/alerts.yaml}. */
class AlertReaderTest {

    private final Faults faults = new Faults();

    private Optional<ChannelFile> channel(String alert) {
        return ChannelReader.read(
                "adt.yaml",
                """
                source: { file: { folder: in }, alert: { idle: 30m } }
                destinations:
                  lab: { file: { folder: out }, alert: %s }
                """
                        .formatted(alert),
                name -> Optional.empty(),
                faults);
    }

    private Alert alert(String alert) {
        var file = channel(alert);
        assertThat(faults.list()).isEmpty();
        return file.orElseThrow().destinations().get(0).alert().orElseThrow();
    }

    @Test
    void allOfIt() {
        assertThat(
                        alert(
                                "{ queue: 500, oldest: 10m, down: 5m, idle: 30m, held: 0, hours:"
                                        + " 06-22, to: oncall }"))
                .isEqualTo(
                        new Alert(
                                OptionalLong.of(500),
                                Optional.of(Duration.ofMinutes(10)),
                                Optional.of(Duration.ofMinutes(5)),
                                Optional.of(Duration.ofMinutes(30)),
                                OptionalLong.of(0),
                                Optional.of(new Hours(LocalTime.of(6, 0), LocalTime.of(22, 0))),
                                "oncall"));
        assertThat(channel("{ held: 0 }").orElseThrow().source().alert().orElseThrow().idle())
                .contains(Duration.ofMinutes(30));
    }

    @Test
    void hoursMayPassMidnightAndHaveMinutes() {
        assertThat(alert("{ queue: 1, hours: \"22:30-06\" }").hours())
                .contains(new Hours(LocalTime.of(22, 30), LocalTime.of(6, 0)));
        assertThat(alert("{ queue: 1, hours: 18-24 }").hours())
                .contains(new Hours(LocalTime.of(18, 0), LocalTime.MIDNIGHT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ hours: 06-22, to: x } | \"alert\" watches nothing",
                "{ queue: many } | \"queue\": \"many\" is no number",
                "{ down: 0s } | \"down\" must be longer than nothing",
                "{ down: 5 } | \"down\": \"5\" is no duration",
                "{ queue: 1, hours: 6-25 } | names an hour that no day has",
                "{ queue: 1, hours: 06-06 } | are no hours of a day; write for example 06-22",
                "{ queue: 1, to: On Call } | is no name of a target in etc/alerts.yaml",
                "{ queues: 1 } | unknown word \"queues\"; did you mean \"queue\"?",
                "500 | \"alert\" is a map; write for example { queue: 500"
            })
    void whatIsWrongIsSaid(String alert, String words) {
        channel(alert);
        assertThat(faults.list()).anySatisfy(f -> assertThat(f.words()).contains(words));
    }

    private Optional<AlertsFile> file(String text) {
        var values = Map.of("secret:hook", "k3y", "secret:mail", "p4ss");
        return AlertsReader.read(
                text, (kind, name) -> Optional.ofNullable(values.get(kind + ":" + name)), faults);
    }

    @Test
    void theFileNamesWhoIsTold() {
        var file =
                file(
                        """
                        targets:
                          oncall: { webhook: { url: "https://alerts.example/pons", secret: "${secret:hook}" } }
                          mail:
                            smtp:
                              host: mail.hospital.example
                              port: 587
                              from: pons@hospital.example
                              to: [oncall@hospital.example]
                              tls: starttls
                              user: pons
                              password: ${secret:mail}
                        engine: { to: oncall, index-lag: 5000, broken: 5m }
                        """);
        assertThat(faults.list()).isEmpty();
        assertThat(file.orElseThrow().targets()).containsOnlyKeys("oncall", "mail");
        assertThat(file.orElseThrow().engine().indexLag()).isEqualTo(5000);
        assertThat(file.orElseThrow().engine().journal()).isEqualTo(Duration.ofSeconds(10));
        assertThat(file.orElseThrow().toString()).doesNotContain("k3y", "p4ss");
    }

    /** The defaults in the records and those for "no file" are one. */
    @Test
    void anEmptyFileIsAsNone() {
        assertThat(file("")).contains(AlertsFile.NONE);
        assertThat(file("targets: {}")).contains(AlertsFile.NONE);
        assertThat(Binder.check(AlertsFile.class)).isEmpty();
    }

    @Test
    void aWrongFileSaysWhereAndWhatToWrite() {
        file(
                """
                targets:
                  oncall: { webhook: { url: "ftp://x" } }
                  Desk: { webhook: { url: "http://desk" } }
                  both: {}
                  mail: { smtp: { host: h, from: nobody, to: [] } }
                  open: { smtp: { host: h, from: a@b, to: a@b, user: pons, password: plain } }
                  clear: { smtp: { host: h, from: a@b, to: a@b, user: pons, password: "${secret:mail}" } }
                engine: { to: onkall, index-lags: 1 }
                """);
        assertThat(faults.list().stream().map(Object::toString))
                .anySatisfy(f -> assertThat(f).startsWith("alerts.yaml:2:").contains("\"url\" is"))
                .anySatisfy(f -> assertThat(f).contains("a target is one of webhook or smtp"))
                .anySatisfy(f -> assertThat(f).contains("\"from\" and \"to\" are mail addresses"))
                .anySatisfy(f -> assertThat(f).contains("in the clear"))
                .anySatisfy(f -> assertThat(f).contains("unknown option \"index-lags\""));
    }

    @Test
    void theEngineNamesATargetThatIsThere() {
        assertThat(file("targets: {}\nengine: { to: oncall }")).isEmpty();
        assertThat(faults.list().get(0).words()).contains("there is no target \"oncall\"");
    }
}
