package dev.pons.plugin.text;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for plain text. */
class TextContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new TextType();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new TextType().create(new TextOptions("UTF-8"), context());
    }

    @Override
    protected String wrongOptions() {
        return "{ charst: x, lines: 3, other: y }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(
                "one\ntwo\r\nthree".getBytes(StandardCharsets.UTF_8),
                "Größe".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of();
    }

    @Override
    protected String joined() {
        return "line[*]";
    }

    @Override
    protected List<byte[]> members() {
        return List.of(
                "one\n".getBytes(StandardCharsets.UTF_8), "two".getBytes(StandardCharsets.UTF_8));
    }
}
