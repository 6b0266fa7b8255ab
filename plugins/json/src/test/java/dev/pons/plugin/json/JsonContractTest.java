package dev.pons.plugin.json;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for JSON. */
class JsonContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new JsonType();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new JsonFormat(false);
    }

    @Override
    protected String wrongOptions() {
        return "{ chek: x, check: xml, other: y }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                "{ \"a\": [1, {\"b\": \"x\"}], \"c\" : null }\n".getBytes(StandardCharsets.UTF_8),
                "[\"Gr\u00f6\u00dfe\", -1.50e3, true]".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of("$.a[1].b", "\"y\"", "$.d.e", "new", "$['odd name']", "z");
    }

    @Override
    protected String joined() {
        return "$[*]";
    }

    @Override
    protected List<byte[]> members() {
        return List.of(
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                " {\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
    }
}
