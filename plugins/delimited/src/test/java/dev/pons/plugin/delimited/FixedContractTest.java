package dev.pons.plugin.delimited;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for records of fixed width. */
class FixedContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new FixedType();
    }

    @Override
    protected Path readme() {
        return Path.of("fixed.md");
    }

    @Override
    protected String good() {
        return "{ fields: { mrn: 1-5, name: 7-16 } }";
    }

    @Override
    protected Format format() {
        return TableTest.fixed("mrn", "1-5", "name", "7-16");
    }

    @Override
    protected String wrongOptions() {
        return "{ field: x, fill: [], other: y }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                "1    |Brugger   xx\n22   |Mai\n".getBytes(StandardCharsets.UTF_8),
                "333".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("name", "Huber", "row[2].mrn", "77");
    }

    @Override
    protected String joined() {
        return "row";
    }

    @Override
    protected List<byte[]> members() {
        return List.of(
                "1    |Brugger   xx\n".getBytes(StandardCharsets.UTF_8),
                "333".getBytes(StandardCharsets.UTF_8));
    }
}
