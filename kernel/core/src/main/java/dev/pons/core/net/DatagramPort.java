package dev.pons.core.net;

import dev.pons.spi.net.Datagrams.Datagram;
import dev.pons.spi.net.Datagrams.Receiver;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A port of one owner that receives datagrams, and its thread. It outlives the versions of the
 * owner: the newest one receives, between two versions the system keeps what comes.
 */
final class DatagramPort {

    /** Datagrams that are handed over at once. */
    private static final int MOST = 256;

    /** Bytes that are handed over at once. */
    private static final int BYTES = 1 << 20;

    /** The longest datagram there is, and one byte more. */
    private static final int ROOM = 1 << 16;

    private final TurnedAway away;
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Selector selector;
    private final Deque<Reader> readers = new ArrayDeque<>();
    private final String networkInterface;
    private @Nullable Thread thread;

    /** What one version of the owner does with datagrams. */
    static final class Reader {

        private final OwnLines holder;
        private final Receiver receiver;
        private final AllowList allow;
        private boolean quiesced;
        private boolean inside;

        Reader(OwnLines holder, Receiver receiver, AllowList allow) {
            this.holder = holder;
            this.receiver = receiver;
            this.allow = allow;
        }
    }

    /** Takes the bound channel over. */
    DatagramPort(DatagramChannel channel, String networkInterface, TurnedAway away)
            throws IOException {
        this.channel = channel;
        this.networkInterface = networkInterface;
        this.away = away;
        this.address = (InetSocketAddress) channel.getLocalAddress();
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    String owner() {
        return away.owner();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Another version asks for this or that. {@code PortException}: it cannot have it now. */
    void renew(DatagramPorts.Asked asked) throws IOException {
        var group = address.getAddress();
        if (group.isMulticastAddress() && !asked.networkInterface().equals(networkInterface)) {
            throw new PortException(
                    "group "
                            + Words.of(group)
                            + " is heard on another network interface now; stop the channel"
                            + " (channel:stop) and start it",
                    null);
        }
        if (asked.buffer() > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, asked.buffer());
        }
    }

    /** That instance receives here already. */
    synchronized boolean isHeldBy(OwnLines holder) {
        return readers.stream().anyMatch(reader -> reader.holder == holder);
    }

    /** A new version receives from now on. */
    synchronized void take(Reader next, Acceptor threads) {
        readers.addLast(next);
        away.renewed();
        if (readers.size() == 1) {
            threads.begin("pons-udp-" + address.getPort(), this::run);
        }
        notifyAll();
    }

    /** That version is handed nothing new. */
    synchronized void quiesce(Reader reader) {
        reader.quiesced = true;
    }

    /** Waits until that version has what it was handed; false: the time is over. */
    synchronized boolean awaitLeft(Reader reader, long end) throws InterruptedException {
        while (reader.inside) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return true;
    }

    /** A version ends. True: there is none, and the port must be {@linkplain #shut() closed}. */
    synchronized boolean release(Reader reader) {
        readers.remove(reader);
        var running = thread;
        if (reader.inside && running != null) {
            running.interrupt();
        }
        notifyAll();
        return readers.isEmpty();
    }

    /** Closes the socket; its address is free when this returns. */
    void shut() throws IOException {
        channel.close();
        selector.close(); // a closed channel lets its address go with its last key
        synchronized (this) {
            notifyAll();
        }
    }

    private void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        var room = ByteBuffer.allocate(ROOM);
        try {
            while (channel.isOpen()) {
                selector.select(ready -> {});
                var some = some(room);
                var reader = some.isEmpty() ? null : enter();
                if (reader != null) {
                    give(reader, some);
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            if (channel.isOpen()) {
                away.add("receive", "datagrams cannot be received any more: " + Words.of(e));
            }
        }
    }

    /** One that came, and from whom. */
    private record Came(byte[] bytes, InetSocketAddress from) {}

    /** What has come. */
    private List<Came> some(ByteBuffer room) throws IOException {
        var some = new ArrayList<Came>();
        int bytes = 0;
        while (some.size() < MOST && bytes < BYTES) {
            room.clear();
            var from = (InetSocketAddress) channel.receive(room);
            if (from == null) {
                break;
            }
            var datagram = new byte[room.flip().remaining()];
            room.get(datagram);
            bytes += datagram.length;
            some.add(new Came(datagram, from));
        }
        return some;
    }

    private void give(Reader reader, List<Came> some) {
        try {
            var allowed = allowed(reader.allow, some);
            if (!allowed.isEmpty()) {
                reader.receiver.take(allowed);
            }
        } catch (InterruptedException e) {
            Words.LOG.debug("channel {}: its datagrams end", owner());
        } catch (Exception | LinkageError e) {
            away.add("take " + e.getClass().getName(), "datagrams were not taken: " + Words.of(e));
        } finally {
            leave(reader);
        }
    }

    private List<Datagram> allowed(AllowList allow, List<Came> some) {
        var allowed = new ArrayList<Datagram>(some.size());
        for (var one : some) {
            if (allow.contains(one.from().getAddress())) {
                allowed.add(new Datagram(one.bytes(), Words.of(one.from())));
            } else {
                away.add("allow", one.from().getAddress(), "not in the list of allowed peers");
            }
        }
        return allowed;
    }

    /** Waits for a version that receives; null: there will be none. */
    private synchronized @Nullable Reader enter() {
        try {
            var now = readers.peekLast();
            while (channel.isOpen() && (now == null || now.quiesced)) {
                wait();
                now = readers.peekLast();
            }
            if (now != null && channel.isOpen()) {
                now.inside = true;
                return now;
            }
        } catch (InterruptedException late) {
            Words.LOG.debug("channel {}: an interrupt came when nobody was inside", owner());
        }
        return null;
    }

    private synchronized void leave(Reader reader) {
        reader.inside = false;
        boolean wasCut = Thread.interrupted();
        if (wasCut) {
            Words.LOG.debug("channel {}: datagrams were not taken to their end", owner());
        }
        notifyAll();
    }
}
