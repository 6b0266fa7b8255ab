package dev.pons.plugin.dicom.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A data set that is deflated in a file (PS3.5 section A.5, RFC 1951), as it is when inflated. */
record Inflated(Content deflated) implements Content {

    private static final int BUFFER = 1 << 13;

    @Override
    public long size() {
        return -1;
    }

    @Override
    public InputStream open() throws IOException {
        return new Stream(deflated.open(), new Inflater(true));
    }

    /** Gives the inflater back when it is closed. */
    private static final class Stream extends InflaterInputStream {

        private final Inflater inflater;

        Stream(InputStream in, Inflater inflater) {
            super(in, inflater, BUFFER);
            this.inflater = inflater;
        }

        @Override
        public void close() throws IOException {
            super.close();
            inflater.end();
        }
    }
}
