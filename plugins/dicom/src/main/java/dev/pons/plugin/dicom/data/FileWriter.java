package dev.pons.plugin.dicom.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Puts a file together again. */
final class FileWriter {

    private FileWriter() {}

    static Content write(DicomFile file) throws IOException, RefusedException {
        if (!file.meta().isChanged() && !file.data().isChanged()) {
            return file.original();
        }
        var out = new Pieces();
        out.add(file.original().part(0, file.begin()));
        out.addAll(new DataSetWriter(file.original()).write(file.meta()));
        var data = new DataSetWriter(file.body()).write(file.data());
        if (file.syntax().deflated()) {
            out.add(deflated(data));
        } else {
            out.addAll(data);
        }
        return out;
    }

    /** Of even length (PS3.5 section A.5). */
    private static byte[] deflated(Content data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var in = data.open();
                var out = new DeflaterOutputStream(bytes, deflater)) {
            in.transferTo(out);
        } finally {
            deflater.end();
        }
        if (bytes.size() % 2 == 1) {
            bytes.write(0);
        }
        return bytes.toByteArray();
    }
}
