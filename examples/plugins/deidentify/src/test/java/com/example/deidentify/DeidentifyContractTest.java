package com.example.deidentify;

import dev.pons.plugin.hl7v2.Hl7v2Type;
import dev.pons.spi.StepType;
import dev.pons.spi.Type;
import dev.pons.tck.StepContract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every step must do, tried on this one with HL7 v2. */
class DeidentifyContractTest extends StepContract {

    @Override
    protected StepType<?> type() {
        return new DeidentifyStep();
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
        return "{ key: \"${secret:pseudonyms}\" }";
    }

    @Override
    protected String wrongOptions() {
        return "{ kee: x, lines: 3, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                message("PID|1||4711^^^HOSP||Muster^Anna||19800203|F|||Weg 1^^Bern"),
                message("PID|1||4711^^^HOSP~815^^^LAB||Muster^Anna"));
    }

    private static byte[] message(String patient) {
        return ("MSH|^~\\&|A|B|C|D|20260101120000||ADT^A01|1|P|2.5\r" + patient + "\r")
                .getBytes(StandardCharsets.UTF_8);
    }
}
