package dev.pons.plugin.delimited;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for cells between separators. */
class DelimitedContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new DelimitedType();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return TableTest.delimited(",", true, List.of());
    }

    @Override
    protected String wrongOptions() {
        return "{ seperator: x, header: 3, other: y }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                "mrn,name\r\n1,\"Brugger, Anna\"\r\n2,x\r\n".getBytes(StandardCharsets.UTF_8),
                "a;b\n\n\"1\";2".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("name", "Mai, \"Eva\"", "row[2].mrn", "7", "row(mrn=1).#1", "1");
    }

    @Override
    protected String joined() {
        return "row";
    }

    @Override
    protected List<byte[]> members() {
        return List.of(
                "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
                "a,b\n3,4".getBytes(StandardCharsets.UTF_8));
    }
}
