package dev.pons.plugin.file.afar;

import dev.pons.spi.Payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several payloads as one. */
record Joined(List<Payload> parts, long size) implements Payload {

    /**
     * Messages, each followed by a separator.
     *
     * @param closeFirst a separator stands before the first too
     */
    static Joined of(List<Payload> messages, byte[] separator, boolean closeFirst) {
        var parts = new ArrayList<Payload>();
        if (closeFirst) {
            parts.add(Payload.of(separator));
        }
        for (var message : messages) {
            parts.add(message);
            parts.add(Payload.of(separator));
        }
        return new Joined(parts, parts.stream().mapToLong(Payload::size).sum());
    }

    @Override
    public InputStream open() throws IOException {
        var streams = new ArrayList<InputStream>();
        for (var part : parts) {
            streams.add(
                    part.size() < 1 << 16 ? new ByteArrayInputStream(part.toBytes()) : part.open());
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
