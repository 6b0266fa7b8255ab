package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.Charset;

/** MSH-18, the source's word, and the option. */
class CharsetTest {

    private static Hl7v2Tree tree(String msh18, String text, String charset, String told)
            throws Exception {
        var all = "MSH|^~\\&|||||||ADT^A01|1|P|2.5||||||" + msh18 + "\rPID|" + text + "|z\r";
        var message = Message.of(all.getBytes(Charset.forName(charset)));
        message = told.isEmpty() ? message : message.with("charset", told);
        return (Hl7v2Tree) Given.format("UTF-8", false, Mode.ORIGINAL).read(message);
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, ISO-8859-1, Müller, Größe",
        "8859/2, ISO-8859-2, Łódź, Řeka",
        "8859/5, ISO-8859-5, Иван, Пётр",
        "8859/15, ISO-8859-15, 10 €, Œuvre",
        "UNICODE UTF-8, UTF-8, Müller 山, Größe",
        "UTF-8, UTF-8, Müller 山, Größe",
        "UNICODE, UTF-8, Müller 山, Größe",
        "'', UTF-8, Müller 山, Größe",
        "ASCII~ISO IR87, ISO-2022-JP, 山田^太郎, 大~森",
        "GB 18030-2000, GB18030, 昞昡俓, 瀊瀨",
        "BIG-5, Big5, 功許蓋, 育苗",
        "KS X 1001, EUC-KR, 김철수, 이영희",
    })
    void textIsReadAndWrittenInTheMessagesCharacterSet(
            String msh18, String charset, String text, String other) throws Exception {
        var tree = tree(msh18, text, charset, "");
        assertThat(Given.texts(tree, "PID-1")).containsExactly(text);
        assertThat(Given.texts(tree, "PID-2")).containsExactly("z");
        tree.set(tree.make(tree.root(), "PID-1"), Value.encoded(other));
        assertThat(Given.text(tree, Charset.forName(charset))).endsWith("PID|" + other + "|z\r");
    }

    @Test
    void theSourcesWordGoesBeforeMsh18() throws Exception {
        var tree = tree("UNICODE UTF-8", "Müller", "ISO-8859-1", "8859/1");
        assertThat(Given.texts(tree, "PID-1")).containsExactly("Müller");
    }

    @Test
    void anUndecodableValueIsAProblemWhereItIsReadAndOnlyThen() throws Exception {
        var tree = tree("UNICODE UTF-8", "Müller", "ISO-8859-1", "");
        assertThat(Given.texts(tree, "PID-2")).containsExactly("z");
        assertThatThrownBy(() -> Given.texts(tree, "PID-1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PID-1")
                .hasMessageContaining("no text of the message's character set");
        assertThat(Given.text(tree, Charset.forName("ISO-8859-1"))).contains("Müller");
    }

    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-16, UTF-16 and UTF-32 are not supported",
        "ISO IR 999, not one of HL7 table 0211",
        "wrong, not one of HL7 table 0211"
    })
    void anUnknownCharacterSetReadsAsciiAndSaysWhyNoMore(String msh18, String words)
            throws Exception {
        var tree = tree(msh18, "Müller", "UTF-8", "");
        assertThat(Given.texts(tree, "PID-2")).containsExactly("z");
        assertThatThrownBy(() -> Given.texts(tree, "PID-1")).hasMessageContaining(words);
    }

    @Test
    void textThatTheCharacterSetDoesNotHaveIsNotWritten() throws Exception {
        var tree = tree("8859/1", "Muller", "ISO-8859-1", "");
        assertThatThrownBy(() -> tree.set(tree.make(tree.root(), "PID-1"), Value.of("山")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("MSH-18");
    }

    @Test
    void anUnknownOptionTellsTheAuthor() {
        assertThatThrownBy(() -> Given.format("UTF-9", false, Mode.ORIGINAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option charset");
    }
}
