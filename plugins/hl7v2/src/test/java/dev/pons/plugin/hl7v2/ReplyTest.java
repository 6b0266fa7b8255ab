package dev.pons.plugin.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.plugin.hl7v2.Hl7v2Options.Mode;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Receipt.Kind;
import dev.pons.spi.Reply;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** The acknowledgement of HL7 v2.5, sections 2.9 and 2.14.1. */
class ReplyTest {

    private static final Receipt STORED = Receipt.of(Kind.STORED).withId("n-7");

    private static Reply reply(Mode mode, String request, Receipt receipt) throws Exception {
        return Given.format("UTF-8", false, mode).reply(Given.message(request), receipt);
    }

    private static String answer(String request, Receipt receipt) throws Exception {
        return new String(reply(Mode.ORIGINAL, request, receipt).toBytes(), StandardCharsets.UTF_8);
    }

    private static String msa(String answer) {
        return answer.split("\r")[1];
    }

    @Test
    void aKeptMessageIsAnsweredToItsSender() throws Exception {
        assertThat(answer(Given.ADT, STORED))
                .isEqualTo(
                        "MSH|^~\\&|LAB|MAIN|HIS|WARD|20261122021500+0100||ACK^A01^ACK|n-7|P|2.5\r"
                                + "MSA|AA|42\r");
        assertThat(msa(answer(Given.ADT, Receipt.of(Kind.DUPLICATE)))).isEqualTo("MSA|AA|42");
    }

    @Test
    void versionProcessingIdCharsetAndDelimitersAreThoseOfTheRequest() throws Exception {
        var request = "MSH@~&#\\@A@B@C@D@@@ADT~A01@c#F#1@T~x@2.4~DE@@@@@@8859/1\rPID@\r";
        assertThat(answer(request, STORED))
                .isEqualTo(
                        "MSH@~&#\\@C@D@A@B@20261122021500+0100@@ACK~A01~ACK@n-7@T~x@2.4~DE@@@@@@"
                                + "8859/1\rMSA@AA@c#F#1\r");
    }

    @ParameterizedTest
    @CsvSource({
        "2.1, ACK",
        "2.2, ACK^A01",
        "2.3, ACK^A01",
        "2.3.1, ACK^A01^ACK",
        "2.8, ACK^A01^ACK"
    })
    void theTypeIsWrittenAsTheVersionHasIt(String version, String type) throws Exception {
        var request = "MSH|^~\\&|||||||ADT^A01|1|P|" + version;
        assertThat(answer(request, STORED)).contains("||" + type + "|n-7|P|" + version + "\r");
    }

    @Test
    void withoutAnEventTheTypeIsAckAlone() throws Exception {
        assertThat(answer("MSH|^~\\&|||||||ACK|1||", STORED)).contains("||ACK|n-7|P|2.5\r");
    }

    @ParameterizedTest
    @CsvSource({
        "malformed, '', AR, 102 Data type error",
        "unsupported, '', AR, 200 Unsupported message type",
        "too-long, '', AR, 102 Data type error",
        "missing, MSH-10, AR, 101 Required field missing",
        "missing, PID-3, AE, 101 Required field missing",
        "value, PID-7, AE, 102 Data type error",
        "unknown-code, PV1-3, AE, 103 Table value not found",
        "not-allowed, '', AR, 207 Application internal error",
        "AE, '', AE, 207 Application internal error",
        "AR, '', AR, 207 Application internal error",
        "CR, '', CR, 207 Application internal error",
    })
    void aRefusalHasTheCodeOfTheStandard(String code, String path, String msa, String error)
            throws Exception {
        var problem = Problem.of(code, "own | words");
        problem = path.isEmpty() ? problem : problem.at(path);
        var answer = answer(Given.ADT, Receipt.of(Kind.REFUSED, problem));
        var place = path.isEmpty() ? "" : path.replaceAll("(...)-(.*)", "$1^1^$2^1");
        assertThat(answer)
                .contains("\rMSA|" + msa + "|42|own \\F\\ words\r")
                .endsWith(
                        "\rERR||"
                                + place
                                + "|"
                                + error.replaceFirst(" ", "^")
                                + "^HL70357|E||||own \\F\\ words\r");
    }

    @Test
    void theErrSegmentNamesThePlaceAndExistsFrom25On() throws Exception {
        var refused = Receipt.of(Kind.REFUSED, Problem.of("value", "no").at("OBX[2]-5[3].1.2"));
        assertThat(answer(Given.ADT, refused)).contains("ERR||OBX^2^5^3^1^2|102^");
        var old = Given.ADT.replace("|2.5\r", "|2.4\r");
        assertThat(answer(old, refused)).doesNotContain("ERR").endsWith("MSA|AE|42|no\r");
    }

    @Test
    void busyAndUnfinishedSaySo() throws Exception {
        assertThat(msa(answer(Given.ADT, Receipt.of(Kind.BUSY))))
                .isEqualTo("MSA|AR|42|not kept; send it again later");
        assertThat(msa(answer(Given.ADT, STORED.unfinished())))
                .isEqualTo("MSA|AE|42|accepted, result unknown yet");
        var failed = STORED.failed(Problem.of("value", "not delivered to lab: held"));
        assertThat(msa(answer(Given.ADT, failed)))
                .isEqualTo("MSA|AE|42|not delivered to lab: held");
        var held = STORED.failed(Problem.of("value", "waits for a person")).unfinished();
        assertThat(msa(answer(Given.ADT, held)))
                .isEqualTo("MSA|AE|42|accepted, result unknown yet: waits for a person");
    }

    @ParameterizedTest
    @CsvSource({"''", "garbage", "MSH", "MSH||||", "MSHAAA", "'<xml/>'", "FHS|^~\\&"})
    void whatCannotBeReadIsAnsweredWithAReason(String request) throws Exception {
        var refused = Receipt.of(Kind.REFUSED, Problem.of("malformed", "because"));
        assertThat(answer(request, refused.withId("r-1")))
                .startsWith("MSH|^~\\&|||||20261122021500+0100||ACK|r-1|P|2.5\rMSA|AR||because\r")
                .contains("ERR|||102^Data type error^HL70357|E||||because\r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "MSA|AA|42    ! DELIVERED",
                "MSA|CA|42    ! DELIVERED",
                "MSA|AE|42|x  ! REJECTED: peer answered AE",
                "MSA|AR|42    ! REJECTED: peer answered AR",
                "MSA|CE|42    ! REJECTED: peer answered CE",
                "MSA|AR       ! REJECTED: peer answered AR",
                "MSA|AA|41    ! UNKNOWN: the answer belongs to another message: MSA-2 is not MSH-10",
                "MSA|AE|41    ! UNKNOWN: the answer belongs to another message: MSA-2 is not MSH-10",
                "MSA|AA|      ! UNKNOWN: the answer belongs to another message: MSA-2 is not MSH-10",
                "MSA|OK|42    ! UNKNOWN: MSA-1 of the answer is none of AA AE AR CA CE CR",
                "NTE|AA|42    ! UNKNOWN: the answer has no MSA segment",
            })
    void aPeersAnswerIsJudged(String msa, String verdict) throws Exception {
        var response = Given.message("MSH|^~\\&|||||||ACK|9|P|2.5\rSFT|x\r" + msa + "\r");
        var delivery = Given.format().judge(Given.message(Given.ADT), response);
        assertThat(delivery).hasToString(verdict);
        assertThat(delivery.response()).containsSame(response);
    }

    @ParameterizedTest
    @CsvSource({
        "AL, AL, CA, AWAITING",
        "AL, SU, CA, AWAITING",
        "AL, ER, CA, DELIVERED",
        "AL, NE, CA, DELIVERED",
        "AL, '', CA, DELIVERED",
        "AL, AL, AA, DELIVERED",
        "AL, AL, CE, REJECTED",
        "AL, AL, AE, REJECTED",
    })
    void anAcceptAcknowledgmentIsNotTheLastWordWhereMsh16AsksForMore(
            String accept, String application, String code, Delivery.Kind kind) throws Exception {
        var sent =
                Given.message(
                        "MSH|^~\\&|HIS||LAB||2026||ADT^A01|42|P|2.5|||"
                                + accept
                                + "|"
                                + application
                                + "\r");
        var response = Given.message("MSH|^~\\&|||||||ACK|9|P|2.5\rMSA|" + code + "|42\r");
        assertThat(Given.format().judge(sent, response).kind()).isEqualTo(kind);
    }

    @Test
    void anUnreadableAnswerIsUnknown() throws Exception {
        var delivery = Given.format().judge(Given.message(Given.ADT), Message.of(new byte[0]));
        assertThat(delivery).hasToString("UNKNOWN: the answer is no HL7 v2: the message is empty");
    }
}
