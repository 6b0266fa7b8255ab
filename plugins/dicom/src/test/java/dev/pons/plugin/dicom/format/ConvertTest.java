package dev.pons.plugin.dicom.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.dicom.data.Corpus;
import dev.pons.plugin.dicom.data.Made;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.TreeMap;

/** The DICOM JSON Model (PS3.18 annex F). */
class ConvertTest {

    private final DicomFormat format = new DicomFormat();

    private String json(byte[] file) throws Exception {
        var json = format.convert(Message.of(file), "dicom", "json").toBytes();
        return new String(json, StandardCharsets.UTF_8);
    }

    private byte[] file(String json) throws Exception {
        var message = Message.of(json.getBytes(StandardCharsets.UTF_8));
        return format.convert(message, "json", "dicom").toBytes();
    }

    /**
     * Names, numbers, tags, bytes and sequences as the annex has them; the same in every syntax.
     */
    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"})
    void aFileIsWrittenAsTheAnnexHasIt(String syntax) throws Exception {
        assertThat(json(Made.file(syntax)))
                .contains(
                        "\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]}",
                        "\"00080008\":{\"vr\":\"CS\",\"Value\":[\"ORIGINAL\",\"PRIMARY\",\"AXIAL\"]}",
                        "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"M\u00fcller^Anna\"}]}",
                        "\"00180050\":{\"vr\":\"DS\",\"Value\":[2.5]}",
                        "\"00280009\":{\"vr\":\"AT\",\"Value\":[\"00181063\"]}",
                        "\"00280010\":{\"vr\":\"US\",\"Value\":[2]}",
                        "\"00081032\":{\"vr\":\"SQ\",\"Value\":[{\n\"00080100\":{\"vr\":\"SH\"")
                .contains("\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\"")
                .doesNotContain("\"0002");
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        var json = json(Made.file("1.2.840.10008.1.2.1"));
        var file = file(json);
        assertThat(format.validate(Message.of(file))).isEmpty();
        assertThat(json(file)).isEqualTo(json);
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertThatThrownBy(() -> json(Made.encapsulated()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PixelData");
        refused("{\"00100020\":{\"vr\":\"LO\",\"BulkDataURI\":\"http://x\"}}", "not fetched");
        refused("{\"00100020\":{\"vr\":\"XX\"}}", "vr");
        refused("{\"PatientID\":{}}", "00100020");
        refused("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"1\"]}}", "SOPClassUID");
        refused("[1", "JSON");
    }

    private void refused(String json, String words) {
        assertThatThrownBy(() -> file(json))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words);
    }

    /** All files that can be read, and have a form. */
    @Test
    void filesOfTheCorpusComeBackTheSame() throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var path : Corpus.files()) {
            try {
                var json = json(Files.readAllBytes(path));
                assertThat(json(file(json))).as("%s", path.getFileName()).isEqualTo(json);
                counts.merge("the same", 1, Integer::sum);
            } catch (ProblemException refused) {
                var problem = refused.problems().get(0);
                counts.merge(problem.code() + " " + problem.path().orElse(""), 1, Integer::sum);
            }
        }
        LoggerFactory.getLogger(ConvertTest.class).info("there and back: {}", counts);
        assertThat(counts.get("the same")).isGreaterThan(80);
    }
}
