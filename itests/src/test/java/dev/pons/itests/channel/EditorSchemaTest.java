package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.pons.core.engine.OwnTypes;
import dev.pons.core.engine.Types.Kind;
import dev.pons.core.language.Compiler;
import dev.pons.spi.Type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * "Editors get a JSON schema": by a validator that is not ours, every channel that we show is valid
 * and every one that is wrong in its shape is not.
 */
class EditorSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT =
            new dev.pons.core.config.Schema(
                            OwnTypes.with(Kind.SOURCE, records(Shipped.SOURCES)),
                            OwnTypes.with(Kind.DESTINATION, records(Shipped.DESTINATIONS)),
                            records(Shipped.STEPS),
                            records(Shipped.FORMATS),
                            Compiler.builtInSteps())
                    .json();
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

    private static List<Class<? extends Record>> records(Map<String, ? extends Type<?, ?>> types) {
        var records = new ArrayList<Class<? extends Record>>();
        types.values().forEach(type -> records.add(type.config()));
        return records;
    }

    /** What is wrong with a channel file by the schema, as an editor reads it. */
    private static List<String> faults(String yaml) {
        var settings = LoadSettings.builder().build();
        JsonNode read = JSON.valueToTree(new Load(settings).loadFromString(yaml));
        return SCHEMA.validate(read).stream().map(Object::toString).toList();
    }

    static List<Path> examples() {
        return ChannelCheckTest.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValid(Path example) throws IOException {
        assertThat(faults(Files.readString(example))).isEmpty();
    }

    static List<GuideTest.Block> blocks() throws IOException {
        return GuideTest.channels();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void everyChannelThatIsShownIsValid(GuideTest.Block block) {
        assertThat(faults(GuideTest.whole(block.text()))).isEmpty();
    }

    private static String withSteps(String steps) {
        return "source: { file: { folder: in }, format: hl7v2 }\n"
                + "destinations: { out: { file: { folder: out } } }\nsteps:\n  "
                + steps;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- keep: PV1-2",
                "- keep: {}",
                "- keep: { PV1-2: }",
                "- keep: { PV1-2: [] }",
                "- keep: { PV1-2: { nott: I } }",
                "- keep: { OBX-5: { over: many } }",
                "- keep: { OBX-5: { not: 5, over: 3 } }",
                "- keep: { any: { PV1-2: I } }",
                "- keep: { every: OBX-11 }",
                "- drop: { not: [ { PV1-2: I } ] }",
                "- set: PID-8",
                "- set: { PID-8: {PID-7} }",
                "- set: { PID-8: U, create: maybe }",
                "- { remove: [PID-8], create: true }",
                "- copy: { PID-4: [PID-3] }",
                "- move: PID-9",
                "- remove: { PID-9: PID-8 }",
                "- let: { 1st: x }",
                "- let: { now: x }",
                "- let: mrn",
                "- refuse: no",
                "- refuse: { code: AE }",
                "- refuse: { code: AE, txt: no }",
                "- choose: { when: { PV1-2: I }, steps: [] }",
                "- choose: [ { when: { PV1-2: I } } ]",
                "- choose: [ { wen: { PV1-2: I }, steps: [] } ]",
                "- each: [OBX]",
                "- { set: { PID-8: U }, steps: [] }",
                "- split: OBR",
                "- split: { by: OBR, kep: [MSH] }",
                "- add: { set: { NTE-3: x } }",
                "- add: { segment: NTE, repeat: PID-3 }",
                "- add: { segment: NTE, at: middle }",
                "- renumber: OBX-1",
                "- new: { format: hl7v3 }",
                "- new: { as: [ORU] }",
                "- convert: json",
                "- convert: { to: hl7 }",
                "- validate: { strict: true }",
                "- lookup: { table: wards, into: ward }",
                "- lookup: { tabel: wards, key: x, into: ward }",
                "- remember: { table: t, key: x }",
                "- remember: { table: t, key: x, set: y, keep: 90 days }",
                "- recall: { table: t, key: x }",
                "- recall: { table: t, key: x, into: [a] }",
                "- forget: { table: t }",
                "- keep: { PV1-2: I }\n    drop: { PV1-2: O }",
                "- when: { PV1-2: I }",
                "- upper",
                "- script: { cod: \"1\" }",
                "- template: { text: x, lines: crcr }",
                "- xslt: { with: x }",
            })
    void aStepOfTheWrongShapeIsNot(String step) {
        assertThat(faults(withSteps("- keep: { PV1-2: I }"))).isEmpty();
        assertThat(faults(withSteps(step))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: {}",
                "index: PV1-3.1",
                "index: { ward: [PV1-3.1] }",
                "on-error: retry",
                "retention: { content: long }",
                "source: { mllp: { listen: { prt: 2575 } }, format: hl7v2 }",
                "source: { file: { folder: in }, format: { hl7v2: { lenint: true } } }",
                "source: { file: { folder: in }, acknowledge: later }",
                "source: { format: hl7v2 }",
                "destinations: {}",
                "destinations: { OUT: { file: { folder: out } } }",
                "destinations: { out: { file: { folder: out }, when: PV1-2 } }",
                "destinations: { out: { file: { folder: out }, order: random } }",
                "destinations: { out: { file: { folder: out }, priority: high } }",
                "destinations: { out: { file: { folder: out }, outcome: [ { when: { MSA-1: [] },"
                        + " then: hold } ] } }",
                "destinations: { out: { file: { folder: out }, outcome: [ { then: wait } ] } }",
                "destinations: { out: { file: { folder: out }, body: OBX-5 } }",
                "destinations: { out: { file: { folder: out, exist: fail } } }",
                "destinations: { out: { mllp: { timeout: 30s } } }",
            })
    void aChannelOfTheWrongShapeIsNot(String line) {
        var word = line.substring(0, line.indexOf(':'));
        var rest =
                withSteps("- keep: { PV1-2: I }")
                        .lines()
                        .filter(l -> !l.startsWith(word + ":"))
                        .reduce("", (all, l) -> all + l + "\n");
        assertThat(faults(rest + line + "\n")).isNotEmpty();
    }

    /** An editor completes what it knows the options of. */
    @Test
    void everyStepSaysItsOptions() throws IOException {
        var steps = JSON.readTree(TEXT).at("/$defs/step/properties");
        for (var step : Compiler.builtInSteps()) {
            assertThat(steps.get(step)).as(step).isNotEmpty();
        }
        assertThat(steps.at("/lookup/properties").fieldNames())
                .toIterable()
                .containsExactly("table", "key", "column", "into", "miss");
        assertThat(steps.at("/script/properties/within/default").asText()).isEqualTo("1s");
    }
}
