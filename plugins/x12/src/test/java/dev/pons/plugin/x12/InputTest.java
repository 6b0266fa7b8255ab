package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What is taken, what is refused and with which words, and how long it takes. */
class InputTest {

    private record Wrong(String text, long offset, String words) {}

    static List<Wrong> wrong() {
        var isa = Given.ISA;
        return List.of(
                new Wrong("", 0, "the message is empty"),
                new Wrong("MSH|^~\\&", 0, "the message does not begin with an interchange header"),
                new Wrong("UNB+UNOA:1+", 0, "this is EDIFACT"),
                new Wrong(isa.substring(0, 50), 50, "the ISA segment ends after 50 of its 106"),
                new Wrong(
                        isa.replaceFirst(" \\*00", "*00") + "IEA*0*1~",
                        17 - 1,
                        "ISA-2 is shorter than its 10 characters"),
                new Wrong(
                        isa.replace("*00501*", "*005010*") + "IEA*0*1~",
                        89,
                        "the ISA segment has fixed widths, and no element separator stands before"
                                + " ISA-13"),
                new Wrong(isa.replace("*P*:", "*P*~"), 105, "one character is named for two"),
                new Wrong(isa.replace("*P*:", "*P*A"), 104, "a delimiter is a letter"),
                new Wrong(isa.replace("*P*:~", "*P*:\0"), 105, "a delimiter is a letter"),
                new Wrong(isa + "GS*HC*A", 107, "segment 2 has no terminator"),
                new Wrong(isa + "GS*HC*A~", 115, "the message ends without IEA"),
                new Wrong(isa + "gs*HC~IEA*0*1~", 107, "segment 2 does not begin with an id"),
                new Wrong(isa + "GS*Ü\0~IEA*0*1~", 112, "segment 2 has a NUL"),
                new Wrong(
                        isa + "IEA*0*1~" + isa.replace(":~", ">~") + "IEA*0*1~",
                        115,
                        "this interchange has other delimiters"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedWithAPlace(Wrong wrong) {
        var message = Given.message(wrong.text());
        var refused =
                catchThrowableOfType(
                        ProblemException.class, () -> Given.format().identify(message));
        var problem = refused.problems().get(0);
        assertThat(problem.words()).startsWith(wrong.words());
        assertThat(problem.offset()).hasValue(wrong.offset());
        assertThatThrownBy(() -> Given.format().read(message)).hasMessage(refused.getMessage());
    }

    @Test
    void severalInterchangesAndLineEndsOfAnyKindAreTaken() throws Exception {
        var text = "\r\n" + Given.CLAIMS.replace("~\n", "~\r\n\r\n") + Given.CLAIMS;
        var tree = Given.tree(text);
        assertThat(Given.texts(tree, "ISA-13")).hasSize(2);
        assertThat(Given.texts(tree, "ISA[2]/ST-2")).containsExactly("0001", "0002");
        tree.set(tree.find(tree.root(), "ISA[2]/BHT[2]-3").get(0), Value.of("9"));
        assertThat(Given.text(tree)).isEqualTo(replaceLast(text, "BHT*0019*00*2", "BHT*0019*00*9"));
    }

    private static String replaceLast(String text, String old, String with) {
        int at = text.lastIndexOf(old);
        return text.substring(0, at) + with + text.substring(at + old.length());
    }

    @Test
    void aMessageIsFoundByTypeControlNumberAndVersion() throws Exception {
        assertThat(Given.format().identify(Given.message(Given.CLAIMS)))
                .isEqualTo(Map.of("type", "837", "id", "000000042", "version", "005010X222A1"));
        var ta1 = Given.ISA + "TA1*000000019*250101*1200*A*000~IEA*0*000000042~";
        assertThat(Given.format().identify(Given.message(ta1)))
                .isEqualTo(Map.of("type", "TA1", "id", "000000042"));
    }

    @Test
    void bytesThatAreNoTextAreAProblemOnlyWhereTheyAreReadAndStay() throws Exception {
        var bytes = Given.CLAIMS.replace("DOE", "DOÉ").getBytes(StandardCharsets.ISO_8859_1);
        var tree = (X12Tree) Given.format().read(Message.of(bytes));
        tree.set(tree.make(tree.root(), "REF-2"), Value.of("1"));
        assertThatThrownBy(() -> tree.value(tree.find(tree.root(), "NM1(1=IL)-3").get(0)))
                .hasMessageContaining("value at NM1[3]-3");
        assertThat(new String(tree.write().toBytes(), StandardCharsets.ISO_8859_1))
                .contains("NM1*IL*1*DOÉ*JANE");
    }

    @Test
    void validateNamesWhatIsWrongWithItsPlace() throws Exception {
        assertThat(Given.format().validate(Given.message(Given.CLAIMS))).isEmpty();
        var text =
                Given.CLAIMS
                        .replace("SE*29*0001", "SE*30*0009")
                        .replace("ST*837*0002", "ST*837*0001")
                        .replace("HL*3*1*", "HL*2*9*")
                        .replace("N3*1 WAY", "N3")
                        .replace("GE*2*7", "GE*1*8")
                        .replace("IEA*1*000000042", "IEA*2*000000043");
        assertThat(Given.format().validate(Given.message(text)))
                .extracting(Problem::toString)
                .containsExactly(
                        "value at IEA-1: the count must be 1",
                        "value at IEA-2: the control number is not that of ISA-13",
                        "value at GE-1: the count must be 2",
                        "value at GE-2: the control number is not that of GS-6",
                        "value at SE-1: the count must be 29",
                        "value at SE-2: the control number is not that of ST-2",
                        "missing at N3: a segment has no elements",
                        "value at HL[3]-2: no HL before this one has the number that HL-2 names",
                        "value at HL[3]-1: an HL before this one has the same number",
                        "value at HL[4]-2: no HL before this one has the number that HL-2 names",
                        "value at ST[2]-2: the control number of this transaction set is not"
                                + " unique in its group",
                        "value at SE[2]-2: the control number is not that of ST[2]-2");
        var open = Given.CLAIMS.replace("SE*29*0001~\n", "").replace("GE*2*7~\n", "");
        assertThat(Given.format().validate(Given.message(open)))
                .extracting(Problem::toString)
                .contains(
                        "missing at GS: the trailer of this is missing",
                        "missing at ST: the trailer of this is missing");
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void manySegmentsAndALongOneTakeLittleTime() throws Exception {
        var many = new StringBuilder(Given.ISA).append("GS*HC*A*B~ST*837*1~HL*1**20~");
        for (int i = 0; i < 25_000; i++) {
            many.append("CLM*C").append(i).append("*1~LX*1~SV1*HC:1*1~HL*").append(i + 2);
            many.append('*').append(i + 1).append("*22~");
        }
        many.append("SE*100004*1~GE*1*1~IEA*1*000000042~");
        var long1 = Given.ISA + "GS*HC~ST*837*1~REF*A*" + "x:y^".repeat(2_500_000) + "~IEA*0*1~";
        for (var text : new String[] {many.toString(), long1}) {
            var message = Given.message(text);
            long begin = cpu();
            Given.format().identify(message);
            var tree = (X12Tree) Given.format().read(message);
            Given.texts(tree, "ST/CLM[2]/LX/SV1-1");
            Given.texts(tree, "HL/CLM/LX/SV1[2]-1");
            tree.set(tree.make(tree.root(), "ST-3"), Value.of("z"));
            assertThat(tree.write().size()).isGreaterThan(message.body().size());
            assertThat(cpu() - begin)
                    .as("CPU time for %s bytes", message.body().size())
                    .isLessThan(1_000_000_000L);
        }
    }
}
