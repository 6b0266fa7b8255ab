package dev.pons.lis1;

import dev.pons.spi.Payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A message that can be read once; the second time it breaks behind three bytes. */
final class Broken implements Payload {

    private final byte[] bytes;
    private boolean opened;

    Broken(String readable) {
        bytes = Ascii.bytes(readable);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        if (!opened) {
            opened = true;
            return new ByteArrayInputStream(bytes);
        }
        return new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == 3) {
                    throw new IOException("broken");
                }
                return bytes[at++];
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                into[from] = (byte) read();
                return 1;
            }
        };
    }
}
