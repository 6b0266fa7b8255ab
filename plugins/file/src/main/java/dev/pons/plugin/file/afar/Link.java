package dev.pons.plugin.file.afar;

import java.io.IOException;

/** One connection, as a {@link Wire} keeps it. One thread at a time, {@link #close} apart. */
public interface Link extends AutoCloseable {

    /** Connects and logs in, once. */
    void open() throws IOException;

    /** Nobody has closed it, as far as is known. */
    boolean isOpen();

    @Override
    void close();
}
