package dev.pons.plugin.dicom.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Files for tests, made here. */
public final class Made {

    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";
    private static final String INSTANCE = "1.2.3.4.5";

    private Made() {}

    /** An image in a transfer syntax. */
    public static byte[] file(String syntax) throws IOException, RefusedException {
        var data = DataSet.of(null, Syntax.of(syntax));
        put(data, "SpecificCharacterSet", "ISO_IR 100");
        put(data, "ImageType", "ORIGINAL", "PRIMARY", "AXIAL");
        put(data, "SOPClassUID", SOP_CLASS);
        put(data, "SOPInstanceUID", INSTANCE);
        put(data, "StudyDate", "20260601");
        put(data, "AccessionNumber", "A1");
        put(data, "Modality", "CT");
        put(data, "StudyDescription", "Sch\u00e4del");
        var codes = sequence(data, "ProcedureCodeSequence");
        for (var code : List.of("CT1", "CT2")) {
            put(item(codes, data), "CodeValue", code);
        }
        put(data, "PatientName", "M\u00fcller^Anna");
        put(data, "PatientID", "4711");
        var request = item(sequence(data, "RequestAttributesSequence"), data);
        put(request, "RequestedProcedureID", "R1");
        put(item(sequence(request, "RequestedProcedureCodeSequence"), request), "CodeValue", "X");
        data.put(text(0x00090010, Vr.LO, data, "ACME 1.1"));
        data.put(text(0x00091001, data.syntax().explicit() ? Vr.SH : Vr.UN, data, "box "));
        put(data, "Rows", "2");
        put(data, "SliceThickness", "2.5");
        put(data, "FrameIncrementPointer", "00181063");
        var pixels = Element.of(Tag.PIXEL_DATA, Vr.OW);
        pixels.set(Content.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        data.put(pixels);
        return written(syntax, data);
    }

    /** One with fragments. */
    public static byte[] encapsulated() throws IOException, RefusedException {
        var syntax = "1.2.840.10008.1.2.4.50";
        var data = DataSet.of(null, Syntax.of(syntax));
        put(data, "SOPClassUID", SOP_CLASS);
        put(data, "SOPInstanceUID", INSTANCE);
        put(data, "PatientID", "4711");
        var out = new ByteArrayOutputStream();
        out.writeBytes(written(syntax, data));
        var tail = "E07F1000 4F420000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 04000000 FFD8FFD9";
        out.writeBytes(hex(tail + " FEFF00E0 02000000 0102 FEFFDDE0 00000000"));
        return out.toByteArray();
    }

    /** Bytes of digits with blanks between. */
    public static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] written(String syntax, DataSet data)
            throws IOException, RefusedException {
        var meta = DataSet.of(null, Syntax.EXPLICIT);
        put(meta, "FileMetaInformationGroupLength", "0");
        put(meta, "MediaStorageSOPClassUID", SOP_CLASS);
        put(meta, "MediaStorageSOPInstanceUID", INSTANCE);
        put(meta, "TransferSyntaxUID", syntax);
        var prefix = Arrays.copyOf(new byte[128], 132);
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, prefix, 128, 4);
        var start = Content.of(prefix);
        return new DicomFile(start, meta, data, start, prefix.length).write().bytes();
    }

    static Element sequence(DataSet set, String keyword) {
        var element = Element.of(Dictionary.of(keyword).orElseThrow().tag(), Vr.SQ);
        set.put(element);
        return element;
    }

    static DataSet item(Element sequence, DataSet parent) {
        var item = DataSet.of(parent, parent.syntax());
        sequence.insert(sequence.items().size(), item);
        return item;
    }

    static void put(DataSet set, String keyword, String... values)
            throws IOException, RefusedException {
        int tag = Dictionary.of(keyword).orElseThrow().tag();
        set.put(text(tag, Dictionary.vr(tag, set), set, values));
    }

    private static Element text(int tag, Vr vr, DataSet set, String... values)
            throws IOException, RefusedException {
        var element = Element.of(tag, vr);
        element.set(
                vr == Vr.UN
                        ? Content.of(values[0].getBytes(StandardCharsets.US_ASCII))
                        : Content.of(Values.bytes(List.of(values), tag, vr, set)));
        return element;
    }
}
