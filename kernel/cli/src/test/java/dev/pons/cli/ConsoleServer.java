package dev.pons.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The engine's end of the console socket for tests: answers each connection with a script. */
final class ConsoleServer implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Path socket;

    interface Script {
        void talk(ConsoleServer.Peer peer) throws IOException;
    }

    ConsoleServer(Path base, Script script) throws IOException {
        socket = Files.createDirectories(base.resolve("data/run")).resolve("console.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> serve(script), "console-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Script script) {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    script.talk(new Peer(channel));
                }
            }
        } catch (ClosedChannelException e) {
            return; // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }

    record Frame(char type, String text) {}

    static final class Peer {

        private final SocketChannel channel;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }

        Frame read() throws IOException {
            ByteBuffer header = fill(ByteBuffer.allocate(5));
            char type = (char) header.get();
            ByteBuffer body = fill(ByteBuffer.allocate(header.getInt()));
            return new Frame(type, new String(body.array(), StandardCharsets.UTF_8));
        }

        private ByteBuffer fill(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            return buffer.flip();
        }

        void say(char type, String text) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            frame.write(type);
            frame.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
            frame.write(bytes);
            channel.write(ByteBuffer.wrap(frame.toByteArray()));
        }
    }
}
