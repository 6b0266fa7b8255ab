package dev.pons.plugin.serial;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What comes in on a port that no channel uses; nothing goes out. */
final class FreePort implements Heard {

    private static final long PAUSE = 10;
    private static final int CHUNK = 1024;

    private final Port port;

    FreePort(Port port) {
        this.port = port;
    }

    @Override
    public @Nullable Some next() throws IOException, InterruptedException {
        var chunk = new byte[CHUNK];
        int got = port.read(chunk);
        if (got > 0) {
            return Some.bytes(Trace.Way.RECEIVED, Arrays.copyOf(chunk, got));
        }
        new CountDownLatch(1).await(PAUSE, TimeUnit.MILLISECONDS);
        return null;
    }

    @Override
    public void close() {
        port.close();
    }
}
