package dev.pons.core.net;

import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;

/** Datagrams to one peer; connected, so that the system can tell that nobody is there. */
final class DatagramSender implements Datagrams.Sender {

    private final DatagramChannel channel;
    private final String name;
    private final Consumer<DatagramSender> closed;

    private DatagramSender(DatagramChannel channel, String name, Consumer<DatagramSender> closed) {
        this.channel = channel;
        this.name = name;
        this.closed = closed;
    }

    static DatagramSender to(Peer peer, Datagrams.Sending how, Consumer<DatagramSender> closed)
            throws NotSentException {
        var name = peer.host() + ":" + peer.port();
        try {
            var host = InetAddress.getByName(peer.host());
            return new DatagramSender(channel(host, peer.port(), how), name, closed);
        } catch (UnknownHostException e) {
            throw new NotSentException(
                    "no such host: "
                            + peer.host()
                            + "; check its spelling and the name service, or give an address",
                    e);
        } catch (PortException e) {
            throw new NotSentException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new NotSentException(
                    "no way to "
                            + name
                            + " ("
                            + e.getClass().getSimpleName()
                            + "): no route, or a broadcast address without broadcast: yes",
                    e);
        }
    }

    private static DatagramChannel channel(InetAddress host, int port, Datagrams.Sending how)
            throws IOException {
        var channel = DatagramPorts.channel(host);
        try {
            channel.setOption(StandardSocketOptions.SO_BROADCAST, how.broadcast());
            if (host.isMulticastAddress()) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, how.ttl());
                if (!how.networkInterface().isEmpty()) {
                    var way = DatagramPorts.named(how.networkInterface());
                    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, way);
                }
            }
            channel.connect(new InetSocketAddress(host, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void send(byte[] datagram) throws NotSentException {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            throw new NotSentException(
                    "nobody listens at " + name + ", as the peer's system says", e);
        } catch (IOException e) {
            throw new NotSentException(
                    "a datagram to "
                            + name
                            + " cannot be sent ("
                            + e.getClass().getSimpleName()
                            + ")",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            Words.LOG.debug("closing a way to {}: {}", name, Words.of(e));
        } finally {
            closed.accept(this);
        }
    }
}
