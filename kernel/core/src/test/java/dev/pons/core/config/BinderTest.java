package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.Samples.All;
import dev.pons.core.config.Samples.Bare;
import dev.pons.core.config.Samples.FileWrite;
import dev.pons.core.config.Samples.MllpConnect;
import dev.pons.core.config.Samples.MllpListen;
import dev.pons.core.config.Samples.Ruled;
import dev.pons.core.config.Samples.Sync;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How options are written, and what a wrong one says. */
class BinderTest {

    private static final Map<String, String> KNOWN =
            Map.of(
                    "env:LAB", "lab.example",
                    "secret:pw", "hunter2",
                    "site:port", "2576",
                    "site:ward", "{W}",
                    "site:word", "abc");

    private final Faults faults = new Faults();
    private final Binder binder =
            new Binder((kind, name) -> Optional.ofNullable(KNOWN.get(kind + ":" + name)));

    @Test
    void aPortIsOneNumber() {
        var bound = bind(MllpListen.class, "listen: 2575");
        assertThat(bound.options().listen().port()).isEqualTo(2575);
        assertThat(bound.options().listen().host()).isEqualTo("127.0.0.1");
        assertThat(bound.options().maxFrame()).isEqualTo(16 * 1024 * 1024);
        assertThat(bound.ports()).hasSize(1);
        assertThat(bound.ports().get(0).mark()).hasToString("a.yaml:1:9");
        assertThat(bound.ports().get(0).listen().connections()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "'0.0.0.0:2575', 0.0.0.0, 2575",
        "'[::1]:2575', ::1, 2575",
        "'localhost:0', localhost, 0"
    })
    void aPortIsAnAddress(String written, String host, int port) {
        var listen = bind(MllpListen.class, "listen: \"" + written + "\"").options().listen();
        assertThat(listen.host()).isEqualTo(host);
        assertThat(listen.port()).isEqualTo(port);
    }

    @Test
    void aPortIsAMap() {
        var listen =
                bind(
                                MllpListen.class,
                                """
                                listen: { port: 2575, host: 0.0.0.0, allow: 10.1.0.0/16, idle: 5m }
                                max-frame: 64kB
                                """)
                        .ports()
                        .get(0)
                        .listen();
        assertThat(listen.allow()).containsExactly("10.1.0.0/16");
        assertThat(listen.idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "'lab.example:2576', lab.example, 2576",
        "'[2001:db8::7]:2576', 2001:db8::7, 2576",
        "'${env:LAB}:${site:port}', lab.example, 2576"
    })
    void aPeerIsHostAndPort(String written, String host, int port) {
        var peer = bind(MllpConnect.class, "connect: \"" + written + "\"").options().connect();
        assertThat(peer.host()).isEqualTo(host);
        assertThat(peer.port()).isEqualTo(port);
    }

    @Test
    void aPeerIsAMap() {
        var options =
                bind(
                                MllpConnect.class,
                                "connect: { host: lab, port: 1, patience: 250ms }\nkeep-open: no")
                        .options();
        assertThat(((PeerOptions) options.connect()).patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.keepOpen()).isFalse();
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theOneRequiredOptionMayStandAlone() {
        var bound = bind(FileWrite.class, "archive");
        var file = bound.options();
        assertThat(file.folder()).isEqualTo(Path.of("archive"));
        assertThat(file.sync()).isEqualTo(Sync.EACH);
        assertThat(file.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(file.append()).isEmpty();
        assertThat(bound.templates()).hasSize(1);
        assertThat(bound.templates().get(0).place()).isEqualTo("file");
        assertThat(file.name()).hasToString("{id}.dat");
    }

    @Test
    void everyKindOfOptionIsBound() {
        var bound =
                bind(
                        All.class,
                        """
                        size: 2GB
                        zone: Europe/Berlin
                        allow: [a, "b"]
                        pauses: 2h
                        headers: { X-Ward: "{PV1-3.1} ${site:ward}", X-B: b }
                        only: { MSH-9.1: ADT }
                        password: ${secret:pw}
                        tls: { key: etc/key.pem }
                        second: "b:1"
                        """);
        var all = bound.options();
        assertThat(all.size()).isEqualTo(2L << 30);
        assertThat(all.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(all.allow()).containsExactly("a", "b");
        assertThat(all.pauses()).containsExactly(Duration.ofHours(2));
        assertThat(all.headers().keySet()).containsExactly("X-Ward", "X-B");
        assertThat(all.headers().get("X-Ward")).hasToString("{PV1-3.1} {{W}");
        assertThat(all.only().orElseThrow().tree()).isInstanceOf(Yaml.Fields.class);
        assertThat(all.password().orElseThrow().reveal()).isEqualTo("hunter2".toCharArray());
        assertThat(all.tls().orElseThrow().oldest()).isEqualTo("1.2");
        assertThat(all.second().orElseThrow().port()).isEqualTo(1);
        assertThat(bound.conditions()).hasSize(1);
        assertThat(bound.templates()).extracting(t -> t.place()).containsExactly("text", "text");
    }

    @Test
    void nothingWrittenGivesTheDefaults() {
        var all = bind(All.class, "").options();
        assertThat(all.size()).isEqualTo(-7);
        assertThat(all.allow()).isEmpty();
        assertThat(all.pauses()).hasSize(2);
        assertThat(all.headers()).isEmpty();
        assertThat(all.password()).isEmpty();
        bind(Bare.class, "");
    }

    @ParameterizedTest
    @CsvSource({"$${env:LAB}, ${env:LAB}", "a${env:LAB}b, alab.exampleb", "$x {y}, $x {y}"})
    @DisplayName("shape | ${env:NAME}")
    void referencesArePutIntoTexts(String written, String text) {
        assertThat(bind(All.class, "allow: \"" + written + "\"").options().allow())
                .containsExactly(text);
    }

    @Test
    void aTextOfTheLanguageGetsItsReferencesToo() {
        var text = new Yaml.Text(new Mark("a.yaml", 1, 1), "{PID-3} at ${site:ward}", true);
        assertThat(binder.template(text, faults)).contains("{PID-3} at {{W}");
    }

    @Test
    void everyFaultIsSaidWithItsPlaceAndRemedy() {
        fails(
                MllpConnect.class,
                """
                conect: "lab:1"
                timeout: 30 seconds
                keep-open: maybe
                """,
                "a.yaml:1:1: unknown option \"conect\"; did you mean \"connect\"?",
                "a.yaml:1:1: option \"connect\" is missing (Whom to dial)",
                "a.yaml:2:10: option \"timeout\": \"30 seconds\" is no duration; write for example"
                        + " 250ms, 30s, 5m, 2h or 1d",
                "a.yaml:3:12: option \"keep-open\": \"maybe\" is neither yes nor no; write one of"
                        + " them");
    }

    @Test
    void anUnknownOptionThatIsNearToNothingGetsTheList() {
        fails(
                MllpListen.class,
                "listen: 1\ncolour: red",
                "a.yaml:2:1: unknown option \"colour\"; choose one of listen, max-frame");
        fails(
                Bare.class,
                "colour: red",
                "a.yaml:1:1: unknown option \"colour\"; there are none here");
        fails(Bare.class, "red", "a.yaml:1:1: option \"bare\": takes no options; remove the value");
    }

    @Test
    void aMapInsideSaysItsOwnFaults() {
        fails(
                MllpListen.class,
                "listen: { port: 99999, hots: x }",
                "a.yaml:1:17: option \"port\": \"99999\" is outside 0 to 65535",
                "a.yaml:1:24: unknown option \"hots\"; did you mean \"host\"?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-frame: 1 | 1:12: option \"max-frame\": \"1\" is outside 1024 to 1073741824",
                "max-frame: 1.5MB | 1:12: option \"max-frame\": \"1.5MB\" is no whole number; write"
                        + " for example 250, or a size as 64kB or 16MB",
                "max-frame: 9999999999GB | 1:12: option \"max-frame\": \"9999999999GB\" is too large",
                "max-frame: | 1:11: option \"max-frame\": no value stands here; write one, \"\" for an"
                        + " empty text, or remove the line",
                "max-frame: [1] | 1:12: option \"max-frame\": a list stands here; write one text",
                "max-frame: ${site:word} | 1:12: option \"max-frame\": \"abc\" (${site:word}) is no"
                        + " whole number; write for example 250, or a size as 64kB or 16MB",
                "max-frame: ${secret:pw} | 1:12: option \"max-frame\": \"${secret:pw}\" is no whole"
                        + " number; write for example 250, or a size as 64kB or 16MB",
                "max-frame: ${env:LAB} | 1:12: option \"max-frame\": \"${env:LAB}\" is no whole number;"
                        + " write for example 250, or a size as 64kB or 16MB",
                "max-frame: ${secret:none} | 1:12: ${secret:none} has no value; looked for \"none\""
                        + " in etc/secrets (one file per secret)",
                "max-frame: ${none} | 1:12: ${none} is no reference; write ${env:NAME},"
                        + " ${secret:name} or ${site:name}, or $${ for a literal ${"
            })
    void aNumberThatIsNone(String line, String fault) {
        fails(MllpListen.class, line + "\nlisten: 1", "a.yaml:" + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone: Europe/Berln | 1:7: option \"zone\": \"Europe/Berln\" is no time zone; did you"
                        + " mean \"Europe/Berlin\"?",
                "headers: a | 1:10: option \"headers\": a map is needed; write \"name: value\" lines"
                        + " below it",
                "headers: { a: {PID-5.1} } | 1:15: option \"headers.a\": YAML reads the { as a map;"
                        + " quote it: \"{PID-5.1}\"",
                "pauses: [1s, 2x] | 1:14: option \"pauses\": \"2x\" is no duration; write for example"
                        + " 250ms, 30s, 5m, 2h or 1d",
                "only: ADT | 1:7: option \"only\": a condition is a map; write for example MSH-9.1:"
                        + " ADT",
                "second: lab | 1:9: option \"second\": \"lab\" is no host with a port; write"
                        + " \"lab.example:2576\" or \"[2001:db8::7]:2576\"",
                "tls: {} | 1:6: option \"key\" is missing (Key file)"
            })
    void aValueThatDoesNotFit(String line, String fault) {
        fails(All.class, line, "a.yaml:" + fault);
    }

    /** A list of who may connect that lets everybody in would be worse than none. */
    @Test
    void peersOfATlsPortNeedTheAuthoritiesThatSignedThem() {
        fails(
                ListenTls.class,
                "identity: hospital\npeers: [lab.example]",
                "a.yaml:1:1: \"peers\" names certificates, and without \"trust\" none is asked for:"
                        + " write the authorities that signed them as trust");
        assertThat(bind(ListenTls.class, "identity: h\ntrust: t\npeers: [a]").options().peers())
                .containsExactly("a");
    }

    @Test
    @DisplayName("shape | A text that begins")
    void aTemplateWithoutQuotesIsToldToQuote() {
        fails(
                FileWrite.class,
                "folder: a\nname: {PID-5.1 | upper}",
                "a.yaml:2:7: option \"name\": YAML reads the { as a map; quote it: \"{PID-5.1 |"
                        + " upper}\"");
    }

    @Test
    void enumsAndCharsetsNameTheirChoices() {
        fails(
                FileWrite.class,
                "folder: a\nsync: grup\ncharset: utf9000",
                "a.yaml:2:7: option \"sync\": \"grup\" is unknown; did you mean \"group\"?",
                "a.yaml:3:10: option \"charset\": \"utf9000\" is no charset of this machine; write"
                        + " for example UTF-8, ISO-8859-1 or windows-1252");
        fails(
                FileWrite.class,
                "folder: a\nsync: always",
                "a.yaml:2:7: option \"sync\": \"always\" is unknown; choose one of each, group,"
                        + " not-at-all");
    }

    @Test
    void aSecretIsNeverText() {
        var words =
                "a.yaml:1:11: option \"password\": a secret never stands in a channel file; write"
                        + " ${secret:name} and put it into etc/secrets/name, or write ${env:NAME}";
        fails(All.class, "password: hunter2", words);
        fails(All.class, "password: x${secret:pw}", words);
        fails(All.class, "password: ${site:word}", words);
        assertThat(bind(All.class, "password: ${secret:pw}").options().toString())
                .doesNotContain("hunter2");
    }

    @Test
    void theRecordsOwnRuleIsAFault() {
        fails(Ruled.class, "from: 3", "a.yaml:1:1: \"from\" is above \"to\"; swap them");
        fails(
                Ruled.class,
                "3",
                "a.yaml:1:1: option \"range\": a map of options is needed: from, to");
    }

    private <C extends Record> Bound<C> bind(Class<C> type, String yaml) {
        var bound =
                binder.bind(type, YamlReader.read("a.yaml", yaml, faults).orElseThrow(), faults);
        assertThat(faults.list()).isEmpty();
        return bound.orElseThrow();
    }

    private <C extends Record> void fails(Class<C> type, String yaml, String... expected) {
        var said = new Faults();
        var options = YamlReader.read("a.yaml", yaml, said).orElseThrow();
        assertThat(binder.bind(type, options, said)).isEmpty();
        assertThat(said.list()).extracting(Object::toString).isEqualTo(List.of(expected));
    }
}
