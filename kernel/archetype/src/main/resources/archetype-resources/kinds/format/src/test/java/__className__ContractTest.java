package ${package};

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every format must do, tried on this one. */
class ${className}ContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new ${className}FormatType();
    }

    @Override
    protected String good() {
        return "{ separator: \"=\" }";
    }

    @Override
    protected Format format() {
        return new ${className}FormatType().create(new ${className}FormatType.Options("="), context());
    }

    @Override
    protected String wrongOptions() {
        return "{ separater: x, lines: 3, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(bytes("name=Anna\nnote=a=b\n"), bytes("no line of this\n\nroom=12"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("name", "Bertha", "ward", "3 = three");
    }
}
