package dev.pons.core.net;

import dev.pons.core.net.tls.PeerNames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * How bytes go over a channel that does not block: as they are, or sealed. One thread reads, one at
 * a time writes, which may be another.
 */
interface Pipe {

    /** Some bytes; 0: none now; -1: there will be none. */
    int read(ByteBuffer target) throws IOException;

    /** Takes all that it can of these bytes; false: some are left here or inside. */
    boolean write(ByteBuffer source) throws IOException;

    /** Bytes are inside that can be read without the channel. */
    boolean holds();

    /** The names in the certificate that the peer proved; empty: none was asked for. */
    Optional<PeerNames> names();

    /** Tells the peer that no more comes, if that goes at once. */
    void end();

    /** Nobody reads or writes for a while: lets go of what is empty. */
    void rest();

    /** As they are. */
    record Plain(SocketChannel channel) implements Pipe {

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public boolean write(ByteBuffer source) throws IOException {
            channel.write(source);
            return !source.hasRemaining();
        }

        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Optional<PeerNames> names() {
            return Optional.empty();
        }

        @Override
        public void end() {}

        @Override
        public void rest() {}
    }
}
