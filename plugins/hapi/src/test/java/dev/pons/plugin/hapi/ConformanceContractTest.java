package dev.pons.plugin.hapi;

import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.tck.StepContract;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contracts of a step, for conformance. */
class ConformanceContractTest extends StepContract {

    @Override
    protected StepType<?> type() {
        return new ConformanceType();
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
        return "{ profile: src/test/resources/adt-a01.xml }";
    }

    @Override
    protected String wrongOptions() {
        return "{ profile: [ a ], lengths: perhaps, tables: sexes, profiles: x }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: hl7v2 }
        steps:
          - conformance: { profile: src/test/resources/adt-a01.xml }
            when: { MSH-9.1: ADT }
          - conformance: { lengths: yes, tables: { "0001": sexes } }
            when: { MSH-9.1: { not: ADT } }
        destinations: { basket: { tck-basket: {} } }
        """;
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                Given.ADT.getBytes(StandardCharsets.UTF_8),
                Given.ADT.replace("MILLER", Given.CANARY).getBytes(StandardCharsets.UTF_8));
    }
}
