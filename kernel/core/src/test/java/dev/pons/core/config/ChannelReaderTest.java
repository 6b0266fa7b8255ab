package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.config.ChannelFile.OnError;
import dev.pons.core.config.ChannelFile.Order;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Channel language, sections 1, 6 and 7: the shape of a channel file. */
class ChannelReaderTest {

    /** Every word that this version carries out. */
    private static final String WHOLE =
            """
            description: Admissions
            zone: Europe/Berlin
            source:
              mllp: { listen: { port: 2575 } }
              format: hl7v2
              acknowledge: checked
              within: 5s
            steps:
              - keep:
                  MSH-9.1: ADT
              - set: { PID-5.1: "{PID-5.1 | upper}" }
                when: { PV1-2: I }
            destinations:
              lab:
                mllp: { connect: "lab.example:2576" }
                order: { key: ["{mrn}", "{MRG-1.1}"], lanes: 4 }
                retry: { first: 2s, longest: 1m, jitter: no }
              archive:
                when: { MSH-9.2: [A01, A04] }
                steps: [ { remove: [ PID-19 ] } ]
                file: { folder: archive }
            on-error: { then: hold, lane: goes-on }
            """;

    private static final String LEAST =
            """
            source: { mllp: { listen: 2575 } }
            destinations: { archive: { file: archive } }
            """;

    @Test
    void theLeastChannelHasTheDefaults() {
        var channel = read(LEAST);
        assertThat(channel.name()).isEqualTo("adt-to-lab");
        assertThat(channel.text()).isEqualTo(LEAST);
        assertThat(channel.description()).isEmpty();
        assertThat(channel.zone()).hasToString("UTC");
        assertThat(channel.steps()).isEmpty();
        assertThat(channel.onError()).isEqualTo(new OnError(OnError.Then.HOLD, true));
        var source = channel.source();
        assertThat(source.part().type()).isEqualTo("mllp");
        assertThat(source.part().mark()).hasToString("adt-to-lab.yaml:1:11");
        assertThat(source.format().type()).isEqualTo("binary");
        assertThat(source.answer().acknowledge()).isEqualTo(Acknowledge.STORED);
        assertThat(source.answer().within()).isEqualTo(Duration.ofSeconds(10));
        assertThat(source.schedule()).isEmpty();
        var archive = channel.destinations().get(0);
        assertThat(archive.name()).isEqualTo("archive");
        assertThat(archive.part().type()).isEqualTo("file");
        assertThat(archive.when()).isEmpty();
        assertThat(archive.order()).isEqualTo(new Order(Order.Kind.STRICT, List.of(), 1));
        assertThat(archive.retry().first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(archive.retry().longest()).isEqualTo(Duration.ofMinutes(5));
        assertThat(archive.retry().jitter()).isTrue();
    }

    @Test
    @DisplayName("shape | In a source, a destination and a step")
    void aWholeChannel() {
        var channel = read(WHOLE);
        assertThat(channel.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(channel.source().answer().acknowledge()).isEqualTo(Acknowledge.CHECKED);
        assertThat(channel.source().format().type()).isEqualTo("hl7v2");
        assertThat(channel.steps()).extracting(s -> s.key()).containsExactly("keep", "set");
        assertThat(channel.steps().get(1).when()).isPresent();
        assertThat(channel.steps().get(1).mark()).hasToString("adt-to-lab.yaml:11:5");
        var lab = channel.destinations().get(0);
        assertThat(lab.order().kind()).isEqualTo(Order.Kind.KEY);
        assertThat(lab.order().keys()).extracting(Yaml.Text::text).contains("{mrn}", "{MRG-1.1}");
        assertThat(lab.order().lanes()).isEqualTo(4);
        assertThat(lab.retry().jitter()).isFalse();
        var archive = channel.destinations().get(1);
        assertThat(archive.when()).isPresent();
        assertThat(archive.steps().get(0).key()).isEqualTo("remove");
        assertThat(channel.onError()).isEqualTo(new OnError(OnError.Then.HOLD, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strict | STRICT | 0 | 1",
                "none | NONE | 0 | 8",
                "{ none: { lanes: 64 } } | NONE | 0 | 64",
                "{ key: '{PID-3.1}' } | KEY | 1 | 8",
                "{ key: ['{a}', '{b}'], lanes: 2 } | KEY | 2 | 2"
            })
    void ordersOfDelivery(String written, Order.Kind kind, int keys, int lanes) {
        var order = read(destination("order: " + written)).destinations().get(0).order();
        assertThat(order.kind()).isEqualTo(kind);
        assertThat(order.keys()).hasSize(keys);
        assertThat(order.lanes()).isEqualTo(lanes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hold | HOLD | true",
                "refuse | REFUSE | true",
                "{ then: drop } | DROP | true",
                "{ lane: goes-on } | HOLD | false"
            })
    void whenAStepFails(String written, OnError.Then then, boolean blocks) {
        assertThat(read(LEAST + "on-error: " + written).onError())
                .isEqualTo(new OnError(then, blocks));
    }

    @Test
    void aFormatMayHaveOptions() {
        var format = read(source("format: { delimited: { separator: ';' } }")).source().format();
        assertThat(format.type()).isEqualTo("delimited");
        assertThat(((Yaml.Fields) format.options()).get("separator")).isPresent();
        assertThat(read(source("format: text")).source().format().options())
                .isInstanceOf(Yaml.Fields.class);
    }

    @Test
    void createMayStandBesideSetOrInIt() {
        var beside = read(LEAST + "steps:\n  - set: { ZID-1: x }\n    create: true\n");
        var inside = read(LEAST + "steps:\n  - set: { ZID-1: x, create: true }\n");
        for (var channel : List.of(beside, inside)) {
            var value = (Yaml.Fields) channel.steps().get(0).value();
            assertThat(((Yaml.Text) value.get("create").orElseThrow()).text()).isEqualTo("true");
        }
        fails(
                LEAST + "steps:\n  - keep: { MSH-9.1: ADT }\n    create: true\n",
                "5:5: \"create\" goes with \"set\" only; remove it");
    }

    @Test
    void indexNamesValuesAndTheirPaths() {
        var paths = read(LEAST + "index: { ward: PV1-3.1, order: 'OBR[*]-2' }\n").keeping().index();
        assertThat(paths).extracting(p -> p.name()).containsExactly("ward", "order");
        assertThat(paths).extracting(p -> p.path().text()).containsExactly("PV1-3.1", "OBR[*]-2");
        fails(
                LEAST + "index: PV1-3.1\n",
                "3:8: \"index\" has a name and a path for each value; write for example \"index: { ward: PV1-3.1 }\"");
        fails(
                LEAST + "index: { patient: PID-2 }\n",
                "3:10: \"patient\" is always there: message:search --patient; remove it");
        fails(
                LEAST + "index: { a b: PID-2 }\n",
                "3:10: \"a b\" cannot name a value; use letters, digits, \"-\" and \"_\", beginning with a letter");
        fails(
                LEAST + "index: { ward: [PID-2] }\n",
                "3:16: \"ward\" needs a path, for example PV1-3.1");
    }

    /** Strict order lets nothing go before anything else. */
    @Test
    void aPriorityNeedsAnOrderThatLetsIt() {
        fails(
                destination("priority: { PV1-2: E }"),
                "5:5: \"priority\" lets some messages go before others, and strict order lets"
                        + " none; write for example order: { key: \"{mrn}\" } or order: none");
        assertThat(
                        read(destination("priority: { PV1-2: E }\n    order: none"))
                                .destinations()
                                .get(0)
                                .attempts()
                                .priority())
                .isPresent();
    }

    /** Section 6: "acknowledge: processed | { reply-of: name }", "reply: [steps]". */
    @Test
    void theAnswerOfASource() {
        var processed = read(source("acknowledge: processed\n  within: 3s")).source().answer();
        assertThat(processed.acknowledge()).isEqualTo(Acknowledge.PROCESSED);
        assertThat(processed.within()).isEqualTo(Duration.ofSeconds(3));
        var text = "acknowledge: { reply-of: archive }\n  reply: [ { set: { MSA-3: x } } ]";
        var reply = read(source(text)).source().answer();
        assertThat(reply.acknowledge()).isEqualTo(Acknowledge.REPLY_OF);
        assertThat(reply.of()).isEqualTo("archive");
        assertThat(reply.reply()).extracting(p -> p.key()).containsExactly("set");
    }

    /** "duplicates: { by: MSH-10, within: 24h, then: drop, different: hold }" and the defaults. */
    @Test
    void theDuplicatesOfASource() {
        var standard = read(source("duplicates: { by: MSH-10 }")).source().duplicates();
        assertThat(standard.orElseThrow().by().text()).isEqualTo("MSH-10");
        assertThat(standard.orElseThrow().within()).isEqualTo(Duration.ofHours(24));
        assertThat(standard.orElseThrow().then()).isEqualTo(ChannelFile.Duplicates.Same.DROP);
        assertThat(standard.orElseThrow().different())
                .isEqualTo(ChannelFile.Duplicates.Different.HOLD);
        var own = "duplicates: { by: MSH-10, within: 7d, then: mark, different: take }";
        var given = read(source(own)).source().duplicates().orElseThrow();
        assertThat(given.within()).isEqualTo(Duration.ofDays(7));
        assertThat(given.then()).isEqualTo(ChannelFile.Duplicates.Same.MARK);
        assertThat(given.different()).isEqualTo(ChannelFile.Duplicates.Different.TAKE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acknowledge: reply-of | 3:3: \"acknowledge\" names no destination; write {"
                        + " reply-of: NAME }",
                "acknowledge: { reply-of: archiv } | 3:28: \"reply-of\": \"archiv\" is no"
                        + " destination of this channel; did you mean \"archive\"?",
                "acknowledge: {} | 3:16: \"acknowledge\": choose one of stored, checked,"
                        + " processed, { reply-of: NAME }",
                "reply: {} | 3:10: \"reply\" is a list; begin each step with \"- \", or write []"
                        + " for none",
                "duplicates: {} | 3:15: \"duplicates\" needs the path that tells messages apart;"
                        + " write for example by: MSH-10",
                "duplicates: MSH-10 | 3:15: \"duplicates\" is a map; write for example { by:"
                        + " MSH-10, within: 24h }",
                "duplicates: { by: MSH-10, within: 91d } | 3:29: \"within\" must be longer than"
                        + " nothing and at most 90d; write for example 24h",
                "duplicates: { by: MSH-10, key: x } | 3:29: unknown word \"key\"; choose one of by,"
                        + " within, then, different",
                "duplicates: { by: MSH-10, then: forget } | 3:35: \"then\": \"forget\" is unknown;"
                        + " choose one of drop, hold, mark",
                "acknowledge: storde | 3:16: \"acknowledge\": \"storde\" is unknown; did you mean"
                        + " \"stored\"?",
                "within: 10 | 3:11: \"within\": \"10\" is no duration; write for example 250ms, 30s,"
                        + " 5m, 2h or 1d",
                "format: [a] | 3:11: \"format\": a list stands here; write one text",
                "formt: hl7v2 | 3:3: unknown word \"formt\"; did you mean \"format\"?",
                "when: { a: b } | 3:3: \"when\" is no word of a source; choose one of" + " WORDS",
                "http: { path: x } | 3:3: a source names one type, here stand \"mllp\" and \"http\";"
                        + " keep one, and for the others choose one of WORDS"
            })
    void mistakesInTheSource(String line, String fault) {
        var words = String.join(", ", ReservedWords.SOURCE.words());
        fails(source(line), fault.replace("WORDS", words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order: strikt | 5:12: \"order\": \"strikt\" is unknown; choose one of strict, none"
                        + " or { key: \"{PID-3.1}\", lanes: 8 }",
                "order: { key: {PID-3.1} } | 5:19: \"key\": YAML reads the { as a map; quote it:"
                        + " \"{PID-3.1}\"",
                "order: { lanes: 4 } | 5:12: \"order\" needs a key; write for example key:"
                        + " \"{PID-3.1}\"",
                "order: { key: '{a}', lanes: 65 } | 5:33: \"lanes\": \"65\" is no number from 1 to"
                        + " 64",
                "order: { key: '{a}', lane: 6 } | 5:26: unknown word \"lane\"; did you mean"
                        + " \"lanes\"?",
                "retry: often | 5:12: \"retry\" is a map; write for example { first: 1s, longest: 5m,"
                        + " jitter: yes }",
                "retry: { first: 10s, longest: 1s } | 5:26: \"longest\" is shorter than \"first\";"
                        + " make it at least as long",
                "retry: { jitter: some } | 5:22: \"jitter\": \"some\" is neither yes nor no; write"
                        + " one of them",
                "when: A01 | 5:11: \"when\" is a map; write for example { MSH-9.1: ADT }",
                "steps: keep | 5:12: \"steps\" is a list; begin each step with \"- \", or write []"
                        + " for none",
                "steps: [ upper ] | 5:14: \"upper\" is no step; a step is a key with a value; write"
                        + " for example \"- keep: { MSH-9.1: ADT }\"",
                "steps: [ { when: { a: b } } ] | 5:14: a step needs one key that names its kind;"
                        + " write for example \"keep: { MSH-9.1: ADT }\"",
                "steps: [ { keep: { a: b }, drop: { c: d } } ] | 5:32: a step does one thing, here"
                        + " stand \"keep\" and \"drop\"; begin each with \"- \"",
                "steps: [ { keep: { PID: exists }, steps: [] } ] | 5:39: \"steps\" goes with \"each\""
                        + " only; begin each step with \"- \""
            })
    void mistakesInADestination(String line, String fault) {
        fails(destination(line), fault);
    }

    @Test
    void mistakesInTheChannel() {
        fails(
                LEAST + "zone: Berlin\non-eror: hold\n",
                "3:7: \"zone\": \"Berlin\" is no time zone; write for example Europe/Berlin or UTC",
                "4:1: unknown word \"on-eror\"; did you mean \"on-error\"?");
        fails(
                LEAST + "on-error: { then: drop, lane: goes-on, now: yes }\n",
                "3:25: \"lane\" goes with \"then: hold\" only; remove it",
                "3:40: unknown word \"now\"; choose one of then, lane");
        fails(
                "description: x\n",
                "1:1: the channel has no destinations; name at least one, for example"
                        + " \"destinations: { archive: { file: { folder: archive } } }\"",
                "1:1: the channel has no source; write for example \"source: { mllp: { listen: 2575"
                        + " } }\"");
        fails(
                "",
                "1:1: a channel file begins with its words; write \"source:\" and"
                        + " \"destinations:\"");
        fails(
                "source: { format: text }\ndestinations: { Lab_1: { file: a }, b: {}, c: x }\n",
                "1:9: a source needs one key that names its type; write for example \"mllp: {"
                        + " listen: 2575 }\"",
                "2:17: \"Lab_1\" cannot be a destination's name; use lower case letters, digits and"
                        + " \"-\" only",
                "2:40: a destination needs one key that names its type; write for example \"file: {"
                        + " folder: archive }\"",
                "2:47: a destination is a map; write for example \"c: { file: { folder: archive }"
                        + " }\"");
    }

    @Test
    void theFileIsTheName() {
        var faults = new Faults();
        assertThat(ChannelReader.read("channels/Adt.yaml", LEAST, n -> Optional.empty(), faults))
                .isEmpty();
        assertThat(faults.list())
                .extracting(Object::toString)
                .containsExactly(
                        "channels/Adt.yaml: \"Adt\" cannot be a channel's name; rename the file,"
                                + " with lower case letters, digits and \"-\" only");
    }

    private static String source(String line) {
        return "source:\n  mllp: { listen: 2575 }\n  "
                + line
                + "\ndestinations: { archive: { file: archive } }\n";
    }

    private static String destination(String line) {
        return "source: { mllp: { listen: 2575 } }\ndestinations:\n  archive:\n    file: archive\n"
                + "    "
                + line
                + "\n";
    }

    private static ChannelFile read(String text) {
        var faults = new Faults();
        var channel = ChannelReader.read("adt-to-lab.yaml", text, n -> Optional.empty(), faults);
        assertThat(faults.list()).isEmpty();
        return channel.orElseThrow();
    }

    private static void fails(String text, String... expected) {
        var faults = new Faults();
        assertThat(ChannelReader.read("a.yaml", text, n -> Optional.empty(), faults)).isEmpty();
        assertThat(faults.list())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        List.of(expected).stream().map(e -> "a.yaml:" + e).toArray(String[]::new));
    }
}
