package dev.pons.plugin.binary;

import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.util.List;
import java.util.Map;

/** The contracts of a format, for opaque bytes. */
class BinaryContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new BinaryType();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new BinaryType().create(new BinaryOptions(), context());
    }

    @Override
    protected String wrongOptions() {
        return "{ charset: x, lines: 3, other: y }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected List<byte[]> samples() {
        return List.of(new byte[] {0, 1, 2, (byte) 0xff}, new byte[] {'a'});
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of();
    }
}
