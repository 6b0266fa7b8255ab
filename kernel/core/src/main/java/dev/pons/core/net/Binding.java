package dev.pons.core.net;

import dev.pons.spi.net.Protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one instance of an owner speaks on a port, and the connections that are with it now. */
final class Binding {

    private final Port port;
    private final OwnLines holder;
    private final Protocol protocol;
    private final Limits limits;
    private final Map<Served, Thread> inside = new ConcurrentHashMap<>();
    private volatile boolean quiesced;

    Binding(Port port, OwnLines holder, Protocol protocol, Limits limits) {
        this.port = port;
        this.holder = holder;
        this.protocol = protocol;
        this.limits = limits;
    }

    Port port() {
        return port;
    }

    OwnLines holder() {
        return holder;
    }

    Protocol protocol() {
        return protocol;
    }

    Limits limits() {
        return limits;
    }

    /** With their threads. Changed only under the port's lock. */
    Map<Served, Thread> inside() {
        return inside;
    }

    /** Takes no new request, for good. */
    void quiesce() {
        quiesced = true;
    }

    boolean quiesced() {
        return quiesced;
    }
}
