package dev.pons.spi.net;

import dev.pons.spi.Context;
import dev.pons.spi.NotSentException;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;
import java.util.List;

/**
 * Datagrams (UDP, RFC 768): sockets that the kernel owns, with allow-lists done once. All are
 * closed when the instance that asked is closed; a port goes on with the next version of the
 * plugin, and what came meanwhile is not lost.
 */
@ProviderType
public interface Datagrams {

    /** More cannot be in one datagram over IPv4, in bytes. */
    int LONGEST = 65_507;

    /** The one of this instance. */
    static Datagrams of(Context context) {
        return context.service(Datagrams.class);
    }

    /**
     * Receives on a port; call it in {@code start}, at most once per port. Host, port and
     * allow-list count, the limits for connections do not. A host that is a multicast address joins
     * that group and hears nothing else.
     */
    void receive(Listen port, Receiving how, Receiver receiver) throws IOException;

    /**
     * A way to a peer, whose name is looked up now. {@code NotSentException}: there is no such
     * host, or this system has no such way.
     */
    Sender sender(Peer peer, Sending how) throws NotSentException;

    /** How a port receives; options of a plugin may be one. */
    @ConsumerType
    interface Receiving {

        /**
         * Bytes that the system keeps while the receiver is busy; it may give less. 0: its usual.
         */
        default int buffer() {
            return 0;
        }

        /** Where a multicast group is heard: {@code eth0}. Empty: everywhere. */
        default String networkInterface() {
            return "";
        }
    }

    /** How datagrams leave; options of a plugin may be one. */
    @ConsumerType
    interface Sending {

        /** How many routers a multicast datagram may pass. */
        default int ttl() {
            return 1;
        }

        /** The peer may be a broadcast address. */
        default boolean broadcast() {
            return false;
        }

        /** Where multicast leaves: {@code eth0}. Empty: as the system likes. */
        default String networkInterface() {
            return "";
        }
    }

    /** One datagram: its bytes, and who sent it as text for {@code meta}. */
    record Datagram(byte[] bytes, String peer) {

        /** Length only; never content. */
        @Override
        public String toString() {
            return "Datagram[" + bytes.length + " bytes]";
        }
    }

    /** Takes what came. */
    @ConsumerType
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes all that has come, oldest first: at least one, at most some hundreds. Called on one
         * kernel thread, never twice at once. While it runs the system keeps what comes, as far as
         * its buffer goes. An exception is counted, and those datagrams are gone.
         */
        void take(List<Datagram> some) throws Exception;
    }

    /** A way out. One thread; {@link #close()} for any. */
    @ProviderType
    interface Sender extends AutoCloseable {

        /**
         * Gives one datagram to the network, which may lose it. {@code NotSentException}: it surely
         * did not leave, which may also be how the system tells that the one before reached nobody.
         */
        void send(byte[] datagram) throws NotSentException;

        @Override
        void close();
    }
}
