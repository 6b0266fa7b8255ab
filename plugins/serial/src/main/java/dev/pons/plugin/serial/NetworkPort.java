package dev.pons.plugin.serial;

import dev.pons.spi.Context;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;

import java.io.IOException;

/** A port of a terminal server, whose settings are its own. */
final class NetworkPort implements Port {

    private static final int PIECE = 8192;

    private final Connection line;
    private final String name;

    private NetworkPort(Connection line, String name) {
        this.line = line;
        this.name = name;
    }

    static NetworkPort open(Peer peer, Context context) throws NotSentException {
        return new NetworkPort(
                Ports.of(context).dial(peer), "tcp://" + peer.host() + ":" + peer.port());
    }

    @Override
    public int read(byte[] into) throws IOException {
        var in = line.in();
        boolean left = in.available() == 0 && line.stale();
        int some = Math.min(in.available(), into.length);
        if (left && some == 0) {
            throw new IOException(name + " ended the connection");
        }
        return some == 0 ? 0 : in.read(into, 0, some);
    }

    @Override
    public int room() {
        return PIECE;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        line.out().write(bytes, from, count);
        line.out().flush();
    }

    @Override
    public boolean isDrained() {
        return true;
    }

    /** The kernel closes the lines of who asked for them. */
    @Override
    public boolean stays() {
        return false;
    }

    @Override
    public void close() {
        line.close();
    }
}
