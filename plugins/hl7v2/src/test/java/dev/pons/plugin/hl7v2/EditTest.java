package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit exchanges the bytes of its place, and no other byte of the message. */
class EditTest {

    private static final String HEAD = "MSH|^~\\&|||||||ADT^A01|1|P|2.5";

    private static String edited(String segment, String path, Value value) throws Exception {
        var tree = Given.tree(HEAD + "\r" + segment + "\rZZZ|odd|\r");
        tree.set(tree.make(tree.root(), path), value);
        var text = Given.text(tree);
        assertThat(text).startsWith(HEAD + "\r").endsWith("\rZZZ|odd|\r");
        return text.substring(HEAD.length() + 1, text.length() - 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "PID|1||a         ! PID-3      ! x     ! PID|1||x",
                "PID|1||a         ! PID-3.3    ! x     ! PID|1||a^^x",
                "PID|1||a         ! PID-3.2.2  ! x     ! PID|1||a^&x",
                "PID|1||a         ! PID-3[3].2 ! x     ! PID|1||a~~^x",
                "PID|1||a         ! PID-6      ! x     ! PID|1||a|||x",
                "PID|1||a|        ! PID-1      ! x     ! PID|x||a|",
                "PID              ! PID-2.1    ! x     ! PID||x",
                "PID|1||a~b~c     ! PID-3      ! x     ! PID|1||x~b~c",
                "PID|1||a^b&c^d|  ! PID-3.2    ! x     ! PID|1||a^x^d|",
                "PID|1||a^b&c^d|  ! PID-3.2.1  ! x     ! PID|1||a^x&c^d|",
                "PID|1||a^MR~b^SS ! PID-3(2=SS).1 ! x  ! PID|1||a^MR~x^SS",
                "PID|1||a         ! PID-3      ! A|B^C~D\\E&F ! PID|1||A\\F\\B\\S\\C\\R\\D\\E\\E\\T\\F",
                "PID|1||a         ! PID-3      ! one\\.br\\two ! PID|1||one\\.br\\two",
            })
    void textIsSetEscapedAndPadded(String before, String path, String text, String after)
            throws Exception {
        assertThat(edited(before, path, Value.of(text))).isEqualTo(after);
    }

    @Test
    void valuesOfEveryKindAreSet() throws Exception {
        assertThat(edited("PID|1||a", "PID-3", Value.empty())).isEqualTo("PID|1||");
        assertThat(edited("PID|1||a", "PID-3", Value.deleted())).isEqualTo("PID|1||\"\"");
        assertThat(edited("PID|1||a", "PID-3", Value.encoded("x^y&z~w")))
                .isEqualTo("PID|1||x^y&z~w");
        assertThat(edited("PID|1||a", "PID-3", Value.of(true))).isEqualTo("PID|1||true");
        assertThat(edited("OBX|1", "OBX-5.5", Value.of(Payload.of(new byte[] {1, 2}))))
                .isEqualTo("OBX|1||||^^^^AQI=");
        assertThat(edited("PID|1||a", "PID-3", Value.of("l1\r\nl2")))
                .isEqualTo("PID|1||l1\\X0D\\\\X0A\\l2");
    }

    @Test
    void structureThatWouldEndThePlaceIsRefused() {
        assertThatThrownBy(() -> edited("PID|1||a", "PID-3", Value.encoded("x|y")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("value at PID-3");
        assertThatThrownBy(() -> edited("PID|1||a", "PID-3.1", Value.encoded("x^y")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> edited("PID|1||a", "PID-3.1.1", Value.encoded("x&y")))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH-1", "MSH-2", "MSH-2.1"})
    void delimitersCannotBeChanged(String path) throws Exception {
        var tree = Given.tree(Given.ADT);
        var place = tree.find(tree.root(), path).get(0);
        tree.set(place, tree.value(place));
        assertThatThrownBy(() -> tree.set(place, Value.of("#")))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("not-allowed");
        assertThatThrownBy(() -> tree.remove(place)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\n\r"})
    void lineEndsStayAsTheyAre(String end) throws Exception {
        var message = HEAD + end + "PID|1||a|" + end + "PV1|1" + end + end;
        for (var text : new String[] {message, message.stripTrailing(), "\r\n" + message}) {
            var tree = Given.tree(text);
            assertThat(Given.text(tree)).isEqualTo(text);
            tree.set(tree.make(tree.root(), "PID-3"), Value.of("b"));
            assertThat(Given.text(tree)).isEqualTo(text.replace("||a|", "||b|"));
        }
    }

    @Test
    void handlesStayValidWhileTheirNeighboursComeAndGo() throws Exception {
        var tree = Given.tree(HEAD + "\rPID|1||a~b~c\r");
        var all = tree.find(tree.root(), "PID-3");
        tree.remove(all.get(1));
        assertThat(tree.value(all.get(2)).text()).isEqualTo("c");
        tree.set(all.get(0), Value.encoded("x~y~z"));
        assertThat(tree.value(all.get(2)).text()).isEqualTo("c");
        tree.set(all.get(2), Value.of("C"));
        assertThat(Given.text(tree)).endsWith("PID|1||x~y~z~C\r");
        assertThatThrownBy(() -> tree.value(all.get(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("removed");
    }

    @Test
    void removalTakesSegmentsAndRepetitionsAndEmptiesWhatIsCounted() throws Exception {
        var tree = Given.tree(HEAD + "\r\nPID|1||a~b|c^d\r\nPV1|1\r\n");
        tree.remove(tree.find(tree.root(), "PID-3[1]").get(0));
        tree.remove(tree.find(tree.root(), "PID-4.1").get(0));
        tree.remove(tree.find(tree.root(), "PID-1").get(0));
        tree.remove(tree.find(tree.root(), "PV1").get(0));
        assertThat(Given.text(tree)).isEqualTo(HEAD + "\r\nPID|||b|^d\r\n");
        for (var repetition : tree.find(tree.root(), "PID-3")) {
            tree.remove(repetition);
        }
        assertThat(Given.text(tree)).isEqualTo(HEAD + "\r\nPID||||^d\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "PID-3    ! PID-2    ! PID|1|a^b~c\\T\\d&e|a^b~c\\T\\d&e|x",
                "PID-3[2] ! PID-4    ! PID|1||a^b~c\\T\\d&e|c\\T\\d&e",
                "PID-3.2  ! PID-4.3  ! PID|1||a^b~c\\T\\d&e|x^^b",
                "PID-9    ! PID-4    ! PID|1||a^b~c\\T\\d&e|",
                "PID      ! PID      ! PID|1||a^b~c\\T\\d&e|x",
            })
    void copiesTakeStructureAndRepetitionsUnescaped(String source, String target, String after)
            throws Exception {
        var tree = Given.tree(HEAD + "\rPID|1||a^b~c\\T\\d&e|x\r");
        tree.copy(tree.root(), source, target);
        assertThat(Given.text(tree)).isEqualTo(HEAD + "\r" + after + "\r");
    }

    @Test
    void aSegmentIsCopiedUnderAnotherName() throws Exception {
        var tree = Given.tree(HEAD + "\rPID|1||a~b");
        tree.copy(tree.root(), "PID", "ZPI");
        assertThat(Given.text(tree)).isEqualTo(HEAD + "\rPID|1||a~b\rZPI|1||a~b");
        assertThatThrownBy(() -> tree.copy(tree.root(), "PID-3", "PID-4.1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> tree.copy(tree.root(), "PID", "PID-4"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aMissingSegmentIsMadeWhereTheUsualOrderPutsIt() throws Exception {
        var tree = Given.tree(Given.ORU);
        tree.set(tree.make(tree.root(), "PV1-2"), Value.of("I"));
        tree.set(tree.make(tree.root(), "OBX[2]/NTE-3"), Value.of("of PDF"));
        tree.set(tree.make(tree.root(), "ZZZ-1"), Value.of("z"));
        assertThat(Given.text(tree))
                .contains("NTE|1||of the patient\rPV1||I\rORC|RE")
                .contains("QUJD\rNTE|||of PDF\rORC|RE")
                .endsWith("A\\T\\B\rZZZ|z\r");
        assertThatThrownBy(() -> tree.make(tree.root(), "OBX(3=none)-5"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("missing");
        assertThatThrownBy(() -> tree.make(tree.root(), "OBX[6]-5"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> tree.make(tree.root(), "MSH[2]-5"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void repetitionsAndSegmentsAreInserted() throws Exception {
        var tree = Given.tree(HEAD + "\nPID|1||a~b");
        var pid = tree.find(tree.root(), "PID").get(0);
        var b = tree.find(pid, "3[2]").get(0);
        tree.set(tree.insert(pid, 3, "3"), Value.of("x"));
        assertThat(tree.value(b).text()).isEqualTo("b");
        tree.set(tree.make(tree.insert(tree.root(), 2, "NTE"), "3"), Value.of("n"));
        assertThat(Given.text(tree)).isEqualTo(HEAD + "\nPID|1||a~x~b\nNTE|||n");
        assertThatThrownBy(() -> tree.insert(tree.root(), 0, "NTE"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void delimitersOfTheMessageAreTranslatedToTheStandardOnesAndBack() throws Exception {
        var text = "MSH@~&#\\@HIS@@@@@@ADT~A01@1@P@2.5\rPID@1@@a~b&c\\d@x^y|z@#S#@\r";
        var tree = Given.tree(text);
        assertThat(Given.texts(tree, "PID-3[1]")).containsExactly("a^b");
        assertThat(Given.texts(tree, "PID-3[2]")).containsExactly("c&d");
        assertThat(Given.texts(tree, "PID-4")).containsExactly("x^y|z");
        assertThat(Given.texts(tree, "PID-5")).containsExactly("~");
        assertThat(Given.texts(tree, "MSH")).containsExactly("MSH|^~\\&|HIS||||||ADT^A01|1|P|2.5");
        tree.set(tree.make(tree.root(), "PID-4"), Value.encoded("p^q\\S\\r\\T\\s~t"));
        tree.set(tree.make(tree.root(), "PID-6"), Value.of("u@v|w"));
        assertThat(Given.text(tree)).endsWith("PID@1@@a~b&c\\d@p~q^r#R#s&t@#S#@u#F#v|w\r");
    }

    @Test
    void fewerDelimitersThanFourAreFilledUpFromTheStandard() throws Exception {
        var tree = Given.tree("MSH|^~|||||||ADT^A01|1\rPID|a\\T\\b&c\r");
        assertThat(Given.texts(tree, "PID-1.1.1")).containsExactly("a&b");
        var truncation = Given.tree("MSH|^~\\&#|||||||ADT^A01|1\rPID|ab\\P\\|c#\r");
        assertThat(Given.texts(truncation, "PID-1")).containsExactly("ab#");
        assertThat(Given.texts(truncation, "PID-2")).containsExactly("c#");
    }

    @Test
    void emptyDeletedAndAbsentAreThreeThings() throws Exception {
        var tree = Given.tree(HEAD + "\rPID|\"\"||a^\"\"\r");
        assertThat(tree.value(tree.find(tree.root(), "PID-1").get(0)).kind())
                .isEqualTo(Value.Kind.DELETED);
        assertThat(tree.value(tree.find(tree.root(), "PID-2").get(0)).kind())
                .isEqualTo(Value.Kind.EMPTY);
        assertThat(tree.value(tree.find(tree.root(), "PID-3.2").get(0)).kind())
                .isEqualTo(Value.Kind.DELETED);
        assertThat(tree.find(tree.root(), "PID-4")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "\\F\\\\S\\\\T\\\\R\\\\E\\ ! |^&~\\",
                "a\\X41C3A9\\b          ! aAéb",
                "a\\.br\\b              ! a\\.br\\b",
                "\\H\\E\\N\\            ! \\H\\E\\N\\",
                "\\Zab\\ \\Cxx          ! \\Zab\\ \\Cxx",
                "C:\\dir                ! C:\\dir",
                "a\\X4\\b               ! a\\X4\\b",
                "\\                     ! \\",
            })
    void escapesAreReadAndWhatWasReadIsSetBackWithoutAChange(String raw, String text)
            throws Exception {
        var message = HEAD + "\rNTE|1||" + raw + "\r";
        var tree = Given.tree(message);
        var place = tree.find(tree.root(), "NTE-3").get(0);
        assertThat(tree.value(place).text()).isEqualTo(text);
        tree.set(place, tree.value(place));
        tree.set(place, Value.of(text));
        tree.set(place, Value.encoded(Given.format().escape(text)));
        tree.set(place, tree.encoded(place));
        assertThat(Given.text(tree)).isEqualTo(message);
    }
}
