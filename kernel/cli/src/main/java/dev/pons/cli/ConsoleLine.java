package dev.pons.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The client's end of the engine's console socket. Every frame is a type byte, a big-endian length
 * (int32) and that many bytes.
 *
 * <pre>
 * to the engine    E  command line     I  term=xterm;cols=80;rows=24
 *                  i  stdin            x  end of stdin       w  cols;rows
 * from the engine  o  stdout           e  stderr             q  exit code, then it closes
 * </pre>
 *
 * One thread reads, any may write. The channel is used directly, because its stream adapters let no
 * write pass while a read waits (JDK 17).
 */
final class ConsoleLine implements AutoCloseable {

    private static final String CLOSED = "the engine closed the console";
    private static final int HEADER = 5;
    private static final int LARGEST = 16 * 1024 * 1024;

    private final SocketChannel channel;

    private ConsoleLine(SocketChannel channel) {
        this.channel = channel;
    }

    static ConsoleLine open(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            throw new NotRunningException();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (SocketException e) {
            channel.close();
            if (socket.toString().length() > 100) {
                throw new IOException(
                        "the path of the console's socket is too long for the operating system ("
                                + socket
                                + "); choose a PONS_BASE with a shorter path",
                        e);
            }
            throw new NotRunningException();
        }
        return new ConsoleLine(channel);
    }

    /**
     * A command line with nothing to read, in one piece: the engine may answer and close at once.
     */
    void command(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(
                ByteBuffer.allocate(2 * HEADER + bytes.length)
                        .put((byte) 'E')
                        .putInt(bytes.length)
                        .put(bytes)
                        .put((byte) 'x')
                        .putInt(0));
    }

    void send(char type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(type, bytes, bytes.length);
    }

    void send(char type, byte[] bytes, int length) throws IOException {
        write(
                ByteBuffer.allocate(HEADER + length)
                        .put((byte) type)
                        .putInt(length)
                        .put(bytes, 0, length));
    }

    private synchronized void write(ByteBuffer frames) throws IOException {
        frames.flip();
        try {
            while (frames.hasRemaining()) {
                channel.write(frames);
            }
        } catch (IOException e) {
            throw new IOException(CLOSED, e);
        }
    }

    /** Copies what the engine prints until it gives the exit code, which is returned. */
    int pump(OutputStream out, OutputStream err) throws IOException {
        while (true) {
            ByteBuffer header = read(HEADER);
            if (header == null) {
                throw new IOException(CLOSED);
            }
            char type = (char) header.get();
            int length = header.getInt();
            if (length < 0 || length > LARGEST) {
                throw new IOException("the console's socket speaks another protocol");
            }
            ByteBuffer body = read(length);
            if (body == null) {
                throw new IOException(CLOSED);
            }
            if (type == 'q') {
                return exitCode(new String(body.array(), StandardCharsets.UTF_8));
            }
            OutputStream to = type == 'e' ? err : out;
            to.write(body.array());
            to.flush();
        }
    }

    private static int exitCode(String text) throws IOException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("the engine gave '" + text + "' as exit code", e);
        }
    }

    private @Nullable ByteBuffer read(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    return null;
                }
            }
        } catch (SocketException e) {
            throw new IOException(CLOSED, e);
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
