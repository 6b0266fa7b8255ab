package dev.pons.core.language;

import static dev.pons.core.language.Channel.faultsOfTemplate;
import static dev.pons.core.language.Channel.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** channel-language.md, section 4, and what section 2 says of reading values. */
class TemplatesTest {

    @Test
    void textWithPathsInBracesPipesLeftToRight() throws Exception {
        assertThat(render("{PID-5.1 | lower | title}, {PID-5.2 | title}"))
                .isEqualTo("Miller, Anna");
    }

    @Test
    @DisplayName("template | A doubled brace")
    void aDoubledBraceIsABrace() throws Exception {
        assertThat(render("{{\"id\": \"{MSH-10}\"}", "json")).isEqualTo("{\"id\": \"4711\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{PID-5.1}; MILLER",
                "{PID-3[2].1}; 200",
                "{PID-3(5=SS).1}; 200",
                "{OBX[2]-3}; PDF",
                "{OBX(3.1=PDF)-5}; abc",
                "{PID-3.1}; 100",
            })
    void pathsReadTheFirstMatch(String template, String text) throws Exception {
        assertThat(render(template)).isEqualTo(text);
    }

    @Test
    @DisplayName("template | An absent value")
    void anAbsentValueReadsAsEmpty() throws Exception {
        assertThat(render("<{PID-40}{ZZZ-1}>")).isEqualTo("<>");
    }

    @Test
    void inIsTheMessageAsItCameInWhateverTheStepsDidSince() throws Exception {
        var channel = new Channel();
        var flow = channel.flow(Channel.ADT);
        channel.run("- set: { PID-5.1: SMITH }", flow);
        assertThat(channel.render("{PID-5.1} {in.PID-5.1}", "text", flow))
                .isEqualTo("SMITH MILLER");
    }

    @Test
    @DisplayName("path | meta.peer")
    void metaIsWhatTheSourceSaidAndVariablesAreThereAfterLet() throws Exception {
        var channel = new Channel();
        var message =
                Message.of(Channel.ADT.getBytes(StandardCharsets.UTF_8)).with("http.query.id", "7");
        var flow = channel.flow(message);
        channel.run("- let: { mrn: \"{PID-3(5=MR).1}\" }", flow);
        assertThat(channel.render("{meta.http.query.id} {mrn} {var.mrn}", "text", flow))
                .isEqualTo("7 100 100");
        assertThat(flow.variables()).containsEntry("mrn", "100");
    }

    @Test
    void aVariableBeforeItsLetIsAPath() {
        assertThat(faultsOfTemplate("{mrn}")).first().asString().contains("not a path: mrn");
    }

    @Test
    void idIsTheEnginesMessageIdAndNowTheChannelsClockInItsZone() throws Exception {
        assertThat(render("{id} {now}")).isEqualTo("m-1 20240131123015");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{PID-5.2 | lower}; anna",
                "{PID-5.2 | lower | upper}; ANNA",
                "{PID-5.9 | default('mary ann o''hara-smith') | title}; Mary Ann O'Hara-Smith",
                "<{PID-5.9 | default('  x ') | trim}>; <x>",
                "{MSH-10 | pad(6, '0')}; 004711",
                "<{MSH-10 | pad(6, at=right)}>; <4711  >",
                "{MSH-10 | pad(2)}; 4711",
                "{MSH-10 | cut(2)}; 47",
                "{MSH-10 | cut(-3)}; 711",
                "{MSH-10 | cut(2, 3)}; 11",
                "{MSH-10 | cut(9, from=9)}x; x",
                "{PID-5.1 | replace('LL', '/')}; MI/ER",
                "{PID-5.1 | regex('L+')}; LL",
                "{PID-5.1 | regex('M(.)L')}; I",
                "<{PID-5.1 | regex('x')}>; <>",
                "{PID-5.1 | regex('([IE])', '<$1>')}; M<I>LL<E>R",
                "{PID-40 | default('U')}; U",
                "{PID-8 | default('U')}; F",
                "{PID-8 | need}; F",
                "{PID-7 | date(to='dd.MM.yyyy')}; 02.01.1970",
                "{OBX-5 | number(2)}; 5.50",
                "{PID-40 | default('007,5') | number(point=',', write=',')}; 7,5",
                "{OBX-5 | number}; 5.5",
                "{PID-8 | hash | cut(8)}; f67ab10a",
                "{PID-8 | hash('md5')}; 800618943025315f869e4e1f09471012",
                "{OBX[*]-3 | count}; 3",
                "{ZZZ | count}; 0",
                "{OBX[*]-3 | first}; GLU",
                "{OBX[*]-3 | lower | last | upper}; TXT",
                "{OBX[*]-3 | join}; GLU,PDF,TXT",
                "{PID-3[*].1 | join(' / ')}; 100 / 200",
                "{PID-8 | base64}; Rg==",
                "{PID-40 | default('Rg==') | base64(decode)}; F",
                "{PID-8 | hex}; 46",
                "{PID-40 | default('46') | hex(decode)}; F",
                "{PID-40 | default('ä b/c') | url}; %C3%A4%20b%2Fc",
            })
    void pipes(String template, String text) throws Exception {
        assertThat(render(template)).isEqualTo(text);
    }

    @Test
    void everyPipeOfTheLanguageIsThere() {
        for (var pipe :
                "upper lower title trim need date number hash count first last".split(" ")) {
            assertThat(faultsOfTemplate("{PID-5 | " + pipe + "}")).as(pipe).isEmpty();
        }
    }

    @Test
    void needFailsTheMessageWithThePathsName() {
        assertThatThrownBy(() -> render("{PID-3(5=XX).1 | need}"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("missing at PID-3(5=XX).1: needed, but there is no value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "1970; date(plus='1y'); 1971",
                "197001; date(plus='1mo'); 197002",
                "19700131; date(plus='1mo'); 19700228",
                "20240229; date; 20240229",
                "202401312359; date(plus='1m'); 202402010000",
                "20240131120000.1234+0100; date(plus='1d'); 20240201120000.1234+0100",
                "20240131120000+0100; date(zone='UTC'); 20240131110000+0000",
                "20240131120000; date(zone='UTC'); 20240131110000",
                "20240131; date(zone='America/New_York'); 20240131",
                "202403302300; date(plus='1d'); 202403312300",
                "202403310130; date(plus='1h'); 202403310330",
                "20240131; date(plus='-30d'); 20240101",
                "20240131120000; date(to='yyyy-MM-dd''T''HH:mm:ssXXX'); 2024-01-31T12:00:00+01:00",
                "31.01.2024; date(from='dd.MM.yyyy'); 20240131",
                "31.01.2024 07:05; date(from='dd.MM.yyyy HH:mm'); 202401310705",
                "2024-01-31T07:05:06Z; date(from='yyyy-MM-dd''T''HH:mm:ssXX'); 20240131070506+0000",
            })
    void dateKeepsThePrecisionOfHl7TimesUnlessToldOtherwise(
            String time, String pipe, String expected) throws Exception {
        assertThat(render("{PID-40 | default('" + time + "') | " + pipe + "}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"20240230", "2024013", "soon", "202401312460", "20240131+01", "20240131.5"})
    void anUnparsableDateFailsTheMessageWithoutQuotingTheValue(String time) {
        var channel = new Channel();
        var flow = channel.flow("MSH|^~\\&\rPID|||||||" + time + "\r");
        assertThatThrownBy(() -> channel.render("{PID-7 | date}", "text", flow))
                .isInstanceOf(ProblemException.class)
                .hasMessage("value at PID-7: not a date");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "text § a/b & \"c\" | ^ ~ < ä § a/b & \"c\" | ^ ~ < ä",
                "url § a/b & ä? § a%2Fb%20%26%20%C3%A4%3F",
                "json § a\"b\\c § a\\\"b\\\\c",
                "xml § <a & 'b'> § &lt;a &amp; &apos;b&apos;&gt;",
                "file § a/b\\c:d*e?f\"g<h>i|j § a_b_c_d_e_f_g_h_i_j",
                "file § .. § __",
                "file § ../../etc/passwd § ___.._etc_passwd",
                "format § a|b^c~d&e § a\\F\\b\\S\\c\\R\\d\\T\\e",
            })
    @DisplayName("template | A value is escaped")
    void aValueIsEscapedForThePlaceItGoesTo(String place, String value, String expected)
            throws Exception {
        var channel = new Channel().knowing("x");
        var flow = channel.flow(Channel.ADT);
        flow.let("x", value);
        String text = channel.render("{var.x}", place, flow);
        assertThat(text).isEqualTo(expected);
    }

    @Test
    @DisplayName("template | What stands around")
    void literalTextIsNotEscaped() throws Exception {
        assertThat(render("a/{PID-8}.hl7", "file")).isEqualTo("a/F.hl7");
        assertThat(render("<b>{PID-8}</b>", "xml")).isEqualTo("<b>F</b>");
    }

    @Test
    void aFileNameIsNeverEmptyHiddenOrTooLongAndStaysDistinct() throws Exception {
        var channel = new Channel().knowing("none", "dot", "hidden", "a", "b");
        var flow = channel.flow(Channel.ADT);
        flow.let("none", "");
        flow.let("dot", ".");
        flow.let("hidden", ".profile");
        flow.let("a", "x".repeat(500) + "a");
        flow.let("b", "x".repeat(500) + "b");
        assertThat(channel.render("{var.none}", "file", flow)).isEqualTo("_");
        assertThat(channel.render("{var.none}{var.dot}", "file", flow)).isEqualTo("_");
        assertThat(channel.render("{var.hidden}", "file", flow)).isEqualTo("_profile");
        assertThat(channel.render("{var.a}.hl7", "file", flow))
                .hasSize(104)
                .endsWith(".hl7")
                .isNotEqualTo(channel.render("{var.b}.hl7", "file", flow));
        assertThat(channel.render("{var.a}{var.a}{var.a}{var.a}.hl7", "file", flow))
                .hasSize(FileName.NAME)
                .endsWith(".hl7");
    }

    @Test
    void aValueCannotClimbInAUrl() {
        var channel = new Channel().knowing("x");
        var flow = channel.flow(Channel.ADT);
        flow.let("x", "..");
        assertThatThrownBy(() -> channel.render("patients/{var.x}", "url", flow))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{PID-5 | uper}; unknown pipe \"uper\"; did you mean \"upper\"? (character 10 of"
                        + " the text)",
                "ab {PID_5}; not a path: PID_5; write e.g. PID-5.1 (character 5 of the text)",
                "{PID-5; not closed; write {{ for a brace (character 1 of the text)",
                "{}; a path is missing",
                "{PID-3[*]}; several values; say which with first, last, count or join",
                "{PID-3 | pad}; `pad` needs its argument \"width\"",
                "{PID-3 | pad(0)}; \"width\" of `pad` is a number from 1 to 10000",
                "{PID-3 | pad(3, wiht='0')}; `pad` has no argument \"wiht\"; did you mean \"with\"?",
                "{PID-3 | upper(3)}; `upper` takes no arguments",
                "{PID-3 | regex('(')}; \"pattern\" of `regex` is not a regular expression",
                "{PID-3 | date(to='YYYY')}; a year is yyyy",
                "{PID-3 | date(to='yyyymmdd')}; mm are minutes",
                "{PID-3 | date(from='dd.MM.yy')}; needs a year of four digits",
                "{PID-3 | date(zone='Mars')}; \"zone\" of `date` is a zone such as",
                "{PID-3 | date(plus='soon')}; \"plus\" of `date` is a time such as",
                "{PID-3 | hash('rot13')}; \"with\" of `hash` is one of md5, sha1",
            })
    void mistakesAreSaidWithTheColumnInTheText(String line) {
        int at = line.indexOf(';');
        assertThat(faultsOfTemplate(line.substring(0, at)))
                .singleElement()
                .asString()
                .startsWith("adt.yaml:3:5: ")
                .contains(line.substring(at + 1).strip());
    }
}
