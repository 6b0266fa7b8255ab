package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.plugin.dicom.data.DataSet;
import dev.pons.plugin.dicom.data.DicomFile;
import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Element;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.plugin.dicom.data.Syntax;
import dev.pons.plugin.dicom.data.Values;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A new file: its meta information, and a data set, explicit, little endian (PS3.10 section 7.1).
 */
final class FreshFile {

    /** Of this implementation; derived from a UUID (PS3.5 section B.2). */
    private static final String IMPLEMENTATION = uid("dev.pons.plugin.dicom");

    private static final int PREAMBLE = 128;
    private static final String PREFIX = "DICM";
    private static final int SIGN = 16;

    private FreshFile() {}

    static Content of(String sopClass, String id) throws IOException, RefusedException {
        var data = DataSet.of(null, Syntax.EXPLICIT);
        put(data, "SpecificCharacterSet", Vr.CS, "ISO_IR 192");
        put(data, "SOPClassUID", Vr.UI, sopClass);
        put(data, "SOPInstanceUID", Vr.UI, uid(id));
        return written(data, sopClass, uid(id));
    }

    /** A file around a data set, which must have its SOP class and instance. */
    static Content of(DataSet data) throws IOException, RefusedException, ProblemException {
        return written(data, uid(data, "SOPClassUID"), uid(data, "SOPInstanceUID"));
    }

    private static String uid(DataSet data, String keyword)
            throws IOException, RefusedException, ProblemException {
        var element = data.find(Dictionary.of(keyword).orElseThrow().tag());
        var texts = element == null ? List.<String>of() : Values.texts(element, data);
        if (texts.isEmpty()) {
            throw Faults.of("missing", "a file needs " + keyword, keyword);
        }
        return texts.get(0);
    }

    private static Content written(DataSet data, String sopClass, String instance)
            throws IOException, RefusedException {
        var meta = DataSet.of(null, Syntax.EXPLICIT);
        put(meta, "FileMetaInformationGroupLength", Vr.UL, "0");
        var version = Element.of(0x00020001, Vr.OB);
        version.set(Content.of(new byte[] {0, 1}));
        meta.put(version);
        put(meta, "MediaStorageSOPClassUID", Vr.UI, sopClass);
        put(meta, "MediaStorageSOPInstanceUID", Vr.UI, instance);
        put(meta, "TransferSyntaxUID", Vr.UI, Syntax.EXPLICIT.uid());
        put(meta, "ImplementationClassUID", Vr.UI, IMPLEMENTATION);
        var start = ByteBuffer.allocate(PREAMBLE + PREFIX.length());
        start.position(PREAMBLE);
        start.put(PREFIX.getBytes(StandardCharsets.US_ASCII));
        var content = Content.of(start.array());
        return new DicomFile(content, meta, data, content, start.capacity()).write();
    }

    private static void put(DataSet set, String keyword, Vr vr, String text)
            throws IOException, RefusedException {
        int tag = Dictionary.of(keyword).orElseThrow().tag();
        var element = Element.of(tag, vr);
        element.set(Content.of(Values.bytes(List.of(text), tag, vr, set)));
        set.put(element);
    }

    /** The same for the same text. */
    private static String uid(String text) {
        var uuid = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.allocate(SIGN);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return "2.25." + new BigInteger(1, bytes.array());
    }
}
