package dev.pons.plugin.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Data sets that are changed: their bytes, and those of their neighbours. */
class EditTest {

    private static final String IMPLICIT = "1.2.840.10008.1.2";

    private static DicomFile read(byte[] bytes) throws IOException, RefusedException {
        return DicomFile.read(Content.of(bytes), Limits.USUAL);
    }

    private static byte[] bare(String hex) {
        return Made.hex(hex);
    }

    private static void set(DataSet set, int tag, String text)
            throws IOException, RefusedException {
        var element = Objects.requireNonNull(set.find(tag));
        element.set(Content.of(Values.bytes(List.of(text), tag, element.vr(), set)));
    }

    private static String text(DataSet set, int tag) throws IOException, RefusedException {
        return String.join("\\", Values.texts(Objects.requireNonNull(set.find(tag)), set));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                IMPLICIT,
                "1.2.840.10008.1.2.1",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.1.99"
            })
    void whatIsChangedIsReadAgainInEverySyntax(String syntax) throws Exception {
        var file = read(Made.file(syntax));
        set(file.data(), 0x00100020, "0815-longer");
        set(file.data(), 0x00280010, "65535");
        var request = Objects.requireNonNull(file.data().find(0x00400275)).items().get(0);
        set(request, 0x00401001, "R2");
        var again = read(file.write().bytes());
        assertThat(text(again.data(), 0x00100020)).isEqualTo("0815-longer");
        assertThat(text(again.data(), 0x00280010)).isEqualTo("65535");
        assertThat(text(again.data(), 0x00100010)).isEqualTo("M\u00fcller^Anna");
        assertThat(text(again.data(), 0x00080008)).isEqualTo("ORIGINAL\\PRIMARY\\AXIAL");
        var items = Objects.requireNonNull(again.data().find(0x00400275)).items();
        assertThat(text(items.get(0), 0x00401001)).isEqualTo("R2");
        assertThat(again.syntax().uid()).isEqualTo(syntax);
    }

    /** A change of as many bytes changes no others. */
    @Test
    void onlyTheBytesOfTheValueChange() throws Exception {
        var before = Made.file(IMPLICIT);
        var file = read(before);
        set(file.data(), 0x00100020, "4712");
        var after = file.write().bytes();
        assertThat(after).hasSameSizeAs(before);
        assertThat(Arrays.mismatch(before, after)).isPositive();
        after[Arrays.mismatch(before, after)] = '1';
        assertThat(after).isEqualTo(before);
    }

    /**
     * Sequences and items keep the form of their lengths, and groups their lengths, counted anew.
     */
    @Test
    void lengthsKeepTheirForm() throws Exception {
        var written =
                bare(
                        "0800 0000 04000000 32000000 "
                                + "0800 3210 22000000 FEFF00E0 FFFFFFFF 0800 0001 02000000 4131"
                                + " FEFF0DE0 00000000 FEFF00E0 00000000"
                                + "0800 6000 00000000 1000 2000 02000000 4120");
        var file = read(written);
        assertThat(file.write().bytes()).isEqualTo(written);
        var items = Objects.requireNonNull(file.data().find(0x00081032)).items();
        set(items.get(0), 0x00080100, "A234");
        assertThat(file.write().bytes())
                .isEqualTo(
                        bare(
                                "0800 0000 04000000 34000000 "
                                        + "0800 3210 24000000 FEFF00E0 FFFFFFFF 0800 0001 04000000"
                                        + " 41323334 FEFF0DE0 00000000 FEFF00E0 00000000"
                                        + "0800 6000 00000000 1000 2000 02000000 4120"));
    }

    /** An element of unknown representation and undefined length is a sequence (CP-246). */
    @Test
    void aSequenceOfUnknownRepresentationStaysOne() throws Exception {
        var written =
                bare(
                        "0800 6000 4353 0200 4354 0900 0110 554E 0000 FFFFFFFF FEFF00E0 FFFFFFFF"
                                + " 0800 0001 02000000 4131 FEFF0DE0 00000000 FEFFDDE0 00000000");
        var file = read(written);
        var sequence = Objects.requireNonNull(file.data().find(0x00091001));
        assertThat(sequence.vr()).isEqualTo(Vr.SQ);
        set(sequence.items().get(0), 0x00080100, "B1");
        written[38] = 'B';
        assertThat(file.write().bytes()).isEqualTo(written);
    }

    /** Large values are not held: they stay stretches of the content. */
    @Test
    void largeValuesStayWhereTheyAre() throws Exception {
        int size = 1 << 20;
        var head = bare("0800 6000 4353 0200 4354 E07F 1000 4F57 0000 00001000");
        var written = Arrays.copyOf(head, head.length + size);
        var file = read(written);
        var pixels = Objects.requireNonNull(file.data().find(Tag.PIXEL_DATA)).value();
        assertThat(pixels).isInstanceOf(Part.class);
        assertThat(pixels.size()).isEqualTo(size);
        set(file.data(), 0x00080060, "MR");
        written[8] = 'M';
        written[9] = 'R';
        assertThat(file.write().bytes()).isEqualTo(written);
    }

    /** Lengths that are not there, depths and numbers over the limits. */
    @Test
    void whatGoesTooFarIsRefusedWithItsPlace() {
        refused("0800 6000 4353 0400 4354", "(0008,0060), byte 0");
        refused("0800 6000 4353 0200 4354 E07F 1000 4F57 0000 FEFFFFFF", "(7FE0,0010), byte 10");
        refused("0800 6000 4353 0200 4354 1000 2000", "(0010,0020), byte 10");
        refused("0800 6000 4353 0200 4354 FEFF00E0 00000000", "(FFFE,E000), byte 10");
        refused("0800 3210 FFFFFFFF FEFF00E0 FFFFFFFF", "(0000,0000), byte 16");
        refused("0800 3210 FFFFFFFF FEFF00E0 FFFFFFFF ".repeat(70), "(0008,1032), byte");
        refused("7B22 3030 3038 3030 3035 223A", "byte 0");
    }

    private static void refused(String hex, String place) {
        assertThatThrownBy(() -> read(bare(hex)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(place);
    }

    /** Values are checked where they are written (PS3.5 table 6.2-1). */
    @Test
    void valuesAreThoseOfTheirRepresentation() throws Exception {
        var data = read(Made.file(IMPLICIT)).data();
        assertThatThrownBy(() -> set(data, 0x00280010, "65536")).hasMessageContaining("US");
        assertThatThrownBy(() -> set(data, 0x00080060, "ct")).hasMessageContaining("CS");
        assertThatThrownBy(() -> set(data, 0x00080020, "2026-06-01")).hasMessageContaining("DA");
        assertThatThrownBy(() -> set(data, 0x00100020, "x".repeat(65))).hasMessageContaining("64");
        assertThatThrownBy(() -> set(data, 0x00100020, "a\\b")).hasMessageContaining("backslash");
        assertThatThrownBy(() -> set(data, 0x00100020, "\u0416"))
                .hasMessageContaining("(0008,0005)");
        assertThatThrownBy(() -> set(data, 0x00080018, "1.02.3")).hasMessageContaining("UI");
    }
}
