package dev.pons.plugin.file.afar;

import dev.pons.plugin.file.store.Content;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** All of a file before the engine takes it: what is large goes to the spool. */
public record Fetching(Supplier<Spool> spool) {

    /** More is not read into memory. */
    private static final int LARGE = 1 << 20;

    /**
     * Reads to the end, or until more came than should.
     *
     * @param size how much should come, in bytes
     */
    public Content of(InputStream in, long size) throws IOException {
        return size > LARGE ? spooled(in, size) : Content.of(Payload.of(in.readNBytes(LARGE + 1)));
    }

    private Content spooled(InputStream in, long size) throws IOException {
        var spooled = spool.get().begin();
        var whole = false;
        try {
            var buffer = new byte[64 << 10];
            var left = size;
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                spooled.write(buffer, 0, count);
                left -= count;
                if (left < 0) {
                    break;
                }
            }
            whole = true;
            return new Content(spooled.payload(), spooled::close);
        } finally {
            if (!whole) {
                spooled.close();
            }
        }
    }
}
