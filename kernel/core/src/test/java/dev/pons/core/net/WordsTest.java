package dev.pons.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** What is said of a line that broke. */
class WordsTest {

    /** A sender that reads no answers and leaves: the pipe breaks under the answer. */
    @Test
    void aBrokenPipeIsSaidInWords() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var peer = SocketChannel.open(server.getLocalAddress());
            try (var line = server.accept()) {
                peer.close();
                assertThat(Words.of(broken(line)))
                        .contains("the connection broke")
                        .doesNotContain("Exception")
                        .doesNotContain("sun.nio");
            }
        }
    }

    private static IOException broken(SocketChannel line) {
        try {
            while (true) {
                line.write(ByteBuffer.allocate(1 << 16));
            }
        } catch (IOException e) {
            return e;
        }
    }
}
