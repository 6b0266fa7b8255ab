package dev.pons.plugin.dicom.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read as often as one likes, in memory or not. */
public interface Content {

    /** No bytes. */
    Content EMPTY = of(new byte[0]);

    /** Length in bytes; -1: not known before all is read. */
    long size();

    /** From the first byte on. */
    InputStream open() throws IOException;

    /** In memory; the array is not copied. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** A stretch of it. */
    default Content part(long from, long length) {
        return new Part(this, from, length);
    }

    /** All bytes of a content that is small. */
    default byte[] bytes() throws IOException {
        try (var in = open()) {
            return in.readAllBytes();
        }
    }
}
