package dev.pons.plugin.dicom.data;

import java.io.IOException;

/**
 * A file (PS3.10 section 7), or a data set without one around it. One thread.
 *
 * @param original what it was read from
 * @param meta the meta information; without elements: there is none
 * @param data the data set
 * @param body what the data set stands in: the original, or the inflated data set
 * @param begin where the meta information begins in the original, behind preamble and prefix
 */
public record DicomFile(Content original, DataSet meta, DataSet data, Content body, long begin) {

    /** Reads all of it. */
    public static DicomFile read(Content content, Limits limits)
            throws IOException, RefusedException {
        return new FileReader(content, limits).read(-1);
    }

    /** Reads up to a tag, and does not look at what follows; to be looked at only, not written. */
    public static DicomFile begin(Content content, int last, Limits limits)
            throws IOException, RefusedException {
        return new FileReader(content, limits).read(last);
    }

    /** As bytes: what nobody changed as it came, byte for byte. */
    public Content write() throws IOException, RefusedException {
        return FileWriter.write(this);
    }

    /** An item of its data set as it is written: the elements in it. */
    public Content write(DataSet item) throws IOException, RefusedException {
        return new DataSetWriter(body).write(item);
    }

    /** How the data set is written in the file. */
    public Syntax syntax() {
        return data.syntax();
    }
}
