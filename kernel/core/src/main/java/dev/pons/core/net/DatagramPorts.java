package dev.pons.core.net;

import dev.pons.spi.net.Listen;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** All ports that receive datagrams. A port belongs to an owner, as those for connections do. */
final class DatagramPorts {

    private final Acceptor threads;
    private final List<DatagramPort> ports = new ArrayList<>();

    DatagramPorts(Acceptor threads) {
        this.threads = threads;
    }

    /** What is asked of a port. */
    record Asked(Listen port, int buffer, String networkInterface) {}

    /** The reader receives on a port of its owner from now on. */
    synchronized DatagramPort open(Asked asked, OwnLines holder, DatagramPort.Reader reader)
            throws IOException {
        var host = resolve(asked.port());
        var port = find(asked.port(), host, holder);
        if (port == null) {
            port = new DatagramPort(bind(asked, host), asked.networkInterface(), holder.away());
            ports.add(port);
        } else {
            port.renew(asked);
        }
        port.take(reader, threads);
        return port;
    }

    private @Nullable DatagramPort find(Listen asked, InetAddress host, OwnLines holder)
            throws IOException {
        var owner = holder.away().owner();
        for (var port : ports) {
            if (asked.port() == port.address().getPort()
                    && host.equals(port.address().getAddress())) {
                if (!port.owner().equals(owner)) {
                    throw new PortException(
                            words(asked) + " is taken by channel " + port.owner(), null);
                }
                if (port.isHeldBy(holder)) {
                    throw new PortException(
                            words(asked) + " is claimed twice by channel " + owner, null);
                }
                return port;
            }
            checkApart(asked, host, port);
        }
        return null;
    }

    /** One address and all of them cannot be open at a time. */
    private static void checkApart(Listen asked, InetAddress host, DatagramPort port)
            throws PortException {
        var taken = port.address();
        if (asked.port() == taken.getPort()
                && (host.isAnyLocalAddress() || taken.getAddress().isAnyLocalAddress())) {
            throw new PortException(
                    words(asked)
                            + " cannot be opened: channel "
                            + port.owner()
                            + " has it on "
                            + Words.of(taken.getAddress())
                            + "; stop that channel first (channel:stop), then start this one",
                    null);
        }
    }

    private static String words(Listen asked) {
        return "UDP port " + asked.port() + " on " + asked.host();
    }

    private static InetAddress resolve(Listen asked) throws IOException {
        try {
            return InetAddress.getByName(asked.host());
        } catch (UnknownHostException e) {
            throw new PortException(
                    words(asked)
                            + " cannot be opened: no such host; give an address of this machine",
                    e);
        }
    }

    private static DatagramChannel bind(Asked asked, InetAddress host) throws IOException {
        var channel = channel(host);
        try {
            if (asked.buffer() > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, asked.buffer());
            }
            if (host.isMulticastAddress()) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            bindTo(channel, asked.port(), host);
            if (host.isMulticastAddress()) {
                join(channel, host, asked.networkInterface());
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** One that speaks with such addresses. */
    static DatagramChannel channel(InetAddress host) throws IOException {
        try {
            return DatagramChannel.open(
                    host instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException e) {
            var why = "this system has no IPv6, which " + Words.of(host) + " needs";
            throw new PortException(why, e);
        }
    }

    private static void bindTo(DatagramChannel channel, Listen asked, InetAddress host)
            throws IOException {
        try {
            channel.bind(new InetSocketAddress(host, asked.port()));
        } catch (IOException e) {
            throw host.isMulticastAddress()
                    ? new PortException(
                            words(asked)
                                    + " cannot be opened ("
                                    + e.getClass().getSimpleName()
                                    + ")",
                            e)
                    : Words.notBound(words(asked), "ss -lunp", host, e);
        }
    }

    private static void join(DatagramChannel channel, InetAddress group, String name)
            throws IOException {
        IOException last = new SocketException("none can");
        int joined = 0;
        for (var one : interfaces(name)) {
            try {
                channel.join(group, one);
                joined++;
            } catch (IOException e) {
                last = e;
            }
        }
        if (joined == 0) {
            throw new PortException(
                    "group "
                            + group.getHostAddress()
                            + " cannot be joined: no network interface that takes multicast; name"
                            + " one (ip link shows them)",
                    last);
        }
    }

    private static List<NetworkInterface> interfaces(String name) throws IOException {
        if (!name.isEmpty()) {
            return List.of(named(name));
        }
        var all = new ArrayList<NetworkInterface>();
        for (var one : NetworkInterface.networkInterfaces().toList()) {
            if (one.isUp() && one.supportsMulticast()) {
                all.add(one);
            }
        }
        return all;
    }

    /** A network interface by its name. */
    static NetworkInterface named(String name) throws IOException {
        var found = NetworkInterface.getByName(name);
        if (found == null) {
            throw new PortException(
                    "no network interface is named " + name + "; ip link shows them", null);
        }
        return found;
    }

    synchronized void release(DatagramPort port, DatagramPort.Reader reader) {
        if (port.release(reader)) {
            ports.remove(port);
            try {
                port.shut();
            } catch (IOException e) {
                Words.LOG.warn(
                        "UDP port {} did not close: {}", port.address().getPort(), Words.of(e));
            }
        }
    }
}
