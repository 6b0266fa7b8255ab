package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Document;
import dev.pons.spi.format.Documents;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stylesheet does with a message, and what it may not. */
class XsltTest {

    private static final String CANARY = "Kanarienvogel";
    private static final Message MESSAGE =
            Given.message("<a><b k='1'>" + CANARY + "</b><b>x</b></a>");

    @TempDir Path folder;
    private final List<String> notes = new ArrayList<>();

    private static String sheet(String body) {
        return "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'"
                + " xmlns:exsl='http://exslt.org/common' exclude-result-prefixes='exsl'>\n"
                + body
                + "\n</xsl:stylesheet>";
    }

    private static String root(String body) {
        return sheet("<xsl:template match='/'>\n" + body + "</xsl:template>");
    }

    private static XsltStep step(Optional<Path> file, Optional<String> sheet, long largest) {
        return (XsltStep)
                new XsltType()
                        .create(
                                new XsltOptions(
                                        file,
                                        sheet,
                                        Map.of("unit", Template.of("W & 1")),
                                        "xml",
                                        largest),
                                XmlContractTest.given());
    }

    private static XsltStep inline(String sheet) {
        return step(Optional.empty(), Optional.of(sheet), 1000);
    }

    private XsltStep file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return step(Optional.of(folder.resolve(name)), Optional.empty(), 1000);
    }

    /** A run whose documents are XML and whose templates are their own text. */
    private static Run run(List<String> notes) {
        var documents =
                new Documents() {
                    @Override
                    public Document open(Message message) throws ProblemException {
                        var tree = (XmlTree) read(message);
                        return proxy(Document.class, tree.encoded(tree.root()));
                    }

                    @Override
                    public String escape(String format, String value) {
                        return value;
                    }
                };
        return (Run)
                Proxy.newProxyInstance(
                        Run.class.getClassLoader(),
                        new Class<?>[] {Run.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "text" -> arguments[0].toString();
                                    case "note" -> notes.add(arguments[0].toString()) ? null : 0;
                                    default -> documents;
                                });
    }

    private static Object read(Message message) throws ProblemException {
        try {
            return Given.format().read(message);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T proxy(Class<T> type, Value encoded) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> encoded));
    }

    private Message applied(XsltStep step, Message message) throws Exception {
        return step.apply(message, run(notes)).message().orElseThrow();
    }

    private String result(XsltStep step) throws Exception {
        var bytes = applied(step, MESSAGE).body().toBytes();
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("^<\\?xml.*?\\?>", "");
    }

    @Test
    void theMessageBecomesTheResult() throws Exception {
        var step = inline(root("<r><xsl:value-of select=\"//b[@k='1']\"/></r>"));
        assertThat(result(step)).isEqualTo("<r>" + CANARY + "</r>");
        assertThat(result(step)).isEqualTo("<r>" + CANARY + "</r>");
        assertThat(applied(step, MESSAGE).format()).isEqualTo("xml");
    }

    @Test
    void parametersAreTemplates() throws Exception {
        var step =
                inline(
                        sheet(
                                "<xsl:param name='unit'/><xsl:template match='/'>"
                                        + "<r u='{$unit}'/></xsl:template>"));
        assertThat(result(step)).isEqualTo("<r u=\"W &amp; 1\"/>");
    }

    @Test
    void theResultHasTheCharacterSetThatTheStylesheetSays() throws Exception {
        var step =
                inline(
                        sheet(
                                "<xsl:output method='text' encoding='ISO-8859-1'/>"
                                        + "<xsl:template match='/'>\u00e9</xsl:template>"));
        for (var message : List.of(MESSAGE, MESSAGE.with("charset", "UTF-8"))) {
            var result = applied(step, message);
            assertThat(result.body().toBytes()).containsExactly(0xe9);
            assertThat(result.meta("charset")).hasValue("ISO-8859-1");
        }
        var plain = inline(root("<r/>"));
        assertThat(applied(plain, MESSAGE).meta("charset")).isEmpty();
        var latin = MESSAGE.with("charset", "ISO-8859-1");
        assertThat(applied(plain, latin).meta("charset")).hasValue("UTF-8");
    }

    @Test
    void theMessageMayBeInAnyCharacterSetAndBeginWithAMark() throws Exception {
        var step = inline(root("<r><xsl:value-of select='/a'/></r>"));
        var wide = "\uFEFF<?xml version='1.0' encoding='UTF-16'?><a>\u00e9</a>";
        var result = applied(step, Message.of(wide.getBytes(StandardCharsets.UTF_16LE)));
        assertThat(new String(result.body().toBytes(), StandardCharsets.UTF_8))
                .endsWith("<r>\u00e9</r>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<r><xsl:value-of select='//b['/></r> ~ :3: ~ //b[",
                "<r><xsl:foo/></r> ~ :3: ~ foo",
                "<r><xsl:value-of select='$x'/></r> ~ :3: ~ 'x'",
                "<r> ~ :3: ~ r",
                "<r>&nbsp;</r> ~ :3: ~ nbsp",
            })
    void whatIsWrongWithAStylesheetIsSaidWithItsLine(String body, String line, String words)
            throws Exception {
        var text = root(body);
        assertThatThrownBy(() -> inline(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sheet" + line)
                .hasMessageContaining(words);
        var step = file("map.xslt", text);
        assertThatThrownBy(() -> result(step))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("map.xslt" + line)
                .hasMessageContaining(words);
    }

    @Test
    void whatIsNoStylesheetIsTold() {
        assertThatThrownBy(() -> inline("<html/>")).hasMessageContaining("stylesheet");
        assertThatThrownBy(() -> inline("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inline("<!DOCTYPE a><a/>")).hasMessageContaining("DOCTYPE");
    }

    @Test
    void eitherAFileOrAStylesheetIsGiven() {
        assertThatThrownBy(() -> step(Optional.empty(), Optional.empty(), 1))
                .hasMessageContaining("one of the two");
        assertThatThrownBy(() -> step(Optional.of(Path.of("x")), Optional.of(root("<r/>")), 1))
                .hasMessageContaining("one of the two");
    }

    @Test
    void aFileThatIsNotThereIsTriedAgainWithTheNextMessage() throws Exception {
        var step = step(Optional.of(folder.resolve("later.xslt")), Optional.empty(), 1000);
        assertThatThrownBy(() -> result(step)).hasMessageContaining("later.xslt cannot be read");
        Files.writeString(folder.resolve("later.xslt"), root("<r/>"));
        assertThat(result(step)).isEqualTo("<r/>");
        Files.delete(folder.resolve("later.xslt"));
        assertThat(result(step)).isEqualTo("<r/>");
    }

    @Test
    void filesInItsFolderAndBelowAreIncluded() throws Exception {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(
                folder.resolve("parts/one.xslt"),
                sheet("<xsl:include href='two.xslt'/><xsl:variable name='one' select='1'/>"));
        Files.writeString(
                folder.resolve("parts/two.xslt"), sheet("<xsl:variable name='two' select='2'/>"));
        var include = "<xsl:import href='parts/one.xslt'/>";
        var template = "<xsl:template match='/'><r a='{$one}{$two}'/></xsl:template>";
        assertThat(result(file("main.xslt", sheet(include + template)))).isEqualTo("<r a=\"12\"/>");
    }

    @Test
    void aFaultInAnIncludedFileNamesThatFile() throws Exception {
        Files.writeString(folder.resolve("part.xslt"), root("\n<r a='{$none}'/>"));
        var step = file("main.xslt", sheet("<xsl:include href='part.xslt'/>"));
        assertThatThrownBy(() -> result(step))
                .hasMessageContaining("part.xslt (included by ")
                .hasMessageContaining("none");
    }

    @Test
    void anIncludedFileThatIsNoXmlIsTold() throws Exception {
        for (var text : new String[] {"<broken", "<!DOCTYPE a><a/>", "<a/>", ""}) {
            Files.writeString(folder.resolve("part.xslt"), text);
            var step =
                    file(
                            "main.xslt",
                            sheet(
                                    "<xsl:include href='part.xslt'/>"
                                            + "<xsl:template match='/'><r/></xsl:template>"));
            assertThat(catchThrowable(() -> result(step)))
                    .as(text)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(".xslt");
        }
    }

    @Test
    void nothingElseIsIncluded() throws Exception {
        var inner = Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("outside.xslt"), sheet(""));
        Files.createSymbolicLink(inner.resolve("link.xslt"), folder.resolve("outside.xslt"));
        for (var href :
                new String[] {
                    "../outside.xslt",
                    "link.xslt",
                    folder.resolve("outside.xslt").toUri().toString(),
                    "http://127.0.0.1:9/x.xslt",
                    "jar:file:/x.jar!/x.xslt",
                    "none.xslt",
                    "%zz",
                }) {
            var step = file("inner/main.xslt", sheet("<xsl:include href='" + href + "'/>"));
            assertThat(catchThrowable(() -> result(step)))
                    .as(href)
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> inline(sheet("<xsl:include href='x.xslt'/>")))
                .hasMessageContaining("put it into a file");
    }

    @Test
    void theStylesheetItselfIsADocumentAndNothingElseIs() throws Exception {
        var own = "<r><xsl:value-of select=\"document('')//exsl:t\"/></r>";
        var text = sheet("<exsl:t>mine</exsl:t><xsl:template match='/'>" + own + "</xsl:template>");
        assertThat(result(file("own.xslt", text))).isEqualTo("<r>mine</r>");
        assertThat(result(inline(text))).isEqualTo("<r>mine</r>");
        Files.writeString(folder.resolve("other.xml"), "<secret>7</secret>");
        for (var href :
                new String[] {"'other.xml'", "'/etc/passwd'", "'http://127.0.0.1:9/'", "//b"}) {
            var step =
                    file(
                            "doc.xslt",
                            root("<r><xsl:copy-of select=\"document(" + href + ")\"/></r>"));
            assertThat(catchThrowable(() -> result(step)))
                    .as(href)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("document()");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "xmlns:e='http://xml.apache.org/xalan/java/java.lang.Runtime' ~ e:getRuntime()",
                "xmlns:e='http://xml.apache.org/xalan/java' ~ e:java.lang.System.exit(1)",
                "xmlns:e='http://exslt.org/dates-and-times' ~ e:none()",
            })
    void extensionFunctionsAreOff(String declared, String call) {
        var text = root("<r " + declared + "><xsl:value-of select='" + call + "'/></r>");
        assertThatThrownBy(() -> result(inline(text)))
                .isInstanceOfAny(ProblemException.class, IllegalArgumentException.class);
    }

    @Test
    void treeFragmentsBecomeNodes() throws Exception {
        var text =
                root(
                        "<xsl:variable name='v'><x/><y/></xsl:variable>"
                                + "<r><xsl:value-of select='count(exsl:node-set($v)/*)'/></r>");
        assertThat(result(inline(text))).isEqualTo("<r>2</r>");
    }

    @Test
    void aResultThatIsTooLongFailsTheMessage() throws Exception {
        var step =
                step(Optional.empty(), Optional.of(root("<r><xsl:copy-of select='/'/></r>")), 40);
        assertThatThrownBy(() -> result(step)).hasMessageContaining("longer than 40 bytes");
    }

    @Test
    void whatAStylesheetSaysIsForWhoeverTriesTheChannelAndNobodyElse() throws Exception {
        var out = new ByteArrayOutputStream();
        var before = System.err;
        var content = "<xsl:value-of select='//b'/>";
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            var says = "<xsl:message>" + content + "</xsl:message><r/>";
            assertThat(result(inline(root(says)))).isEqualTo("<r/>");
            var ends = "<xsl:message terminate='yes'>" + content + "</xsl:message><r/>";
            assertThatThrownBy(() -> result(inline(root(ends))))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining(CANARY);
            assertThatThrownBy(
                            () ->
                                    applied(
                                            inline(root("<r/>")),
                                            Given.message("<a>" + CANARY + "&" + CANARY + ";")))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining(CANARY);
        } finally {
            System.setErr(before);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(notes).contains("xsl:message: " + CANARY);
        assertThat(notes).anyMatch(note -> note.startsWith("the stylesheet failed: "));
    }

    @Test
    void aDocumentTypeOfAMessageIsNotAllowed() {
        var message = Given.message("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>");
        assertThatThrownBy(() -> applied(inline(root("<r/>")), message))
                .hasMessageContaining("not-allowed");
    }
}
