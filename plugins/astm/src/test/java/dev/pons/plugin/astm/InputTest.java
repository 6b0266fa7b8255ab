package dev.pons.plugin.astm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is taken, what is refused and with which words, and how long it takes. */
class InputTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "''              ! 0 ! the message is empty",
                "X|1             ! 0 ! the message does not begin with a header record (H)",
                "h|\\^&          ! 0 ! types of records are capital letters: the header begins with H",
                "H               ! 0 ! the message ends behind its H: no delimiters",
                "H|              ! 0 ! H-2 has 0 characters; it must name three",
                "H|\\^           ! 0 ! H-2 has 2 characters; it must name three",
                "H|\\^&x|        ! 0 ! H-2 has 4 characters; it must name three",
                "H|\\^\\|        ! 0 ! one character is named for two delimiters",
                "H|a^&|          ! 0 ! a delimiter is a letter, a digit, a blank",
                "H|\\^&~x        ! 6 ! line 2 is no record",
                "H|\\^&~p|1      ! 6 ! line 2: types of records are capital letters",
                "H|\\^&~P|ü0     ! 10 ! line 2 has a NUL",
                "H|\\^&~H|\\^&   ! 6 ! line 2 is a second header; send one message at a time",
            })
    void isRefusedWithAPlace(String text, long offset, String words) {
        var message = Given.message(text.replace('~', '\r').replace('0', '\0'));
        var refused =
                catchThrowableOfType(
                        ProblemException.class, () -> Given.format().identify(message));
        var problem = refused.problems().get(0);
        assertThat(problem.words()).startsWith(words);
        assertThat(problem.offset()).hasValue(offset);
        assertThatThrownBy(() -> Given.format().read(message)).hasMessage(refused.getMessage());
    }

    @Test
    void framesOfTheLinkAreNamed() {
        assertThatThrownBy(() -> Given.format().read(Given.message("\0021H|\\^&\r\00389\r\n")))
                .hasMessageContaining("frames of the link (ASTM E1381, LIS1-A)");
    }

    @Test
    void lenientTakesLinesThatAreNoRecords() throws Exception {
        var text = "H|\\^&\rodd\r\nP|1\0\rH|x\rL|1";
        var message = Given.message(text);
        var tree = (AstmTree) Given.format("UTF-8", true).read(message);
        assertThat(tree.find(tree.root(), "H")).hasSize(2);
        tree.set(tree.make(tree.root(), "P-3"), Value.of("x"));
        assertThat(Given.text(tree)).isEqualTo(text.replace("\0", "\0|x"));
    }

    @Test
    void aMessageIsFoundByTypeControlIdAndPatient() throws Exception {
        assertThat(Given.format().identify(Given.message(Given.RESULT)))
                .isEqualTo(Map.of("type", "R", "id", "77", "patient", "4711"));
        assertThat(Given.format().identify(Given.message("H|\\^&\rQ|1|^S1\rL|1")))
                .isEqualTo(Map.of("type", "Q"));
        assertThat(Given.format().identify(Given.message("H|\\^&\rP|1||L7\rO|1\rL|1")))
                .isEqualTo(Map.of("type", "O", "patient", "L7"));
    }

    @Test
    void bytesThatAreNoTextAreAProblemOnlyWhereTheyAreReadAndStay() throws Exception {
        var bytes = "H|\\^&\rP|1|x\rR|1|^^^A|5|µmol\rL|1".getBytes(StandardCharsets.ISO_8859_1);
        var tree = (AstmTree) Given.format().read(Message.of(bytes));
        tree.set(tree.make(tree.root(), "P-3"), Value.of("ü"));
        assertThatThrownBy(() -> tree.value(tree.find(tree.root(), "R-5").get(0)))
                .hasMessageContaining("value at R-5");
        var written = tree.write().toBytes();
        assertThat(new String(written, StandardCharsets.ISO_8859_1))
                .isEqualTo("H|\\^&\rP|1|Ã¼\rR|1|^^^A|5|µmol\rL|1");
        assertThat(Given.format("ISO-8859-1", false).identify(Message.of(bytes)))
                .containsEntry("patient", "x");
    }

    @Test
    void aCharacterSetWhoseBytesLookLikeDelimitersIsSplitRightly() throws Exception {
        var set = Charset.forName("GBK");
        var text = "H|\\^&\rP|1|\u4e85|\u4e5b\rL|1|N\r"; // 0x817c and 0x815e
        var tree = (AstmTree) Given.format("GBK", false).read(Message.of(text.getBytes(set)));
        assertThat(Given.texts(tree, "P-3")).containsExactly("\u4e85");
        tree.set(tree.make(tree.root(), "P-5"), Value.of("x"));
        assertThat(new String(tree.write().toBytes(), set)).contains("\u4e85|\u4e5b|x\r");
    }

    @Test
    void charactersThatTheSetDoesNotHaveAreRefusedWithTheirPlace() throws Exception {
        var tree = (AstmTree) Given.format("ISO-8859-1", false).read(Given.message(Given.RESULT));
        assertThatThrownBy(() -> tree.set(tree.make(tree.root(), "P-6.1"), Value.of("\u4e87")))
                .hasMessageContaining("value at P-6.1");
    }

    @Test
    void validateNamesWhatIsWrongWithItsPlace() throws Exception {
        var text = "H|\\^&\rR|1\rP|2\rO|1\rO|1\rR|1\rC|1\rC|3\rL|1|N\rQ|1";
        assertThat(Given.format().validate(Given.message(text)))
                .extracting(Problem::toString)
                .containsExactly(
                        "missing at R: an R record stands below an O record",
                        "value at P-2: the sequence number must be 1",
                        "value at O[2]-2: the sequence number must be 2",
                        "value at C[2]-2: the sequence number must be 2",
                        "not-allowed at L: records follow the L record",
                        "missing at L: the message does not end with an L record");
        assertThat(Given.format().validate(Given.message(Given.RESULT))).isEmpty();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void manyRecordsAndALongOneTakeLittleTime() throws Exception {
        var many = new StringBuilder("H|\\^&\rP|1\rO|1\r");
        for (int i = 1; i <= 100_000; i++) {
            many.append("R|").append(i).append("|^^^GLU|5.5|mmol/l\r");
        }
        many.append("L|1|N\r");
        var long1 = "H|\\^&\rP|1|" + ("x".repeat(97) + "^y\\").repeat(100_000) + "\rL|1|N\r";
        for (var text : new String[] {many.toString(), long1}) {
            var message = Given.message(text);
            long begin = cpu();
            Given.format().identify(message);
            var tree = (AstmTree) Given.format().read(message);
            assertThat(Given.texts(tree, "P/O/R[9999]-4").size()).isLessThan(2);
            tree.set(tree.make(tree.root(), "P-5"), Value.of("z"));
            assertThat(tree.write().size()).isGreaterThan(message.body().size());
            assertThat(cpu() - begin)
                    .as("CPU time for %s bytes", message.body().size())
                    .isLessThan(1_000_000_000L);
        }
    }
}
