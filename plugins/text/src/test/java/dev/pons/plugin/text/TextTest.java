package dev.pons.plugin.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** Plain text, as a whole and by line. */
class TextTest {

    private final TextFormat format = new TextFormat(StandardCharsets.UTF_8);

    private TextTree tree(String text) throws Exception {
        return (TextTree) format.read(Message.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(TextTree tree) throws Exception {
        return new String(tree.write().toBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", ".", "line", "line[2]", "line[*]"})
    void pathsOfATextPassTheCheck(String path) {
        format.check(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line[0]", "line[x]", "lines", "PID-5"})
    void otherPathsAreToldWhatIsRight(String path) {
        assertThatThrownBy(() -> format.check(path)).hasMessageContaining("write text, line[2]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"text ! one;two;", ". ! one;two;", "line ! one", "line[2] ! two"})
    void theWholeAndItsLinesAreRead(String path, String expected) throws Exception {
        var tree = tree("one\ntwo\n");
        var found = tree.find(tree.root(), path);
        assertThat(tree.value(found.get(0)).text()).isEqualTo(expected.replace(';', '\n'));
        assertThat(tree.find(tree.root(), "line[3]")).isEmpty();
        assertThat(tree.find(tree.root(), "line[*]")).hasSize(2);
    }

    @Test
    void aChangedLineLeavesTheOthersAlone() throws Exception {
        var tree = tree("one\r\ntwo\n\rfour");
        assertThat(tree.write()).isSameAs(tree.write());
        tree.set(tree.make(tree.root(), "line[2]"), Value.of("2"));
        tree.remove(tree.find(tree.root(), "line[1]").get(0));
        tree.set(tree.make(tree.root(), "line[4]"), Value.of("five"));
        assertThat(written(tree)).isEqualTo("2\n\rfour\nfive");
    }

    @Test
    void theWholeIsSet() throws Exception {
        var tree = tree("one\ntwo");
        var line = tree.find(tree.root(), "line[1]").get(0);
        tree.set(tree.root(), Value.of("a\nb"));
        assertThat(written(tree)).isEqualTo("a\nb");
        assertThatThrownBy(() -> tree.value(line)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> tree.set(tree.make(tree.root(), "line"), Value.of("a\nb")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void theCharacterSetIsTheSourcesOrTheOption() throws Exception {
        var latin = Message.of("Größe".getBytes(StandardCharsets.ISO_8859_1));
        var tree = (TextTree) format.read(latin.with("charset", "ISO-8859-1"));
        assertThat(tree.value(tree.root()).text()).isEqualTo("Größe");
        var undecodable = (TextTree) format.read(latin);
        assertThat(undecodable.write().toBytes()).hasSize(5);
        assertThatThrownBy(() -> undecodable.value(undecodable.root()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> format.read(latin.with("charset", "none")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> tree.set(tree.root(), Value.of("山")))
                .isInstanceOf(ProblemException.class);
    }
}
