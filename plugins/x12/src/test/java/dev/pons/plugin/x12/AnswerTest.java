package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Receipt.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

/** Acknowledgments that are written, and what those of a peer mean. */
class AnswerTest {

    private static final Receipt STORED = Receipt.of(Kind.STORED);

    private static String reply(String request, Receipt receipt) throws Exception {
        var reply = Given.format().reply(Given.message(request), receipt);
        return reply.speaks() ? new String(reply.toBytes(), StandardCharsets.UTF_8) : "";
    }

    private static Receipt refused(String code, String path) {
        var problem = Problem.of(code, "words");
        return Receipt.of(Kind.REFUSED, path.isEmpty() ? problem : problem.at(path));
    }

    @Test
    void keptClaimsAreAcknowledgedBy999() throws Exception {
        var answer = reply(Given.CLAIMS, STORED);
        assertThat(answer)
                .matches(
                        "(?s)ISA\\*00\\* {10}\\*00\\* {10}\\*ZZ\\*CLEARING {7}\\*ZZ\\*CLINIC {9}"
                                + "\\*261122\\*0115\\*\\^\\*00501\\*[0-9]{9}\\*0\\*P\\*:~\nGS.*")
                .contains("GS*FA*CLEARING*CLINIC*20261122*0115*")
                .contains("*X*005010X231A1~\nST*999*0001*005010X231A1~\n")
                .contains(
                        "AK1*HC*7*005010X222A1~\n"
                                + "AK2*837*0001*005010X222A1~\nIK5*A~\n"
                                + "AK2*837*0002*005010X222A1~\nIK5*A~\n"
                                + "AK9*A*2*2*2~\nSE*8*0001~\nGE*1*");
        assertThat(Given.format().validate(Given.message(answer))).isEmpty();
    }

    @Test
    void anEarlierVersionIsAcknowledgedBy997AndItsIsaByTa1() throws Exception {
        var answer = reply(Given.OLD, STORED);
        assertThat(answer)
                .contains("|U|00401|")
                .contains("TA1|000000905|030101|1253|A|000\nGS|FA|B|A|")
                .contains("|X|004010\nST|997|0001\nAK1|HC|1\nAK2|837|987654\nAK5|A\n")
                .contains("AK9|A|1|1|1\nSE|6|0001\n");
        assertThat(Given.format().validate(Given.message(answer))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "value, HL[2]/NM1[1]-9, IK3*NM1*10**8~ IK4*9**7~",
        "missing, CLM-5.4, IK3*CLM*12**8~",
        "unknown-code, CLM-5.2, IK3*CLM*12**8~ IK4*5:2**7~",
        "too-long, CLM-1, IK3*CLM*12**8~ IK4*1**5~",
        "not-allowed, SV1, IK3*SV1*16**8~",
    })
    void aRefusalSaysWhereAndNeverWhat(String code, String path, String lines) throws Exception {
        var answer = reply(Given.CLAIMS, refused(code, path));
        assertThat(answer)
                .contains(
                        "AK2*837*0001*005010X222A1~\n" + lines.replace("~ ", "~\n") + "\nIK5*R*5~")
                .contains("AK2*837*0002*005010X222A1~\nIK5*R*5~")
                .contains("AK9*R*2*2*0~")
                .doesNotContain("DOE", "JANE", "C1*");
        assertThat(Given.format().validate(Given.message(answer))).isEmpty();
    }

    @Test
    void aRefusalWithoutAPlaceIsOfTheWholeSet() throws Exception {
        for (var path : new String[] {"", "$.json", "ZZ9-1"}) {
            assertThat(reply(Given.CLAIMS, refused("value", path)))
                    .contains("AK2*837*0001*005010X222A1~\nIK5*R*5~");
        }
    }

    @Test
    void countsAndControlNumbersThatAreWrongAreTold() throws Exception {
        var text =
                Given.CLAIMS
                        .replace("SE*29*0001", "SE*30*0009")
                        .replace("GE*2*7", "GE*3*8")
                        .replace("*0*P*:", "*1*P*:")
                        .replace("IEA*1*", "IEA*2*");
        assertThat(reply(text, STORED))
                .contains("TA1*000000042*260601*1200*E*021~")
                .contains("IK5*E*4*3~\nAK2*837*0002*005010X222A1~\nIK5*A~\nAK9*E*3*2*2*5*4~");
    }

    @Test
    void whatIsKeptAndNotDoneIsAcceptedWithErrors() throws Exception {
        var failed = STORED.failed(Problem.of("value", "held"));
        assertThat(reply(Given.CLAIMS, failed)).contains("IK5*E~").contains("AK9*E*2*2*2~");
    }

    @Test
    void nobodyIsAnsweredAnAcknowledgmentOrWhileNothingIsKept() throws Exception {
        assertThat(reply(reply(Given.CLAIMS, STORED), STORED)).isEmpty();
        assertThat(reply(Given.CLAIMS, Receipt.of(Kind.BUSY))).isEmpty();
        assertThat(reply("no X12", refused("malformed", ""))).isEmpty();
    }

    @Test
    void anInterchangeThatBreaksOffIsRefusedByTa1() throws Exception {
        var cut = Given.CLAIMS.substring(0, 400);
        assertThat(reply(cut, refused("malformed", "")))
                .contains("TA1*000000042*260601*1200*R*023~\nIEA*0*");
        assertThat(reply(Given.CLAIMS + "x", refused("malformed", "")))
                .contains("TA1*000000042*260601*1200*R*022~");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "GS*FA~ST*999*1~AK1*HC*7~AK9*A*2*2*2 ! DELIVERED",
                "GS*FA~ST*997*1~AK1*HC*7~AK9*E*2*2*2 ! DELIVERED",
                "GS*FA~ST*999*1~AK1*HC*7~AK9*R*2*2*0 ! REJECTED: peer answered R (AK9-1)",
                "GS*FA~ST*999*1~AK1*HC*7~AK9*P*2*2*1 ! REJECTED: peer answered P: it took a part of the transaction sets (AK9-1)",
                "GS*FA~ST*999*1~AK1*HC*7~AK9*?*2*2*1 ! REJECTED: peer answered a code that AK9-1 does not have",
                "GS*FA~ST*999*1~AK1*HC*8~AK9*A*2*2*2 ! UNKNOWN: the answer belongs to another message: AK1-2 is no GS-6, or TA1-1 no ISA-13",
                "TA1*000000042*260601*1200*A*000     ! DELIVERED",
                "TA1*000000042*260601*1200*R*006     ! REJECTED: peer answered R (TA1-4)",
                "TA1*000000041*260601*1200*A*000     ! UNKNOWN: the answer belongs to another message: AK1-2 is no GS-6, or TA1-1 no ISA-13",
                "GS*HB~ST*271*1                      ! DELIVERED",
                "REF*1                               ! UNKNOWN: the answer has no AK9, no TA1 and no transaction set",
            })
    void aPeersAnswerIsJudged(String segments, String verdict) throws Exception {
        var response = Given.message(Given.ISA + segments + "~IEA*1*000000042~");
        var delivery = Given.format().judge(Given.message(Given.CLAIMS), response);
        assertThat(delivery).hasToString(verdict);
        assertThat(delivery.response()).containsSame(response);
    }

    @Test
    void anUnreadableAnswerIsUnknown() throws Exception {
        var delivery = Given.format().judge(Given.message(Given.CLAIMS), Given.message(""));
        assertThat(delivery).hasToString("UNKNOWN: the answer is no X12: the message is empty");
    }
}
