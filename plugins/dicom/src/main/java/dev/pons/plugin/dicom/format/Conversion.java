package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** DICOM as JSON, and back. */
final class Conversion {

    static final Set<String> FORMATS = Set.of("json");

    private Conversion() {}

    /** In UTF-8; without the meta information. */
    static Payload to(DicomFile file) throws ProblemException, IOException {
        try {
            return Payload.of(JsonWriter.text(file.data()).getBytes(StandardCharsets.UTF_8));
        } catch (RefusedException refused) {
            throw Faults.of(refused);
        }
    }

    /** A file, explicit, little endian, in UTF-8. */
    static Payload from(byte[] json) throws ProblemException, IOException {
        try {
            var data = JsonContent.read(new String(json, StandardCharsets.UTF_8));
            return new Stretch(FreshFile.of(data));
        } catch (RefusedException refused) {
            throw Faults.of(refused);
        }
    }
}
