package dev.pons.plugin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** JSON: paths, values, changes in place. */
class JsonTest {

    private static final String PATIENT =
            """
            {
              "resourceType": "Patient",
              "id": "p-1",
              "active": true,
              "identifier": [
                { "system": "urn:mr", "value": "4711" },
                { "system": "urn:ss", "value": "99" }
              ],
              "name": [ { "family": "Br\\u00fcgger", "given": ["Anna", "Maria"] } ],
              "age" : 42,
              "weight": 61.50,
              "odd name": "x",
              "gone": null,
              "none": [],
              "empty": ""
            }
            """;

    private final JsonFormat format = new JsonFormat(false);

    private JsonTree tree(String text) throws Exception {
        return (JsonTree) format.read(Message.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(JsonTree tree, String path) throws Exception {
        var found = tree.find(tree.root(), path);
        return found.isEmpty() ? "(absent)" : tree.value(found.get(0)).text();
    }

    private static String written(JsonTree tree) throws Exception {
        return new String(tree.write().toBytes(), StandardCharsets.UTF_8);
    }

    private static void set(JsonTree tree, String path, String text) throws Exception {
        tree.set(tree.make(tree.root(), path), Value.of(text));
    }

    /** As the language does it. */
    private static void encode(JsonTree tree, String path, String text) throws Exception {
        tree.set(tree.make(tree.root(), path), Value.encoded(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.id | p-1",
                "$.name.family | Br\u00fcgger",
                "$.name.given | Anna",
                "$.name[0].given[1] | Maria",
                "$.identifier(system=urn:ss).value | 99",
                "$.identifier[?(@.system=='urn:mr')].value | 4711",
                "$.identifier[1].value | 99",
                "$['odd name'] | x",
                "$[\"odd name\"] | x",
                "$.active | true",
                "$.age | 42",
                "$.weight | 61.50",
                "$.nothing | (absent)",
                "$.name.given[2] | (absent)",
                "$.identifier(system=urn:x).value | (absent)",
            })
    void aPathFindsItsValue(String path, String text) throws Exception {
        format.check(path);
        assertThat(text(tree(PATIENT), path)).isEqualTo(text);
    }

    @Test
    void aListIsRepetitionsOfItsName() throws Exception {
        var tree = tree(PATIENT);
        assertThat(tree.find(tree.root(), "$.name.given")).hasSize(2);
        assertThat(tree.find(tree.root(), "$.identifier[*].value")).hasSize(2);
        assertThat(tree.children(tree.root()))
                .extracting(tree::name)
                .contains("identifier", "identifier", "name", "gone");
        assertThat(format.path(List.of("identifier[2]", "value")))
                .isEqualTo("$.identifier[1].value");
        assertThat(format.path(List.of("odd name"))).isEqualTo("$['odd name']");
    }

    @Test
    void nullIsDeletedAndEmptyIsEmpty() throws Exception {
        var tree = tree(PATIENT);
        assertThat(kind(tree, "$.gone")).isEqualTo(Value.Kind.DELETED);
        assertThat(kind(tree, "$.empty")).isEqualTo(Value.Kind.EMPTY);
        assertThat(kind(tree, "$.none")).isEqualTo(Value.Kind.EMPTY);
        assertThat(kind(tree, "$.age")).isEqualTo(Value.Kind.NUMBER);
        assertThat(kind(tree, "$.active")).isEqualTo(Value.Kind.BOOLEAN);
    }

    private static Value.Kind kind(JsonTree tree, String path) throws Exception {
        return tree.value(tree.find(tree.root(), path).get(0)).kind();
    }

    @Test
    void anEditChangesItsPlaceAndNothingElse() throws Exception {
        var tree = tree(PATIENT);
        set(tree, "$.name.family", "Mai \"x\"");
        set(tree, "$.age", "43");
        set(tree, "$.active", "false");
        assertThat(written(tree))
                .isEqualTo(
                        PATIENT.replace("Br\\u00fcgger", "Mai \\\"x\\\"")
                                .replace(": 42", ": 43")
                                .replace("true", "false"));
    }

    @Test
    void whatSaysItAlreadyStays() throws Exception {
        var message = Message.of(PATIENT.getBytes(StandardCharsets.UTF_8));
        var tree = (JsonTree) format.read(message);
        for (var path : List.of("$.id", "$.age", "$.weight", "$.active", "$.gone")) {
            var node = tree.find(tree.root(), path).get(0);
            tree.set(node, tree.value(node));
            tree.set(node, tree.encoded(node));
        }
        assertThat(tree.write()).isSameAs(message.body());
    }

    @Test
    void whatIsMissingIsMadeAndANewPlaceIsATextUnlessThePathSaysMore() throws Exception {
        var tree = tree("{}");
        encode(tree, "$.name[0].given[0]", "Anna");
        encode(tree, "$.mrn", "0042");
        encode(tree, "$.count as number", "42");
        encode(tree, "$.active as boolean", "true");
        encode(tree, "$.meta as json", "{\"x\":[1]}");
        assertThat(written(tree))
                .isEqualTo(
                        "{\"name\":[{\"given\":[\"Anna\"]}],\"mrn\":\"0042\",\"count\":42,"
                                + "\"active\":true,\"meta\":{\"x\":[1]}}");
        assertThatThrownBy(() -> encode(tree, "$.n as number", "x"))
                .hasMessageContaining("no number");
        assertThatThrownBy(() -> encode(tree, "$.name[5].x", "x"))
                .hasMessageContaining("next item");
        assertThatThrownBy(() -> encode(tree, "$.mrn.x", "x")).hasMessageContaining("no object");
    }

    @Test
    void aMemberIsAddedOnALineLikeItsNeighbours() throws Exception {
        var tree = tree("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        encode(tree, "$.c", "x");
        assertThat(written(tree)).isEqualTo("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": \"x\"\n}\n");
    }

    @Test
    void valuesOfTheMessageStayTextWhateverTheyHold() throws Exception {
        var tree = tree("{}");
        encode(tree, "$.a", format.escape("{\"x\":1}"));
        encode(tree, "$.b", format.escape("a\"b\\c\n"));
        assertThat(written(tree)).isEqualTo("{\"a\":\"{\\\"x\\\":1}\",\"b\":\"a\\\"b\\\\c\\n\"}");
    }

    @Test
    void copyTakesStructureAndTypes() throws Exception {
        var tree = tree("{\"a\":[1,{\"b\":true}],\"c\":\"x\"}");
        tree.copy(tree.root(), "$.a", "$.d.e");
        tree.copy(tree.root(), "$.nothing", "$.c");
        assertThat(written(tree))
                .isEqualTo("{\"a\":[1,{\"b\":true}],\"d\":{\"e\":[1,{\"b\":true}]}}");
    }

    @Test
    void itemsAreAddedAndRemovedAndAListGoesWithItsLastOne() throws Exception {
        var tree = tree("{\"a\": [1, 2], \"b\": [3]}");
        tree.set(tree.add(tree.root(), "$.a", false), Value.of("z"));
        tree.set(tree.add(tree.root(), "$.a", true), Value.of("y"));
        tree.set(tree.add(tree.root(), "$.n", false), Value.of("w"));
        tree.remove(tree.find(tree.root(), "$.b[0]").get(0));
        tree.remove(tree.find(tree.root(), "$.a[1]").get(0));
        assertThat(written(tree)).isEqualTo("{\"a\": [\"y\", 2, \"z\"], \"n\": [\"w\"]}");
        assertThatThrownBy(() -> tree.add(tree.root(), "$.a[0]", false))
                .hasMessageContaining("no list");
    }

    @Test
    void insideEachAPathIsAboutTheCurrentItem() {
        assertThat(format.within("$.entry", "$.entry.resource.id")).contains("resource.id");
        assertThat(format.within("$.entry[*]", "$.entry")).contains("");
        assertThat(format.within("$.entry(a=b)", "$.entry[0]")).contains("[0]");
        assertThat(format.within("$.entry", "$.entries")).isEmpty();
        assertThat(format.within("$.entry", "$.id")).isEmpty();
    }

    @Test
    void partsHaveOneItemEach() throws Exception {
        var message =
                Message.of(
                        "{\"t\":1,\"e\":[{\"a\":1},{\"a\":2}]}".getBytes(StandardCharsets.UTF_8));
        var parts = format.split(message, "$.e", List.of());
        assertThat(parts).hasSize(2);
        assertThat(new String(parts.get(1).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"t\":1,\"e\":[{\"a\":2}]}");
        assertThat(
                        new String(
                                format.split(message, "$.e", List.of("$.none")).get(0).toBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo("{\"e\":[{\"a\":1}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "id", "$id", "$.", "$..a", "$.a[", "$.a[-1]", "PID-5", "$.a(b", "/a/b", "$.a b"
            })
    void whatIsNoPathSaysWhatToWrite(String path) {
        assertThatThrownBy(() -> format.check(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[01]",
                "[1.]",
                "[.5]",
                "[+1]",
                "nul",
                "tru",
                "[1] x",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "[NaN]",
                "[1 2]",
                "{\"a\" 1}",
                "// x",
                "[1]]"
            })
    void whatIsNoJsonIsRefusedAtItsPlace(String text) {
        assertThatThrownBy(() -> tree(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("line ")
                .hasMessageContaining("byte ");
    }

    @Test
    void bombsAreRefusedOrRead() throws Exception {
        assertThatThrownBy(() -> tree("[".repeat(100_000))).hasMessageContaining("500 levels");
        assertThat(text(tree("[" + "9".repeat(100_000) + "]"), "$[0]")).hasSize(100_000);
        assertThat(text(tree("[1e999999999]"), "$[0]")).isEqualTo("1e999999999");
        var wide = tree("[" + "1,".repeat(200_000) + "1]");
        assertThat(wide.find(wide.root(), "$[200000]")).hasSize(1);
    }

    @Test
    void characterSetsAreToldByTheFirstBytesAndKept() throws Exception {
        for (var set : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            var bytes = "\uFEFF{\"a\":\"\u00e4\"}".getBytes(set);
            var tree = (JsonTree) format.read(Message.of(bytes));
            assertThat(text(tree, "$.a")).isEqualTo("\u00e4");
            set(tree, "$.a", "\u00f6");
            assertThat(tree.write().toBytes()).isEqualTo("\uFEFF{\"a\":\"\u00f6\"}".getBytes(set));
        }
        assertThatThrownBy(() -> format.read(Message.of(new byte[] {'"', (byte) 0xff, '"'})))
                .hasMessageContaining("byte 1");
    }

    @Test
    void aNewMessageIsAnObjectOrAResource() throws Exception {
        var plain = new Fresh("", "", "1", Instant.EPOCH, ZoneOffset.UTC);
        var patient = new Fresh("Patient", "", "1", Instant.EPOCH, ZoneOffset.UTC);
        assertThat(new String(format.fresh(plain).orElseThrow().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{}");
        assertThat(
                        new String(
                                format.fresh(patient).orElseThrow().toBytes(),
                                StandardCharsets.UTF_8))
                .isEqualTo("{\"resourceType\":\"Patient\"}");
    }
}
