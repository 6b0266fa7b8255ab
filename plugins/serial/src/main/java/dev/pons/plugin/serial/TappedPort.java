package dev.pons.plugin.serial;

import java.io.IOException;

/** A port on which somebody may listen in. */
final class TappedPort implements Port {

    private final Port port;
    private final String name;

    /**
     * @param name as its line is known
     */
    TappedPort(Port port, String name) {
        this.port = port;
        this.name = name;
        Tap.noted(name, "the port is open");
    }

    @Override
    public int read(byte[] into) throws IOException {
        int got = port.read(into);
        if (got > 0) {
            Tap.heard(name, Trace.Way.RECEIVED, into, 0, got);
        }
        return got;
    }

    @Override
    public int room() throws IOException {
        return port.room();
    }

    /** Told first: what the device answers cannot be heard before it. */
    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Tap.heard(name, Trace.Way.SENT, bytes, from, count);
        port.write(bytes, from, count);
    }

    @Override
    public boolean isDrained() throws IOException {
        return port.isDrained();
    }

    @Override
    public boolean stays() {
        return port.stays();
    }

    @Override
    public void close() {
        port.close();
        Tap.noted(name, "the port is closed");
    }
}
