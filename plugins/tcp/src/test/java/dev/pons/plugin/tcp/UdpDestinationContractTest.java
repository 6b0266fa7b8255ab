package dev.pons.plugin.tcp;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The contracts of a destination, over UDP: nobody answers, and nobody is missed. */
class UdpDestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new UdpDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ too: \"127.0.0.1:5140\", ttl: 256, broadcast: perhaps }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          audit: { udp: { to: "127.0.0.1:5140" } }
        """;
    }

    @Override
    protected Set<ReceivingPeer.Manner> can() {
        return Set.of(ReceivingPeer.Manner.TAKES);
    }

    @Override
    protected boolean canBeAbsent() {
        return false;
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new Receiver();
    }

    private static final class Receiver implements ReceivingPeer {

        private final List<byte[]> received = new CopyOnWriteArrayList<>();
        private DatagramSocket socket;
        private Thread reading;
        private int port;

        private Receiver() throws IOException {
            listen(0);
            port = socket.getLocalPort();
        }

        private void listen(int port) throws IOException {
            socket =
                    new DatagramSocket(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            reading = new Thread(this::read, "tck-datagrams");
            reading.setDaemon(true);
            reading.start();
        }

        private void read() {
            var packet = new DatagramPacket(new byte[65536], 65536);
            try {
                while (true) {
                    socket.receive(packet);
                    received.add(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public String options() {
            return "{ to: \"127.0.0.1:" + port + "\" }";
        }

        @Override
        public void answers(Manner manner) {
            // it has one only
        }

        /** A datagram is delivered when it is sent; it is here soon after. */
        @Override
        public List<byte[]> received() {
            return received;
        }

        @Override
        public void close() {
            socket.close();
            try {
                reading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void open() throws IOException {
            listen(port);
        }
    }
}
