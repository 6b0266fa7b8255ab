package dev.pons.plugin.x12;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this format start from. */
final class Given {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:15:00Z"), ZoneOffset.UTC);

    static final String ISA =
            "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*CLEARING       "
                    + "*260601*1200*^*00501*000000042*0*P*:~\n";

    /** Two claims of two patients, the second of them a dependent; two transaction sets. */
    static final String CLAIMS =
            ISA
                    + String.join(
                            "~\n",
                            "GS*HC*CLINIC*CLEARING*20260601*1200*7*X*005010X222A1",
                            "ST*837*0001*005010X222A1",
                            "BHT*0019*00*1*20260601*1200*CH",
                            "NM1*41*2*CLINIC*****46*S1",
                            "HL*1**20*1",
                            "NM1*85*2*BILLING*****XX*1234567893",
                            "N3*1 WAY",
                            "REF*EI*99",
                            "HL*2*1*22*0",
                            "SBR*P*18",
                            "NM1*IL*1*DOE*JANE****MI*M1",
                            "NM1*PR*2*PAYER A*****PI*A1",
                            "CLM*C1*150***11:B:1*Y",
                            "HI*ABK:J20.9*ABF:I10",
                            "NM1*82*1*WELL*DORA",
                            "LX*1",
                            "SV1*HC:99213:25*100",
                            "NM1*82*1*LINE*LEO",
                            "LX*2",
                            "SV1*HC:36415*50",
                            "HL*3*1*22*1",
                            "SBR*P",
                            "NM1*PR*2*PAYER A*****PI*A1",
                            "HL*4*3*23*0",
                            "PAT*19",
                            "NM1*QC*1*ROE*TIM",
                            "CLM*C2*80***11:B:1*Y",
                            "LX*1",
                            "SV1*HC:99212*80",
                            "SE*29*0001",
                            "ST*837*0002*005010X222A1",
                            "BHT*0019*00*2*20260601*1200*CH",
                            "HL*1**20*1",
                            "NM1*PR*2*PAYER B*****PI*B1",
                            "SE*5*0002",
                            "GE*2*7",
                            "IEA*1*000000042",
                            "");

    /** Other delimiters, version 4010 without repetitions, a line for each segment. */
    static final String OLD =
            "ISA|00|          |00|          |ZZ|A              |ZZ|B              "
                    + "|030101|1253|U|00401|000000905|1|T|>\n"
                    + String.join(
                            "\n",
                            "GS|HC|A|B|20030101|0802|1|X|004010X098A1",
                            "ST|837|987654",
                            "CLM|X:Y|500|||11>B>1|Y",
                            "SE|3|987654",
                            "GE|1|1",
                            "IEA|1|000000905",
                            "");

    private Given() {}

    static X12Format format() {
        return new X12Format(new Encoding(StandardCharsets.UTF_8), new Acknowledgment(CLOCK));
    }

    static Message message(String text) {
        return Message.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static X12Tree tree(String text) throws ProblemException, IOException {
        return (X12Tree) format().read(message(text));
    }

    static String text(X12Tree tree) throws ProblemException, IOException {
        return new String(tree.write().toBytes(), StandardCharsets.UTF_8);
    }

    static List<String> texts(X12Tree tree, String path) throws ProblemException {
        return texts(tree, tree.root(), path);
    }

    static List<String> texts(X12Tree tree, Place from, String path) throws ProblemException {
        var texts = new ArrayList<String>();
        for (var place : tree.find(from, path)) {
            texts.add(tree.value(place).text());
        }
        return texts;
    }
}
