package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Content;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a data set as the kernel has them, and the other way round; nothing is copied. */
record Stretch(Content content) implements Payload {

    /** A payload's bytes. */
    static Content of(Payload payload) {
        return new Content() {
            @Override
            public long size() {
                return payload.size();
            }

            @Override
            public InputStream open() throws IOException {
                return payload.open();
            }
        };
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream open() throws IOException {
        return content.open();
    }
}
