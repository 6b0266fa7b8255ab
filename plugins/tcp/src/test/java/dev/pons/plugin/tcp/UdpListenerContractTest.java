package dev.pons.plugin.tcp;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** The contracts of a listener, over UDP, which has no answers. */
class UdpListenerContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new UdpSource();
    }

    @Override
    protected boolean answers() {
        return false;
    }

    @Override
    protected boolean isOneLine() {
        return true;
    }

    @Override
    protected String options(int port) {
        return "{ listen: " + port + " }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 5140, max-size: very, buffer: much }";
    }

    @Override
    protected String example() {
        return """
        source:
          udp: { listen: 5140 }
          format: tck
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    /** Its system tells it when nobody listens. */
    @Override
    protected SendingPeer peer(int port) throws IOException {
        var socket = new DatagramSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20);
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                socket.send(new DatagramPacket(body, body.length));
                try {
                    socket.receive(new DatagramPacket(new byte[1], 1));
                } catch (SocketTimeoutException nobodyComplained) {
                    return true;
                }
                throw new IOException("an answer");
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }
}
