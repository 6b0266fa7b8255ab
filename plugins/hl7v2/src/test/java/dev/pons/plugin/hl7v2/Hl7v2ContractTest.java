package dev.pons.plugin.hl7v2;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for HL7 v2. */
class Hl7v2ContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new Hl7v2Type();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new Hl7v2Type()
                .create(
                        new Hl7v2Options(
                                "UTF-8",
                                false,
                                Hl7v2Options.Mode.ENHANCED,
                                Hl7v2Options.Check.HL7V2),
                        context());
    }

    @Override
    protected String wrongOptions() {
        return "{ charst: x, lenient: perhaps, mode: loud, check: all }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: hl7v2 }
        steps: [ { set: { MSH-6: LAB } } ]
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                hl7("MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\rPID|1||12^^^X||Muster^Anna\r"),
                hl7("MSH|^~\\&|A|B|C|D|20260101||ORU^R01|2|P|2.3\rOBX|1|TX|a||b\\T\\c~d\rZZZ|\r"));
    }

    private static byte[] hl7(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("PID-5.1", "Müller & Co|x", "MSH-6", "LAB", "PID-8", "F");
    }

    @Override
    protected String joined() {
        return "MSH[*]";
    }
}
