package dev.pons.plugin.dicom.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.plugin.dicom.data.Made;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Paths and edits of {@code format: dicom}. */
class DicomFormatTest {

    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    private final DicomFormat format = new DicomFormat();
    private byte[] file = new byte[0];
    private DicomTree tree = tree(file());

    private static byte[] file() {
        try {
            return Made.file(EXPLICIT);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static DicomTree tree(byte[] bytes) {
        try {
            return (DicomTree) new DicomFormat().read(Message.of(bytes));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @BeforeEach
    void begin() {
        file = file();
        tree = tree(file);
    }

    private List<String> texts(String path) throws ProblemException {
        var texts = new java.util.ArrayList<String>();
        for (var place : tree.find(tree.root(), path)) {
            texts.add(tree.value(place).text());
        }
        return texts;
    }

    private void set(String path, Value value) throws ProblemException {
        tree.set(tree.make(tree.root(), path), value);
    }

    private void again() throws Exception {
        tree = tree(tree.write().toBytes());
    }

    @Test
    void elementsAreFoundByKeywordTagCreatorItemAndContent() throws Exception {
        assertThat(texts("PatientID")).containsExactly("4711");
        assertThat(texts("(0010,0020)")).containsExactly("4711");
        assertThat(texts("00100020")).containsExactly("4711");
        assertThat(texts("(0009,01,ACME 1.1)")).containsExactly("box");
        assertThat(texts("(0009,01,OTHER)")).isEmpty();
        assertThat(texts("ProcedureCodeSequence[2].CodeValue")).containsExactly("CT2");
        assertThat(texts("ProcedureCodeSequence.CodeValue")).containsExactly("CT1", "CT2");
        assertThat(texts("ProcedureCodeSequence(CodeValue=CT2).CodeValue")).containsExactly("CT2");
        assertThat(texts("ImageType")).containsExactly("ORIGINAL", "PRIMARY", "AXIAL");
        assertThat(texts("ImageType[3]")).containsExactly("AXIAL");
        assertThat(texts("Rows")).containsExactly("2");
        assertThat(texts("FrameIncrementPointer")).containsExactly("00181063");
        assertThat(texts("TransferSyntaxUID")).containsExactly(EXPLICIT);
        assertThat(texts("PatientName")).containsExactly("M\u00fcller^Anna");
    }

    @Test
    void aPathThatIsNoneIsToldWithTheRemedy() {
        assertThatThrownBy(() -> format.check("PatientId")).hasMessageContaining("PatientID?");
        assertThatThrownBy(() -> format.check("PID-3")).hasMessageContaining("keyword");
        assertThatThrownBy(() -> format.check("ImageType[0]")).hasMessageContaining("not a path");
        assertThatThrownBy(() -> format.check("(0010,01,ACME)")).hasMessageContaining("private");
        assertThat(format.doubt("(0010,0021)")).isEmpty();
        assertThat(format.doubt("(0010,FFF1)")).isPresent();
    }

    @Test
    void pathsInsideOfEachAreThoseOfTheItem() {
        assertThat(format.within("ProcedureCodeSequence", "ProcedureCodeSequence.CodeValue"))
                .contains("CodeValue");
        assertThat(format.within("(0008,1032)", "ProcedureCodeSequence")).contains("");
        assertThat(format.within("ProcedureCodeSequence", "ProcedureCodeSequence[1].CodeValue"))
                .isEmpty();
        assertThat(format.within("ProcedureCodeSequence", "CodeValue")).isEmpty();
    }

    @Test
    void itemsAndValuesAreMadeAddedAndRemoved() throws Exception {
        set("ProcedureCodeSequence[3].CodeValue", Value.of("CT3"));
        tree.set(tree.add(tree.root(), "ImageType", false), Value.of("LOCALIZER"));
        set("ReferencedStudySequence.ReferencedSOPInstanceUID", Value.of("1.2"));
        again();
        assertThat(texts("ProcedureCodeSequence.CodeValue")).containsExactly("CT1", "CT2", "CT3");
        assertThat(texts("ImageType")).endsWith("AXIAL", "LOCALIZER");
        assertThat(texts("ReferencedStudySequence.ReferencedSOPInstanceUID"))
                .containsExactly("1.2");
        for (var item : tree.find(tree.root(), "ProcedureCodeSequence")) {
            tree.remove(item);
        }
        tree.remove(tree.find(tree.root(), "ImageType[2]").get(0));
        again();
        assertThat(texts("ProcedureCodeSequence")).isEmpty();
        assertThat(texts("ImageType")).containsExactly("ORIGINAL", "AXIAL", "LOCALIZER");
        assertThatThrownBy(() -> tree.make(tree.root(), "ProcedureCodeSequence[3].CodeValue"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("next item");
    }

    /** Elements of type 2 are there without a value. */
    @Test
    void anElementOrASequenceIsThereAndEmpty() throws Exception {
        set("PatientID", Value.empty());
        set("ReferencedStudySequence", Value.empty());
        again();
        for (var path : List.of("PatientID", "ReferencedStudySequence")) {
            var found = tree.find(tree.root(), path);
            assertThat(found).as(path).hasSize(1);
            assertThat(tree.value(found.get(0)).exists()).as(path).isFalse();
        }
    }

    @Test
    void whatIsSetToWhatItIsChangesNothing() throws Exception {
        set("PatientID", Value.of("4711"));
        set("ImageType[2]", Value.of("PRIMARY"));
        assertThat(tree.write().toBytes()).isEqualTo(file);
    }

    /** Literal text has several values; a value of another place is one. */
    @Test
    void aBackslashSeparatesValuesInLiteralTextOnly() throws Exception {
        tree.set(tree.add(tree.root(), "OtherPatientNames", false), Value.encoded("A^B\\C^D"));
        assertThat(texts("OtherPatientNames")).containsExactly("A^B", "C^D");
        assertThatThrownBy(() -> set("PatientID", Value.encoded(format.escape("a\\b"))))
                .hasMessageContaining("backslash");
        set("PatientComments", Value.encoded(format.escape("a\\b")));
        again();
        assertThat(texts("PatientComments")).containsExactly("a\\b");
    }

    @Test
    void aNewCharacterSetWritesAllTextsAnew() throws Exception {
        assertThatThrownBy(() -> set("PatientName", Value.of("\u0416^\u0416")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("ISO_IR 192")
                .hasMessageNotContaining("\u0416");
        set("SpecificCharacterSet", Value.of("ISO_IR 192"));
        set("PatientName", Value.of("\u0416^\u0416"));
        again();
        assertThat(texts("PatientName")).containsExactly("\u0416^\u0416");
        assertThat(texts("StudyDescription")).containsExactly("Sch\u00e4del");
        assertThatThrownBy(() -> set("SpecificCharacterSet", Value.of("ISO_IR 100")))
                .hasMessageContaining("PatientName");
        assertThatThrownBy(() -> set("SpecificCharacterSet", Value.of("LATIN 1")))
                .hasMessageContaining("no character set");
    }

    @Test
    void structureIsCopied() throws Exception {
        tree.copy(tree.root(), "ProcedureCodeSequence", "ReasonForPerformedProcedureCodeSequence");
        tree.copy(tree.root(), "PatientID", "(0009,05,NEW)");
        assertThat(texts("ReasonForPerformedProcedureCodeSequence.CodeValue"))
                .containsExactly("CT1", "CT2");
        again();
        assertThat(texts("ReasonForPerformedProcedureCodeSequence[2].CodeValue"))
                .containsExactly("CT2");
        tree.copy(tree.root(), "PatientAge", "PatientID");
        assertThat(texts("PatientID")).containsExactly("");
    }

    @Test
    void whatKeepsAFileReadableIsNotChanged() {
        assertThatThrownBy(() -> set("TransferSyntaxUID", Value.of("1.2.840.10008.1.2")))
                .hasMessageContaining("not-allowed");
        assertThatThrownBy(() -> set("FileMetaInformationGroupLength", Value.of("1")))
                .hasMessageContaining("not-allowed");
        assertThatThrownBy(() -> set("PixelData", Value.of("text"))).hasMessageContaining("bytes");
        assertThatThrownBy(() -> set("ProcedureCodeSequence", Value.of("CT1")))
                .hasMessageContaining("item");
        assertThatThrownBy(() -> set("(0011,1001)", Value.of("x"))).hasMessageContaining("as SH");
    }

    @Test
    void bytesAreValues() throws Exception {
        set("PixelData", Value.of(Payload.of(new byte[] {9, 8, 7})));
        again();
        var value = tree.value(tree.find(tree.root(), "PixelData").get(0));
        assertThat(value.payload().orElseThrow().toBytes()).isEqualTo(new byte[] {9, 8, 7, 0});
    }

    /** Fragments pass; they can be taken out, and not be set. */
    @Test
    void encapsulatedPixelsPass() throws Exception {
        file = Made.encapsulated();
        tree = tree(file);
        assertThatThrownBy(() -> set("PixelData", Value.empty()))
                .hasMessageContaining("encapsulated");
        set("PatientID", Value.of("0815"));
        var written = tree.write().toBytes();
        assertThat(written)
                .hasSameSizeAs(file)
                .endsWith(Arrays.copyOfRange(file, 300, file.length));
        tree.remove(tree.find(tree.root(), "PixelData").get(0));
        again();
        assertThat(texts("PixelData")).isEmpty();
        assertThat(texts("PatientID")).containsExactly("0815");
    }

    /** Many values are one, so that nothing is quadratic. */
    @Test
    void moreThanAThousandValuesAreOne() throws Exception {
        set("OtherPatientIDs", Value.encoded("a" + "\\a".repeat(1000)));
        assertThat(texts("OtherPatientIDs")).hasSize(1);
        assertThat(texts("OtherPatientIDs[1]")).isEmpty();
        assertThatThrownBy(() -> set("OtherPatientIDs[1]", Value.of("b")))
                .hasMessageContaining("1,000");
        tree.remove(tree.find(tree.root(), "OtherPatientIDs").get(0));
        again();
        assertThat(texts("OtherPatientIDs")).isEmpty();
    }

    @Test
    void aFileIsFoundByWhatItIsAbout() throws Exception {
        assertThat(format.identify(Message.of(file)))
                .isEqualTo(
                        Map.of(
                                "type", "CT",
                                "id", "1.2.3.4.5",
                                "patient", "4711",
                                "accession", "A1"));
        assertThatThrownBy(() -> format.identify(Message.of("{\"a\": 1}".getBytes())))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void validateTellsWhatIsWrongWithPlaces() throws Exception {
        assertThat(format.validate(Message.of(file))).isEmpty();
        set("SOPInstanceUID", Value.of("1.2.9"));
        var problems = format.validate(Message.of(tree.write().toBytes()));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).path()).contains("MediaStorageSOPInstanceUID");
        var cut = Arrays.copyOf(file, file.length - 4);
        assertThatThrownBy(() -> format.validate(Message.of(cut)))
                .hasMessageContaining("PixelData")
                .hasMessageContaining("byte");
        int date =
                new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("20260601");
        file[date] = 'x';
        assertThat(format.validate(Message.of(file)).toString()).contains("StudyDate", "DA");
    }

    @Test
    void aFreshFileHasItsMetaInformation() throws Exception {
        var wanted =
                new Fresh("1.2.840.10008.5.1.4.1.1.7", "", "17-4", Instant.EPOCH, ZoneOffset.UTC);
        tree = tree(format.fresh(wanted).orElseThrow().toBytes());
        set("PatientName", Value.of("\u0416"));
        again();
        assertThat(texts("SOPClassUID")).containsExactly("1.2.840.10008.5.1.4.1.1.7");
        assertThat(format.validate(Message.of(tree.write().toBytes()))).isEmpty();
        var none = new Fresh("CT", "", "1", Instant.EPOCH, ZoneOffset.UTC);
        assertThatThrownBy(() -> format.fresh(none)).hasMessageContaining("SOP class");
    }
}
