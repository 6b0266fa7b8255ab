package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Made;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;
import dev.pons.tck.FormatContract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The contracts of a format, for DICOM. */
class DicomContractTest extends FormatContract {

    @Override
    protected FormatType<?> type() {
        return new DicomType();
    }

    @Override
    protected String good() {
        return "{}";
    }

    @Override
    protected Format format() {
        return new DicomFormat();
    }

    @Override
    protected String wrongOptions() {
        return "{ charset: x, lenient: 3, other: y }";
    }

    /** The one in the README. */
    @Override
    protected String example() throws IOException {
        var page = Files.readString(Path.of("README.md"));
        int from = page.indexOf("```yaml\n") + 8;
        return page.substring(from, page.indexOf("```", from));
    }

    @Override
    protected List<byte[]> samples() {
        try {
            return List.of(
                    Made.file("1.2.840.10008.1.2.1"),
                    Made.file("1.2.840.10008.1.2"),
                    Made.file("1.2.840.10008.1.2.2"),
                    Made.file("1.2.840.10008.1.2.1.99"),
                    Made.encapsulated());
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        } catch (RefusedException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    protected Map<String, String> edits() {
        return Map.of(
                "PatientID", "0815",
                "(0010,0010)", "M\u00f6ller^Eva",
                "00080050", "A2",
                "ImageType[2]", "SECONDARY",
                "(0009,01,ACME 1.1)", "other",
                "(0009,02,NEW 2.0) as LO", "made",
                "RequestAttributesSequence[1].RequestedProcedureCodeSequence[1].CodeValue", "Y",
                "ProcedureCodeSequence(CodeValue=CT2).CodeMeaning", "Sch\u00e4del",
                "Rows", "512");
    }
}
