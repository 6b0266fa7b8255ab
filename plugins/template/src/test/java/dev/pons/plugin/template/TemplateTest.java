package dev.pons.plugin.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.language.Flow;
import dev.pons.core.language.Given;
import dev.pons.core.language.Surroundings;
import dev.pons.plugin.hl7v2.Hl7v2Options;
import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.plugin.json.JsonOptions;
import dev.pons.plugin.json.JsonType;
import dev.pons.plugin.template.TemplateOptions.Lines;
import dev.pons.plugin.xml.XmlOptions;
import dev.pons.plugin.xml.XmlType;
import dev.pons.spi.Context;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What templates see, how values are escaped, and what is said when one fails. */
class TemplateTest {

    private static final String CANARY = "Kanarienvogel";

    private static final String ORU =
            """
            MSH|^~\\&|LAB|KH|HIS|KH|20240131120000||ORU^R01^ORU_R01|4711|P|2.5
            PID|1||100^^^KH^MR||Kanarienvogel^ANNA "B" <C>
            OBR|1|A1||GLU
            OBX|1|NM|GLU||5.5|mmol/l|||||F
            OBX|2|NM|NA||140|mmol\\T\\l|||||F
            """
                    .replace('\n', '\r');

    private static final Context CONTEXT =
            (Context)
                    Proxy.newProxyInstance(
                            TemplateTest.class.getClassLoader(),
                            new Class<?>[] {Context.class},
                            (proxy, method, arguments) -> null);

    private static final Map<String, Format> FORMATS =
            Map.of(
                    "hl7v2",
                    new Hl7v2Type()
                            .create(
                                    new Hl7v2Options(
                                            "UTF-8",
                                            false,
                                            Hl7v2Options.Mode.ORIGINAL,
                                            Hl7v2Options.Check.HL7V2),
                                    CONTEXT),
                    "xml",
                    new XmlType().create(new XmlOptions(Map.of(), StandardCharsets.UTF_8), CONTEXT),
                    "json",
                    new JsonType().create(new JsonOptions(JsonOptions.Check.JSON), CONTEXT));

    @TempDir Path folder;

    private static TemplateOptions inline(String text, String format) {
        return new TemplateOptions(
                Optional.empty(), Optional.of(text), format, Lines.AS_WRITTEN, 1_000);
    }

    private TemplateOptions file(String text, String format) throws Exception {
        var file = Files.writeString(folder.resolve("order.ftl"), text);
        return new TemplateOptions(
                Optional.of(file), Optional.empty(), format, Lines.AS_WRITTEN, 1_000);
    }

    private static Flow flow() {
        var around = Surroundings.of("hl7v2", name -> Optional.ofNullable(FORMATS.get(name)));
        var message =
                Message.of(ORU.getBytes(StandardCharsets.UTF_8), Map.of("peer", "lab.example"));
        var now = Instant.parse("2024-01-31T11:30:15Z");
        return new Flow("1-1", message, around, now, ZoneId.of("Europe/Berlin"), new Given());
    }

    private static String written(TemplateOptions options) throws Exception {
        var flow = flow();
        flow.let("mrn", "100");
        var result = new TemplateType().create(options, CONTEXT).apply(flow.original(), flow);
        return new String(result.message().orElseThrow().body().toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aValueIsEscapedAsJsonAsks() throws Exception {
        assertThat(written(inline("{\"name\": \"[=msg('PID-5.2')]\"}", "json")))
                .isEqualTo("{\"name\": \"ANNA \\\"B\\\" <C>\"}");
    }

    @Test
    void aValueIsEscapedAsXmlAsks() throws Exception {
        assertThat(written(inline("<name>[=msg('PID-5.2')]</name>", "xml")))
                .isEqualTo("<name>ANNA &quot;B&quot; &lt;C&gt;</name>");
    }

    @Test
    void aValueIsEscapedAsHl7Asks() throws Exception {
        assertThat(written(inline("OBX|1|ST|[=msg('OBX[2]-6')]", "")))
                .isEqualTo("OBX|1|ST|mmol\\T\\l");
    }

    @Test
    void theTextOfTheTemplateIsNotEscaped() throws Exception {
        assertThat(written(inline("a & <b> | c", "xml"))).isEqualTo("a & <b> | c");
    }

    @Test
    void noEscIsTheWayAround() throws Exception {
        assertThat(written(inline("[=msg('PID-5.2')?no_esc]", "xml"))).isEqualTo("ANNA \"B\" <C>");
    }

    @Test
    void placesAreListedWithTheirOwnPaths() throws Exception {
        assertThat(
                        written(
                                inline(
                                        "[#list msg.all('OBX') as obx][=obx?counter]:"
                                                + "[=obx('OBX-3.1')]=[=obx('OBX-5')][#sep];[/#sep]"
                                                + "[/#list]",
                                        "json")))
                .isEqualTo("1:GLU=5.5;2:NA=140");
    }

    @Test
    void variablesFactsAndTheTimeOfTheMessageAreSeen() throws Exception {
        assertThat(
                        written(
                                inline(
                                        "[=vars.mrn] [=vars.no!'-'] [=meta.peer]"
                                                + " [=now?string('yyyy-MM-dd HH:mm')]"
                                                + " [=original('MSH-10')]",
                                        "json")))
                .isEqualTo("100 - lab.example 2024-01-31 12:30 4711");
    }

    @Test
    void whatIsAbsentIsEmptyAndCanBeAskedFor() throws Exception {
        assertThat(written(inline("<[=msg('PID-30')]>[=msg.has('PID-30')?c]", "json")))
                .isEqualTo("<>false");
    }

    @Test
    void whatIsNeededAndAbsentFailsTheMessageWithItsPath() {
        assertThatThrownBy(() -> written(inline("[=msg.need('PID-30')]", "json")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PID-30")
                .hasMessageContaining("no value");
    }

    @Test
    void linesEndAsAsked() throws Exception {
        var options =
                new TemplateOptions(
                        Optional.empty(), Optional.of("a\nb\r\nc"), "", Lines.CR, 1_000);
        assertThat(written(options)).isEqualTo("a\rb\rc");
    }

    @Test
    void aFileHasTheUsualSyntaxAndIncludesItsNeighbours() throws Exception {
        Files.writeString(folder.resolve("name.ftl"), "<#macro name>${msg('PID-5.1')}</#macro>");
        assertThat(written(file("<#include 'name.ftl'><@name/> [x]", "json")))
                .isEqualTo(CANARY + " [x]");
    }

    @Test
    void nothingOutsideOfItsFolderIsIncluded() throws Exception {
        var inner = Files.createDirectory(folder.resolve("templates"));
        Files.writeString(folder.resolve("secret.ftl"), "secret");
        var file = Files.writeString(inner.resolve("a.ftl"), "<#include '../secret.ftl'>");
        var options =
                new TemplateOptions(
                        Optional.of(file), Optional.empty(), "json", Lines.AS_WRITTEN, 1_000);
        assertThatThrownBy(() -> written(options))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a.ftl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[=.now]",
                "x [#if .now?string == 'a']b[/#if]",
                "[=('1+1')?eval]",
                "[#assign x = 'a'?interpret][@x/]",
                "[=\"freemarker.template.utility.Execute\"?new()('id')]",
                "[=msg?api.node]"
            })
    void whatReachesOutOrIsNotTheSameTwiceIsRefused(String text) {
        assertThatThrownBy(() -> new TemplateType().create(inline(text, "json"), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("template:1:")
                .hasMessageContaining("are off");
    }

    @Test
    void textAboutNowIsText() throws Exception {
        assertThat(written(inline("call .now? [=msg('MSH-10')].now", "json")))
                .isEqualTo("call .now? 4711.now");
    }

    @Test
    void aMistakeIsToldWithItsPlaceWhenTheChannelIsRead() {
        assertThatThrownBy(() -> new TemplateType().create(inline("a\n[#if x]", "json"), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("template:2:");
        assertThatThrownBy(
                        () ->
                                new TemplateType()
                                        .create(
                                                new TemplateOptions(
                                                        Optional.of(folder.resolve("no.ftl")),
                                                        Optional.empty(),
                                                        "",
                                                        Lines.LF,
                                                        1),
                                                CONTEXT))
                .hasMessageContaining("no.ftl cannot be read");
    }

    @Test
    void aFailureNamesItsPlaceAndNoContent() {
        assertThatThrownBy(() -> written(inline("a\nb [=msg('PID-5.1')?number]", "json")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("template:2:")
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> written(inline("[=vars.ward]", "json")))
                .hasMessageContaining("template:1:3: `vars.ward` has no value");
        assertThatThrownBy(() -> written(inline("[=msg(1)]", "json")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aTableThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> written(inline("[=lookup('wards', 'W1')]", "json")))
                .hasMessageContaining("there is no table wards");
    }

    @Test
    void aResultThatIsTooLongFails() {
        assertThatThrownBy(() -> written(inline("[#list 1..900 as i]abc[/#list]", "json")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("longer than 1000 characters");
    }

    @Test
    void twoRunsGiveTheSame() throws Exception {
        var options =
                inline(
                        "[=now?long?c] [=msg('MSH-10')] [#list msg.all('OBX') as o][=o][/#list]",
                        "xml");
        assertThat(written(options)).isEqualTo(written(options)).contains("4711");
    }
}
