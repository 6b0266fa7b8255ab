package dev.pons.plugin.file.afar;

import dev.pons.plugin.file.store.Found;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One connection to a server of files: what differs between protocols. One thread at a time, {@link
 * #close} apart.
 *
 * <p>What the server says of a file is a {@code FileSystemException}, with the kinds of the JDK
 * ({@code NoSuchFileException}, {@code AccessDeniedException}) and no text of the server. A {@code
 * StoreException} is in words for operators. Any other {@code IOException}: the connection is
 * broken, and it is not known whether the server did what it was asked.
 */
public interface Line extends Link {

    /** How a new one is made, not yet open. */
    @FunctionalInterface
    interface Maker {

        /** Does nothing yet. */
        Line make();
    }

    /** The plain files of a folder with such names; links and folders are none. */
    List<Found> list(String folder, Predicate<String> wanted) throws IOException;

    /** A file; empty: there is none, and no folder of that name. */
    Optional<Found> look(String file) throws IOException;

    /** There is a folder of that name. */
    boolean isFolder(String folder) throws IOException;

    /** Makes a folder in one that is there. */
    void folder(String folder) throws IOException;

    /** From a place in the file to its end; close it before anything else is asked. */
    InputStream read(String file, long from) throws IOException;

    /** Writes a file, over one that is there. */
    void write(String file, Payload body) throws IOException;

    /** Writes at the end of a file, which has so many bytes; a file that is not there has none. */
    void append(String file, long size, Payload body) throws IOException;

    /** Cuts a file off behind so many bytes. */
    void cut(String file, long size) throws IOException;

    /** Gives a file another name, which was free a moment ago. */
    void rename(String from, String to) throws IOException;

    /** The same, in place of what has the name. */
    void replace(String from, String to) throws IOException;

    /** Deletes a file. */
    void delete(String file) throws IOException;

    /** What was written survives a power cut of the server, where it can promise that. */
    void sync(String file) throws IOException;
}
