package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A batch of messages as one message. */
class BatchTest {

    private static final String FHS = "FHS|^~\\&|LAB|MAIN|HIS|WARD|20261122||||F1\r";
    private static final String BHS = "BHS|^~\\&|LAB|MAIN|HIS|WARD|20261122||||B1\r";
    private static final String ONE =
            "MSH|^~\\&|LAB|MAIN|HIS|WARD|20261122||ORU^R01|1|T|2.4||||||8859/1\rPID|1||100||MILLER\r"
                    + "OBR|1|||K\rOBX|1|NM|K||4.1||||||F\r";
    private static final String TWO = ONE.replace("|1|T|", "|2|T|").replace("100", "200");
    private static final String FILE = FHS + BHS + ONE + TWO + "BTS|2\rFTS|1\r";

    private static List<String> split(String text, String by, String... keep) throws Exception {
        var texts = new ArrayList<String>();
        for (var part : Given.format().split(Given.message(text), by, List.of(keep))) {
            texts.add(new String(part.toBytes(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void aBatchIsFoundByItsControlId() throws Exception {
        assertThat(Given.format().identify(Given.message(FILE)))
                .containsOnly(Map.entry("id", "F1"), Map.entry("type", "FHS"));
        assertThat(Given.format().identify(Given.message(BHS + ONE + "BTS|1\r")))
                .containsEntry("id", "B1")
                .containsEntry("type", "BHS");
    }

    @Test
    void aBatchIsSplitIntoMessagesWithoutItsEnvelope() throws Exception {
        assertThat(split(FILE, "MSH")).containsExactly(ONE, TWO);
        assertThat(split(BHS + ONE + "BTS\r", "MSH", "PID")).containsExactly(ONE);
    }

    @Test
    void aFileIsSplitIntoItsBatches() throws Exception {
        var first = BHS + ONE + "BTS|1\r";
        var second = BHS + TWO + "BTS|1\r";
        assertThat(split(FHS + first + second + "FTS|2\r", "BHS")).containsExactly(first, second);
    }

    @Test
    void pathsFindTheMessagesOfABatch() throws Exception {
        var tree = Given.tree(FILE);
        assertThat(Given.texts(tree, "MSH[2]/PID-3.1")).containsExactly("200");
        assertThat(Given.texts(tree, "BHS/BTS-1")).containsExactly("2");
        assertThat(Given.texts(tree, "FHS/FTS-1")).containsExactly("1");
    }

    @Test
    void anUntouchedBatchLeavesAsItCame() throws Exception {
        assertThat(Given.text(Given.tree(FILE))).isEqualTo(FILE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "BTS|3;FTS|1          ! value       ! BTS-1",
                "BTS|2;FTS|2          ! value       ! FTS-1",
                "BTS|2                ! missing     ! FTS at its end",
                "''                   ! missing     ! BTS at its end",
                "FTS|1                ! missing     ! before BTS",
                "BTS|2;FTS|1;PID|1    ! malformed   ! behind the end",
                "BHS|^~\\&;BTS;FTS    ! malformed   ! before the last one ended",
                "MSH|^~*&;BTS;FTS     ! unsupported ! other delimiters",
                "nonsense;BTS;FTS     ! malformed   ! no segment"
            })
    void aBatchThatDoesNotFitIsRefusedWithThePlace(String end, String code, String words) {
        var text = FHS + BHS + ONE + TWO + end.replace(";", "\r");
        assertThatThrownBy(() -> Given.format().identify(Given.message(text)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        wrong -> {
                            assertThat(wrong.problems().get(0).code()).isEqualTo(code);
                            assertThat(wrong.problems().get(0).offset()).isPresent();
                        })
                .hasMessageContaining(words);
    }

    @Test
    void countsThatAreNotGivenAreNotAskedFor() throws Exception {
        var text = BHS + ONE + TWO + "BTS\r";
        assertThat(Given.format().identify(Given.message(text))).containsEntry("id", "B1");
    }

    @Test
    void aLenientChannelTakesOtherCounts() throws Exception {
        var format = Given.format("UTF-8", true, Mode.ENHANCED);
        assertThat(format.identify(Given.message(BHS + ONE + "BTS|7\r"))).containsEntry("id", "B1");
    }

    @Test
    void theCountsOfAChangedBatchAreWritten() throws Exception {
        var tree = Given.tree(FILE);
        tree.remove(tree.find(tree.root(), "MSH[1]").get(0));
        assertThat(Given.text(tree)).isEqualTo(FHS + BHS + TWO + "BTS|1\rFTS|1\r");
        var wrong = Given.tree(BHS + ONE + "BTS|7|x\r");
        wrong.set(wrong.find(wrong.root(), "PID-3").get(0), Value.of("9"));
        assertThat(Given.text(wrong)).endsWith("BTS|1|x\r");
    }

    @Test
    void aNewBatchHasNoMessagesYet() throws Exception {
        var fresh = Given.format().fresh(new Fresh("BHS", "", "77", Given.NOW, ZoneOffset.UTC));
        var text = new String(fresh.orElseThrow().toBytes(), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("BHS|^~\\&|||||20261122011500+0000||||77\rBTS|0\r");
        assertThat(Given.format().identify(Given.message(text))).containsEntry("id", "77");
    }

    @Test
    void oneAnswerIsForTheBatch() throws Exception {
        var reply = Given.format().reply(Given.message(FILE), Receipt.of(Receipt.Kind.STORED));
        var text = new String(reply.toBytes(), StandardCharsets.UTF_8).split("\r");
        assertThat(text[0])
                .startsWith("MSH|^~\\&|HIS|WARD|LAB|MAIN|")
                .contains("||ACK|")
                .contains("|T|2.4|");
        assertThat(text[1]).isEqualTo("MSA|AA|F1");
    }

    @Test
    void theEndOfAVeryLargeBatchIsNotLookedAt() throws Exception {
        var note = "NTE|1||" + "x".repeat(1 << 20) + "\r";
        var wrong = BHS + ONE + note.repeat(17) + "BTS|2\r";
        assertThat(Given.format().identify(Given.message(wrong))).containsEntry("id", "B1");
        var smaller = BHS + ONE + note + "BTS|2\r";
        assertThatThrownBy(() -> Given.format().identify(Given.message(smaller)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("BTS-1");
    }

    @Test
    void anAnswerNamesTheBatchOrItsFirstMessage() throws Exception {
        assertThat(judged("F1").kind()).isEqualTo(Delivery.Kind.DELIVERED);
        var first = ONE.split("[|]")[9];
        assertThat(judged(first).kind()).isEqualTo(Delivery.Kind.DELIVERED);
        var second = TWO.split("[|]")[9];
        assertThat(second).isNotEqualTo(first);
        assertThat(judged(second).kind()).isEqualTo(Delivery.Kind.UNKNOWN);
        assertThat(judged("").kind()).isEqualTo(Delivery.Kind.UNKNOWN);
    }

    private static Delivery judged(String id) throws Exception {
        var answer = "MSH|^~\\&|HIS|WARD|LAB|MAIN|1||ACK|A|T|2.4\rMSA|AA|" + id + "\r";
        return Given.format().judge(Given.message(FILE), Given.message(answer));
    }

    @Test
    void theCharacterSetIsThatOfTheFirstMessage() throws Exception {
        var text = FILE.replace("100", "M\u00fcller").getBytes(StandardCharsets.ISO_8859_1);
        var tree = (Hl7v2Tree) Given.format().read(Message.of(text));
        assertThat(Given.texts(tree, "PID-3.1")).contains("M\u00fcller");
    }

    @Test
    void theStandardIsAskedForEachMessage() throws Exception {
        var text = BHS + ONE + TWO.replace("OBR|1|||K", "OBR|1") + "BTS|2\r";
        assertThat(Given.format().validate(Given.message(text)))
                .extracting(problem -> problem.path().orElse(""))
                .containsExactly("MSH[2]/OBR-4");
    }

    @Test
    void aBatchIsNotConverted() {
        assertThatThrownBy(() -> Given.format().convert(Given.message(FILE), "hl7v2", "xml"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("split");
    }
}
