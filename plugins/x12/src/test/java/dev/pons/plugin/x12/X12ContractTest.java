package dev.pons.plugin.x12;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for X12. */
class X12ContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new X12Type();
    }

    @Override
    protected String good() {
        return "{ charset: ISO-8859-1 }";
    }

    @Override
    protected Format format() {
        return new X12Type().create(new X12Options("ISO-8859-1"), context());
    }

    @Override
    protected String wrongOptions() {
        return "{ charst: x, lenient: yes, mode: loud }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: { x12: { charset: ISO-8859-1 } } }
        steps:
          - keep: { ST-1: "837", "NM1(1=PR)-9": [A1, B1] }
          - split: { by: ST }
          - let: { payer: "{NM1(1=PR)-9 | need}" }
          - set: { ISA-8: PAYER, GS-3: PAYER, CLM-5.3: "7" }
          - each: CLM
            steps:
              - set: { "CLM/NM1(1=82)-3": "{CLM/NM1(1=82)-3 | upper}" }
              - add: { segment: REF, under: CLM, set: { REF-1: D9, REF-2: "{id}" } }
          - renumber: { LX-1: CLM }
          - validate: {}
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.CLAIMS.getBytes(StandardCharsets.ISO_8859_1),
                Given.OLD.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of(
                "NM1(1=85)-3",
                "MÜLLER & CO|x",
                "CLM-5.3",
                "7",
                "HL[2]/NM1[1]-9",
                "M2",
                "ISA-8",
                "PAYER",
                "ST/SE-3",
                "x");
    }
}
