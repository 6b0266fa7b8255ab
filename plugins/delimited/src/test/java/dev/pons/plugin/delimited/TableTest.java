package dev.pons.plugin.delimited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables: paths, quoting, changes in place, rows that come and go. */
class TableTest {

    private static final String CSV =
            "mrn,name,\"Date of birth\"\n1,\"Brugger, Anna\",1970\n2, Mai ,\n\n3,\"a \"\"b\"\"\",1980\n";

    static Format delimited(String separator, boolean header, List<String> columns) {
        return new DelimitedType()
                .create(
                        new DelimitedOptions(
                                separator,
                                "\"",
                                header,
                                columns,
                                DelimitedOptions.Ragged.KEEP,
                                StandardCharsets.UTF_8),
                        null);
    }

    static Format fixed(String... fields) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put(fields[i], fields[i + 1]);
        }
        return new FixedType()
                .create(new FixedOptions(map, List.of(), " ", StandardCharsets.UTF_8), null);
    }

    private static TableTree tree(Format format, String text) throws Exception {
        return (TableTree) format.read(Message.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static TableTree csv() throws Exception {
        return tree(delimited(",", true, List.of()), CSV);
    }

    private static String text(TableTree tree, String path) throws Exception {
        var found = tree.find(tree.root(), path);
        return found.isEmpty() ? "(absent)" : tree.value(found.get(0)).text();
    }

    private static String written(TableTree tree) throws Exception {
        return new String(tree.write().toBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mrn | 1",
                "name | Brugger, Anna",
                "\"Date of birth\" | 1970",
                "Date of birth | 1970",
                "#2 | Brugger, Anna",
                "row[2].name | ` Mai `",
                "row[3].name | a \"b\"",
                "row(mrn=3).name | a \"b\"",
                "row(#1=2).mrn | 2",
                "row[2] | `2, Mai ,`",
                "row[4].mrn | (absent)",
                "other | (absent)",
                "header | mrn,name,\"Date of birth\"",
                "header.#3 | Date of birth",
            })
    void aPathFindsItsCell(String path, String text) throws Exception {
        delimited(",", true, List.of()).check(path);
        assertThat(text(csv(), path)).isEqualTo(text);
    }

    @Test
    void everyRowIsFoundAndBlankLinesAreNone() throws Exception {
        var tree = csv();
        assertThat(tree.find(tree.root(), "row[*].mrn")).hasSize(3);
        assertThat(tree.children(tree.root())).hasSize(3);
        assertThat(tree.children(tree.children(tree.root()).get(0)))
                .extracting(tree::name)
                .containsExactly("mrn", "name", "Date of birth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "row[0]", "row[x].a", "$.a", "PID-5.1", "header[1]", "a.b", "\"a"})
    void whatIsNoPathSaysWhatToWrite(String path) {
        assertThatThrownBy(() -> delimited(",", true, List.of()).check(path))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColumnThatIsNotAmongTheColumnsIsRefusedBeforeAnyMessageComes() {
        var format = delimited(",", true, List.of("mrn", "name"));
        format.check("row[*].name");
        assertThatThrownBy(() -> format.check("nmae")).hasMessageContaining("no column nmae");
        assertThatThrownBy(() -> format.check("#3")).hasMessageContaining("no column #3");
    }

    @Test
    void anEditChangesItsCellAndNothingElse() throws Exception {
        var tree = csv();
        set(tree, "row[2].name", "Mai, Eva");
        set(tree, "row(mrn=3).name", "c");
        set(tree, "mrn", "1");
        assertThat(written(tree))
                .isEqualTo(
                        "mrn,name,\"Date of birth\"\n1,\"Brugger, Anna\",1970\n2,\"Mai, Eva\",\n\n3,\"c\",1980\n");
    }

    private static void set(TableTree tree, String path, String text) throws Exception {
        tree.set(tree.make(tree.root(), path), Value.of(text));
    }

    @Test
    void whatIsSetToWhatItSaysAlreadyLeavesTheBytes() throws Exception {
        var message = Message.of(CSV.getBytes(StandardCharsets.UTF_8));
        var tree = (TableTree) delimited(",", true, List.of()).read(message);
        set(tree, "name", "Brugger, Anna");
        assertThat(tree.write()).isSameAs(message.body());
    }

    @Test
    void rowsAreAddedAndRemoved() throws Exception {
        var tree = tree(delimited(";", true, List.of()), "a;b\r\n1;2");
        var row = tree.add(tree.root(), "row", false);
        tree.set(tree.make(row, "b"), Value.of("4"));
        tree.remove(tree.find(tree.root(), "row[1]").get(0));
        tree.add(tree.root(), "row", true);
        assertThat(written(tree)).isEqualTo("a;b\r\n;\r\n;4\r\n");
        assertThatThrownBy(() -> tree.remove(tree.find(tree.root(), "header").get(0)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aShortRowIsFilledUpToItsColumn() throws Exception {
        var tree = tree(delimited(",", true, List.of()), "a,b,c\n1\n");
        set(tree, "c", "3");
        assertThat(written(tree)).isEqualTo("a,b,c\n1,,3\n");
        assertThatThrownBy(() -> set(tree, "d", "4")).hasMessageContaining("no column");
    }

    @Test
    void aByteOrderMarkMixedLineEndsAndAMissingLastOneStay() throws Exception {
        var tree = tree(delimited("tab", true, List.of()), "\uFEFFa\tb\r\n1\t2\n3\t4\r5\t6");
        assertThat(text(tree, "row[3].b")).isEqualTo("6");
        set(tree, "row[2].a", "x");
        assertThat(written(tree)).isEqualTo("\uFEFFa\tb\r\n1\t2\nx\t4\r5\t6");
    }

    @Test
    void withoutAHeaderColumnsAreNamedByTheOptionOrByPlace() throws Exception {
        var named = tree(delimited(",", false, List.of("mrn", "name")), "1,x\n");
        assertThat(text(named, "name")).isEqualTo("x");
        assertThat(text(tree(delimited(",", false, List.of()), "1,x\n"), "#2")).isEqualTo("x");
    }

    @Test
    void aNewTableGetsTheColumnsThatAreSet() throws Exception {
        var fresh = new Fresh("", "", "1", Instant.EPOCH, ZoneOffset.UTC);
        var format = delimited(",", true, List.of());
        var tree = (TableTree) format.read(Message.of(format.fresh(fresh).orElseThrow()));
        set(tree, "mrn", "4711");
        set(tree, "name", "Brugger, Anna");
        assertThat(written(tree)).isEqualTo("mrn,name\n4711,\"Brugger, Anna\"\n");
        var rows = delimited(",", false, List.of("mrn", "name"));
        var row = (TableTree) rows.read(Message.of(rows.fresh(fresh).orElseThrow()));
        set(row, "name", "x");
        assertThat(written(row)).isEqualTo(",x\n");
        var known = delimited(",", true, List.of("a", "b c"));
        assertThat(new String(known.fresh(fresh).orElseThrow().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("a,b c\n");
    }

    @Test
    void partsHaveTheHeaderAndOneRow() throws Exception {
        var message = Message.of(CSV.getBytes(StandardCharsets.UTF_8));
        var parts = delimited(",", true, List.of()).split(message, "row", List.of());
        assertThat(parts).hasSize(3);
        assertThat(new String(parts.get(2).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("mrn,name,\"Date of birth\"\n\n3,\"a \"\"b\"\"\",1980\n");
    }

    @Test
    void insideEachRowAColumnAloneIsThatOfTheCurrentRow() {
        var format = delimited(",", true, List.of());
        assertThat(format.within("row", "name")).contains("name");
        assertThat(format.within("row(mrn=1)", "row.name")).contains("name");
        assertThat(format.within("row[*]", "row")).contains("");
        assertThat(format.within("row", "header.#1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n\"1,2\n", "\"", "a\n\"x\"\"\n"})
    void anOpenQuoteIsRefusedWithItsPlace(String text) {
        assertThatThrownBy(() -> tree(delimited(",", true, List.of()), text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a quote is not closed")
                .hasMessageContaining("byte");
    }

    @Test
    void raggedRowsAndOtherColumnsAreRefusedWhereAsked() {
        var strict =
                new DelimitedType()
                        .create(
                                new DelimitedOptions(
                                        ",",
                                        "\"",
                                        true,
                                        List.of("a", "b"),
                                        DelimitedOptions.Ragged.REFUSE,
                                        StandardCharsets.UTF_8),
                                null);
        assertThatThrownBy(() -> tree(strict, "a,b\n1,2\n3\n"))
                .hasMessageContaining("row[2]")
                .hasMessageContaining("1 cells, there are 2 columns");
        assertThatThrownBy(() -> tree(strict, "b,a\n1,2\n")).hasMessageContaining("other columns");
    }

    @Test
    void bytesThatAreNoTextAreRefusedAtTheirPlace() {
        assertThatThrownBy(
                        () ->
                                delimited(",", true, List.of())
                                        .read(Message.of(new byte[] {'a', ',', (byte) 0xff})))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("byte 2");
    }

    @Test
    void withoutQuotesAValueThatWouldNeedThemIsRefused() throws Exception {
        var format =
                new DelimitedType()
                        .create(
                                new DelimitedOptions(
                                        "|",
                                        "none",
                                        true,
                                        List.of(),
                                        DelimitedOptions.Ragged.KEEP,
                                        StandardCharsets.UTF_8),
                                null);
        var tree = tree(format, "a|b\n\"1|2\n");
        assertThat(text(tree, "a")).isEqualTo("\"1");
        assertThatThrownBy(() -> set(tree, "a", "x|y")).hasMessageContaining("quote: none");
    }

    @Test
    void aHundredThousandRowsAreReadInOnePass() throws Exception {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i).append(",\"x\"\n");
        }
        var tree = tree(delimited(",", true, List.of()), text.toString());
        assertThat(text(tree, "row[100000].a")).isEqualTo("99999");
        assertThat(tree.find(tree.root(), "row[*].b")).hasSize(100_000);
    }

    @Test
    void fieldsOfFixedWidthKeepWhatIsBetweenThem() throws Exception {
        var text = "1    |Brugger   xx\r\n22   |Mai\r\n333";
        var tree = tree(fixed("mrn", "1-5", "name", "7-16"), text);
        assertThat(text(tree, "name")).isEqualTo("Brugger");
        assertThat(text(tree, "row[2].name")).isEqualTo("Mai");
        assertThat(text(tree, "row[3].mrn")).isEqualTo("333");
        assertThat(text(tree, "row[3].name")).isEqualTo("(absent)");
        set(tree, "name", "Huber");
        set(tree, "row[2].name", "Maier");
        assertThat(written(tree)).isEqualTo("1    |Huber     xx\r\n22   |Maier     \r\n333");
        assertThatThrownBy(() -> set(tree, "mrn", "123456")).hasMessageContaining("5 characters");
    }

    @Test
    void aFieldAtTheRightIsFilledAtTheLeft() throws Exception {
        var format =
                new FixedType()
                        .create(
                                new FixedOptions(
                                        new LinkedHashMap<>(Map.of("n", "1-5")),
                                        List.of("n"),
                                        "0",
                                        StandardCharsets.UTF_8),
                                null);
        var tree = tree(format, "00042\n");
        assertThat(text(tree, "n")).isEqualTo("42");
        set(tree, "n", "7");
        assertThat(written(tree)).isEqualTo("00007\n");
    }

    @ParameterizedTest
    @CsvSource({"a, 5-1", "a, 0-4", "a, x", "a, 1-"})
    void aFieldThatIsNoneIsRefused(String name, String range) {
        assertThatThrownBy(() -> fixed(name, range)).hasMessageContaining("11-40");
    }

    @Test
    void aPayloadIsNeverWrittenTo() throws Exception {
        var bytes = CSV.getBytes(StandardCharsets.UTF_8);
        var tree = (TableTree) delimited(",", true, List.of()).read(Message.of(Payload.of(bytes)));
        set(tree, "mrn", "x");
        assertThat(bytes).isEqualTo(CSV.getBytes(StandardCharsets.UTF_8));
    }
}
