package dev.pons.plugin.astm;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for ASTM. */
class AstmContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new AstmType();
    }

    @Override
    protected String good() {
        return "{ charset: ISO-8859-1 }";
    }

    @Override
    protected Format format() {
        return new AstmType().create(new AstmOptions("ISO-8859-1", false), context());
    }

    @Override
    protected String wrongOptions() {
        return "{ charst: x, lenient: perhaps, mode: loud }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: { astm: { charset: ISO-8859-1 } } }
        steps:
          - keep: { "R[*]-4": exists }
          - let: { sample: "{O-3.1 | need}" }
          - each: R(9=P)
            steps:
              - add: { element: C, under: R, set: { C-3: L, C-4: preliminary, C-5: G } }
          - renumber: { C-2: R }
          - split: { by: O }
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.RESULT.getBytes(StandardCharsets.ISO_8859_1),
                "H!~^@!!!A\r\nP!1\r\nO!1!S~T^U\r\nL!1!N".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("P-6.1", "Müller & Co|x", "R[2]-4", "5\\1^2", "L-3", "F", "O/R[1]/C-4", "x");
    }
}
