package dev.pons.core.net;

import dev.pons.core.config.ListenOptions;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one instance of an owner has of datagrams. */
final class OwnDatagrams implements Datagrams {

    private final OwnLines holder;
    private final DatagramPorts all;
    private final Map<DatagramPort.Reader, DatagramPort> readers = new ConcurrentHashMap<>();
    private final Set<DatagramSender> senders = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OwnDatagrams(OwnLines holder, DatagramPorts all) {
        this.holder = holder;
        this.all = all;
    }

    @Override
    public void receive(Listen port, Receiving how, Receiver receiver) throws IOException {
        var allow = port instanceof ListenOptions o ? o.allow() : List.<String>of();
        var reader = new DatagramPort.Reader(holder, receiver, new AllowList(allow));
        var asked = new DatagramPorts.Asked(port, how.buffer(), how.networkInterface());
        readers.put(reader, all.open(asked, holder, reader));
        if (closed) {
            release();
            throw new IOException("this instance is closed");
        }
    }

    @Override
    public Sender sender(Peer peer, Sending how) throws NotSentException {
        var sender = DatagramSender.to(peer, how, senders::remove);
        senders.add(sender);
        if (closed) {
            sender.close();
            throw new NotSentException("this instance is closed");
        }
        return sender;
    }

    void quiesce() {
        readers.forEach((reader, port) -> port.quiesce(reader));
    }

    boolean awaitLeft(long end) throws InterruptedException {
        for (var one : readers.entrySet()) {
            if (!one.getValue().awaitLeft(one.getKey(), end)) {
                return false;
            }
        }
        return true;
    }

    /** Ports that no successor took over, and all ways out. */
    void release() {
        closed = true;
        readers.forEach((reader, port) -> all.release(port, reader));
        senders.forEach(DatagramSender::close);
    }
}
