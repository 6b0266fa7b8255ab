package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Receipt.Kind;
import dev.pons.spi.Reply;
import dev.pons.spi.format.Format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * HL7 v2.5, sections 2.9.2 and 2.9.3, tables 0155 and 0008: all 25 pairs of MSH-15 and MSH-16, each
 * for a message that was taken and done, that cannot be taken, that failed after it was taken, and
 * whose result was not known in time. Two answers stand as {@code CA+AA}.
 */
class EnhancedModeTest {

    private static final Receipt DONE = Receipt.of(Kind.STORED).withId("n-7");
    private static final Receipt REFUSED =
            Receipt.of(Kind.REFUSED, Problem.of("unsupported", "no such type")).withId("n-7");
    private static final Receipt FAILED =
            DONE.failed(Problem.of("value", "not delivered to lab: held"));

    private final Format format = Given.format();

    /** As the kernel asks: for taking over first, then for the result. */
    private String told(Mode mode, String asked, Receipt first, Receipt result) throws Exception {
        var format = Given.format("UTF-8", false, mode);
        var request = Given.message(Given.ADT.replace("|2.5\r", "|2.5|||" + asked + "\r"));
        Optional<Reply> accept = format.accept(request, first);
        if (accept.isEmpty()) {
            return code(format.reply(request, result));
        }
        var told = code(accept.get());
        if (!first.kept() && accept.get().speaks()) {
            return told;
        }
        var second = code(format.reply(request, result));
        return told.equals("-") ? second : second.equals("-") ? told : told + "+" + second;
    }

    private static String code(Reply reply) throws Exception {
        if (!reply.speaks()) {
            return "-";
        }
        var text = new String(reply.toBytes(), StandardCharsets.UTF_8);
        var msa = text.split("\r")[1].split("\\|");
        assertThat(msa[0] + msa[2]).isEqualTo("MSA42");
        return msa[1];
    }

    @ParameterizedTest
    @CsvSource({
        // MSH-15 | MSH-16, done, refused, failed later, not known in time
        "AL|AL, CA+AA, CR,    CA+AE, CA",
        "AL|NE, CA,    CR,    CA,    CA",
        "AL|ER, CA,    CR,    CA+AE, CA",
        "AL|SU, CA+AA, CR,    CA,    CA",
        "AL|,   CA,    CR,    CA,    CA",
        "NE|AL, AA,    AR,    AE,    AE",
        "NE|NE, -,     -,     -,     -",
        "NE|ER, -,     AR,    AE,    AE",
        "NE|SU, AA,    -,     -,     -",
        "NE|,   -,     -,     -,     -",
        "ER|AL, AA,    CR,    AE,    AE",
        "ER|NE, -,     CR,    -,     -",
        "ER|ER, -,     CR,    AE,    AE",
        "ER|SU, AA,    CR,    -,     -",
        "ER|,   -,     CR,    -,     -",
        "SU|AL, CA+AA, AR,    CA+AE, CA",
        "SU|NE, CA,    -,     CA,    CA",
        "SU|ER, CA,    AR,    CA+AE, CA",
        "SU|SU, CA+AA, -,     CA,    CA",
        "SU|,   CA,    -,     CA,    CA",
        "|AL,   AA,    AR,    AE,    AE",
        "|NE,   -,     -,     -,     -",
        "|ER,   -,     AR,    AE,    AE",
        "|SU,   AA,    -,     -,     -",
        "|,     AA,    AR,    AE,    AE",
    })
    void everyPairOfMsh15And16(
            String asked, String done, String refused, String failed, String late)
            throws Exception {
        assertThat(told(Mode.ENHANCED, asked, DONE, DONE)).as("done").isEqualTo(done);
        assertThat(told(Mode.ENHANCED, asked, REFUSED, REFUSED)).as("refused").isEqualTo(refused);
        assertThat(told(Mode.ENHANCED, asked, DONE, FAILED)).as("failed").isEqualTo(failed);
        assertThat(told(Mode.ENHANCED, asked, DONE, DONE.unfinished())).as("late").isEqualTo(late);
        assertThat(told(Mode.ORIGINAL, asked, DONE, DONE)).as("original").isEqualTo("AA");
        assertThat(told(Mode.ORIGINAL, asked, DONE, FAILED)).as("original").isEqualTo("AE");
    }

    /**
     * Table 0008: CE, "the message cannot be accepted for any other reason"; ours in original: AR.
     */
    @ParameterizedTest
    @CsvSource({"AL|AL, CE", "ER|NE, CE", "NE|AL, AR", "SU|ER, AR", "SU|NE, -", "|, AR"})
    void busyIsToldAsAsked(String asked, String told) throws Exception {
        var busy = Receipt.of(Kind.BUSY);
        assertThat(told(Mode.ENHANCED, asked, busy, busy)).isEqualTo(told);
    }

    /**
     * A refusal after the message was taken over names its code, AE or AR, in the second answer.
     */
    @Test
    void aRefusalByAStepIsAnApplicationAcknowledgment() throws Exception {
        var refused = Receipt.of(Kind.REFUSED, Problem.of("AE", "unknown ward")).withId("n-7");
        assertThat(told(Mode.ENHANCED, "AL|AL", DONE, refused)).isEqualTo("CA+AE");
        var rejected = Receipt.of(Kind.REFUSED, Problem.of("CR", "unknown ward")).withId("n-7");
        assertThat(told(Mode.ENHANCED, "AL|AL", DONE, rejected)).isEqualTo("CA+AR");
    }

    /** 2.9.3: nobody acknowledges an acknowledgment; each has a control id of its own. */
    @Test
    void bothAnswersHaveTheirOwnIdAndAskForNothing() throws Exception {
        var request = Given.message(Given.ADT.replace("|2.5\r", "|2.5|||AL|AL\r"));
        var first = new String(format.accept(request, DONE).orElseThrow().toBytes(), "UTF-8");
        var second = new String(format.reply(request, DONE).toBytes(), "UTF-8");
        assertThat(first).contains("|n-7|P|2.5|||NE|NE\r").contains("\rMSA|CA|42\r");
        assertThat(second).contains("|n-7A|P|2.5|||NE|NE\r").contains("\rMSA|AA|42\r");
        var named = Given.message(Given.ADT.replace("|2.5\r", "|2.5|||AL|AL||8859/1\r"));
        assertThat(new String(format.reply(named, DONE).toBytes(), "UTF-8"))
                .contains("|2.5|||NE|NE||8859/1\r");
    }

    private String relayed(String request, String answer) throws Exception {
        var reply = format.relay(Given.message(request), Given.message(answer));
        return reply.speaks() ? new String(reply.toBytes(), StandardCharsets.UTF_8) : "-";
    }

    /** "reply-of: the peer's answer goes back": byte for byte where it names the request. */
    @Test
    void aRelayedAnswerThatNamesTheRequestIsUntouched() throws Exception {
        var response = Message.of("MSH|^~\\&|L\rMSA|AA|42|x\r\nZZZ|1||\r".getBytes("UTF-8"));
        assertThat(format.relay(Given.message(Given.ADT), response).toBytes())
                .isEqualTo(response.body().toBytes());
    }

    /** MSA-2 is the sender's MSH-10, whatever steps made of it; all else stays. */
    @Test
    void aRelayedAnswerNamesTheRequestAndNothingElseChanges() throws Exception {
        assertThat(relayed(Given.ADT, "MSH|^~\\&|L|||||||9\rMSA|AE|X-1|no\rERR||PID^1\r"))
                .isEqualTo("MSH|^~\\&|L|||||||9\rMSA|AE|42|no\rERR||PID^1\r");
        assertThat(relayed(Given.ADT, "MSH|^~\\&|L\rMSA|AA|X-1"))
                .isEqualTo("MSH|^~\\&|L\rMSA|AA|42");
        var other = "MSH@~&#\\@@@@@@@ADT@c|1@P@2.5\rPID@\r";
        assertThat(relayed(other, "MSH|^~\\&|L\rMSA|AA|X-1\r"))
                .isEqualTo("MSH|^~\\&|L\rMSA|AA|c\\F\\1\r");
    }

    /** MSH-16 rules over a relayed answer too. */
    @Test
    void aRelayedAnswerThatNobodyAskedForIsSilence() throws Exception {
        var errors = Given.ADT.replace("|2.5\r", "|2.5|||AL|ER\r");
        assertThat(relayed(errors, "MSH|^~\\&|L\rMSA|AA|42\r")).isEqualTo("-");
        assertThat(relayed(errors, "MSH|^~\\&|L\rMSA|AR|42\r")).contains("MSA|AR|42");
    }
}
