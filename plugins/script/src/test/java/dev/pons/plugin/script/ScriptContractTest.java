package dev.pons.plugin.script;

import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.tck.StepContract;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contracts of a step, for scripts. */
class ScriptContractTest extends StepContract {

    @Override
    protected StepType<?> type() {
        return new ScriptType();
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
        return """
        { code: "msg.set('PID-5.1', msg.get('PID-5.1').toUpperCase())" }\
        """;
    }

    @Override
    protected String wrongOptions() {
        return "{ code: [ a ], codes: y, within: soon, memory: 1 }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: hl7v2 }
        steps:
          - script:
              code: |
                msg.each('OBX', function (obx) {
                  if (obx.get('OBX-11') === 'P') { obx.set('OBX-8', 'preliminary'); }
                });
              within: 500ms
          - script:
              e4x: true
              code: |
                for each (var obx in msg..OBX) { obx['OBX.4']['OBX.4.1'] = '1'; }
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.ORU.getBytes(StandardCharsets.UTF_8),
                Given.ORU.replace("4711", "4712").getBytes(StandardCharsets.UTF_8));
    }
}
