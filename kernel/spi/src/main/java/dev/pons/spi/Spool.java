package dev.pons.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes a message of any size while it is read from a peer, in little memory: what is large, or
 * more than all connections together may hold, goes to disk. For a listener or poller that cannot
 * know how much will come; what surely is small needs no spool.
 */
@ProviderType
public interface Spool {

    /** The spool of this engine. */
    static Spool of(Context context) {
        return context.service(Spool.class);
    }

    /** Begins a message. Any thread. */
    Spooled begin();

    /** One message on its way. One thread. */
    @ProviderType
    interface Spooled extends AutoCloseable {

        /**
         * Adds bytes; the array may be used again. Never fails: what the disk does not take is
         * counted and let go, and {@link Intake#submit} then says BUSY.
         */
        void write(byte[] bytes, int from, int count);

        /**
         * What was written, good until {@link #close}; nothing is written behind it. Submit it as
         * it is, and the kernel takes the file without a copy.
         */
        Payload payload();

        /** Lets go of it: once, after it was submitted, or when nobody wants it. */
        @Override
        void close();
    }
}
