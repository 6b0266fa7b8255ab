package ${package};

import dev.pons.spi.StepType;
import dev.pons.tck.StepContract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What every step must do, tried on this one. */
class ${className}ContractTest extends StepContract {

    @Override
    protected StepType<?> type() {
        return new ${className}Step();
    }

    @Override
    protected String good() {
        return "{ text: \"* \" }";
    }

    @Override
    protected String wrongOptions() {
        return "{ txt: x, lines: 3, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected List<byte[]> samples() {
        return List.of("one".getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
