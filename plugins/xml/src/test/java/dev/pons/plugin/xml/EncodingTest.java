package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Character sets: which one it is, and that all is written in it again. */
class EncodingTest {

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    private static String declared(String charset) {
        return "<?xml version='1.0' encoding='" + charset + "'?><a><b>é</b><c>ü</c></a>";
    }

    /** Sets one text, and expects all else to stay, byte for byte. */
    private static void changed(byte[] bytes, Charset charset, Map<String, String> facts)
            throws Exception {
        var tree = (XmlTree) Given.format().read(Message.of(bytes, facts));
        assertThat(Given.texts(tree, "/a/b")).containsExactly("é");
        assertThat(tree.write().toBytes()).isEqualTo(bytes);
        tree.set(Given.one(tree, "/a/c"), Value.of("ë"));
        var before = new String(bytes, charset);
        assertThat(tree.write().toBytes()).isEqualTo(before.replace("ü", "ë").getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-8", "ISO-8859-1", "windows-1252", "ISO-8859-15", "GB18030", "IBM850"})
    void theDeclarationTells(String charset) throws Exception {
        changed(bytes(declared(charset), charset), Charset.forName(charset), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void aByteOrderMarkTellsAndStays(String charset) throws Exception {
        for (var document : new String[] {"<a><b>é</b><c>ü</c></a>", declared("ISO-8859-1")}) {
            changed(bytes("\uFEFF" + document, charset), Charset.forName(charset), Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE"})
    void wideCharactersWithoutMarkAreSeenByTheDeclaration(String charset) throws Exception {
        changed(bytes(declared("UTF-16"), charset), Charset.forName(charset), Map.of());
    }

    @Test
    void elseTheSourceTellsAndElseTheOption() throws Exception {
        var plain = "<a><b>é</b><c>ü</c></a>";
        changed(
                bytes(plain, "ISO-8859-1"),
                StandardCharsets.ISO_8859_1,
                Map.of("charset", "iso-8859-1"));
        changed(bytes(plain, "UTF-8"), StandardCharsets.UTF_8, Map.of());
        var format = new XmlFormat(new Paths(Map.of()), StandardCharsets.ISO_8859_1, "messages");
        var tree = (XmlTree) format.read(Message.of(bytes(plain, "ISO-8859-1")));
        assertThat(Given.texts(tree, "/a/b")).containsExactly("é");
    }

    @Test
    void theDeclarationIsBelievedMoreThanTheSource() throws Exception {
        changed(
                bytes(declared("ISO-8859-1"), "ISO-8859-1"),
                StandardCharsets.ISO_8859_1,
                Map.of("charset", "UTF-8"));
    }

    @Test
    void aDeclarationThatCannotBeTrueCountsAsNone() throws Exception {
        changed(bytes(declared("utf-16"), "UTF-8"), StandardCharsets.UTF_8, Map.of());
        changed(
                bytes(declared("UTF-16"), "ISO-8859-1"),
                StandardCharsets.ISO_8859_1,
                Map.of("charset", "ISO-8859-1"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ISO-8859-1, 44", "US-ASCII, ISO-8859-1, 47"})
    void bytesThatAreNoCharacterAreAProblemWithTheirPlace(String said, String real, long offset) {
        var body = bytes(declared(said), real);
        assertThatThrownBy(() -> Given.format().read(Message.of(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.getMessage())
                                    .contains("no character of the character set");
                            assertThat(e.problems().get(0).offset()).hasValue(offset);
                        });
    }

    @Test
    void anOffsetIsInBytesWhateverTheCharacterSet() {
        var body = bytes("\uFEFF<a>éé😀&</a>", "UTF-16BE");
        assertThatThrownBy(() -> Given.format().read(Message.of(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().get(0).offset()).hasValue(2 + 2 * 7L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "x y", "UTF-7"})
    void anUnknownCharacterSetIsUnsupported(String charset) {
        var plain = Message.of(bytes("<a/>", "UTF-8"), Map.of("charset", charset));
        assertThatThrownBy(() -> Given.format().read(plain)).hasMessageContaining("unsupported");
    }

    @Test
    void wideWideCharactersAreUnsupported() {
        for (var charset : new String[] {"UTF-32BE", "UTF-32LE"}) {
            var body = bytes("\uFEFF<a/>", charset);
            assertThatThrownBy(() -> Given.format().read(Message.of(body)))
                    .hasMessageContaining("UTF-32 is not supported");
        }
    }

    @Test
    void charactersThatTheSetLacksAreWrittenAsReferences() throws Exception {
        var tree =
                (XmlTree)
                        Given.format()
                                .read(Message.of(bytes(declared("ISO-8859-1"), "ISO-8859-1")));
        tree.set(Given.one(tree, "/a/b"), Value.of("山é😀"));
        tree.set(tree.make(tree.root(), "/a/c/@d"), Value.of("山"));
        assertThat(Given.text(tree, StandardCharsets.ISO_8859_1))
                .endsWith("<a><b>&#x5c71;é&#x1f600;</b><c d=\"&#x5c71;\">ü</c></a>");
        assertThat(Given.texts(tree, "/a/b")).containsExactly("山é😀");
        tree.set(Given.one(tree, "/a/b"), Value.encoded("<![CDATA[x]]>"));
        tree.set(Given.one(tree, "/a/b"), Value.of("y"));
        assertThat(Given.text(tree, StandardCharsets.ISO_8859_1)).contains("<b><![CDATA[y]]></b>");
        tree.set(Given.one(tree, "/a/b"), Value.of("山"));
        assertThat(Given.text(tree, StandardCharsets.ISO_8859_1)).contains("<b>&#x5c71;</b>");
        assertThatThrownBy(() -> tree.make(tree.root(), "/a/山"))
                .hasMessageContaining("lacks a character of a name");
        var c = Given.one(tree, "/a/c");
        assertThatThrownBy(() -> tree.set(c, Value.encoded("<![CDATA[山]]>")))
                .hasMessageContaining("the character set of the message lacks");
        assertThatThrownBy(() -> tree.set(c, Value.encoded("<山/>")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aChangeThatWouldRewriteOtherBytesIsRefused() throws Exception {
        var odd = bytes("<?xml version='1.0' encoding='ISO-2022-JP'?><a>x</a>", "UTF-8");
        var bytes = java.util.Arrays.copyOf(odd, odd.length + 3);
        System.arraycopy(new byte[] {0x1b, '(', 'B'}, 0, bytes, odd.length, 3);
        var tree = (XmlTree) Given.format().read(Message.of(bytes));
        assertThat(tree.write().toBytes()).isEqualTo(bytes);
        tree.set(Given.one(tree, "/a"), Value.of("y"));
        assertThatThrownBy(tree::write).hasMessageContaining("send UTF-8");
    }
}
