package dev.pons.plugin.template;

import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.tck.StepContract;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contracts of a step, for templates. */
class TemplateContractTest extends StepContract {

    private static final String ORU =
            "MSH|^~\\&|LAB|KH|HIS|KH|20240131||ORU^R01|4711|P|2.5\rPID|1||100||Kanarienvogel^ANNA\r";

    @Override
    protected StepType<?> type() {
        return new TemplateType();
    }

    @Override
    protected List<Type<?, ?>> others() {
        return List.of(new Hl7v2Type());
    }

    @Override
    protected String format() {
        return "hl7v2";
    }

    @Override
    protected String good() {
        return "{ text: \"MSH|^~\\\\&|A|B|C|D|20240131||ACK|[=msg('MSH-10')]|P|2.5\", lines: cr }";
    }

    @Override
    protected String wrongOptions() {
        return "{ text: [ a ], file: {}, lines: none, largest: 0 }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: hl7v2 }
        steps:
          - template:
              text: |
                MSH|^~\\&|PONS|KH|HIS|KH|[=now?string('yyyyMMddHHmmss')]||MDM^T02|[=msg('MSH-10')]|P|2.5
                PID|1||[=msg.need('PID-3.1')]
              lines: cr
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                ORU.getBytes(StandardCharsets.UTF_8),
                ORU.replace("4711", "4712").getBytes(StandardCharsets.UTF_8));
    }
}
