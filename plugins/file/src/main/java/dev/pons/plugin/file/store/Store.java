package dev.pons.plugin.file.store;

import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where files are: a disk, or a server. Paths are the store's own text; {@link #in} makes them. One
 * instance for one poller or one lane: one thread at a time, {@link #abort} apart.
 *
 * <p>What fails is a {@link StoreException} in words for operators; {@link BrokenException} if the
 * store is out of reach, {@link UnsureException} if it is not known what was done. A {@code
 * FileSystemException} is about one file, and nothing was done; its text may name the file, which
 * is content: {@link Words} says it without. A file that is not there is a {@code
 * NoSuchFileException}.
 */
public interface Store extends AutoCloseable {

    /** As people know the folder, for words: never with a password. */
    String shown(String folder);

    /** Who must have the rights, for words: {@code the user karaf}. */
    String user();

    /** The path of a file in a folder. */
    String in(String folder, String name);

    /** Is within reach from now on; asked again whenever that is wanted. */
    void open() throws IOException;

    /** Nothing is asked for a while. */
    default void rest() {}

    /** The files in a folder with such names, in any order; no folders. */
    List<Found> list(String folder, Predicate<String> wanted) throws IOException;

    /** There is a folder; one that is missing is created if wanted, with those above it. */
    void folder(String folder, boolean create) throws IOException;

    /** As far as is known without trying. */
    boolean writable(String folder);

    /** What stands in the file; null: it is not any more as it was seen. Close it. */
    @Nullable Content content(Found file) throws IOException;

    /** Moves a file; false: the name is taken. */
    boolean move(String from, String to) throws IOException;

    /** Deletes a file; one that is not there is deleted. */
    void delete(String file) throws IOException;

    /** Writes a file under a name that nobody looks at; one that is there is written over. */
    void write(String file, Payload body) throws IOException;

    /**
     * Writes what is to be published before the call that has the body returns. A store whose files
     * are whole or not there may only remember it; {@link #delete} forgets it.
     */
    default void stage(String file, Payload body) throws IOException {
        write(file, body);
    }

    /** A crash leaves what was staged in the folder. */
    default boolean leavesStaged() {
        return true;
    }

    /** These survive a power cut when it returns, as far as the store can promise it. */
    void sync(String folder, List<String> written) throws IOException;

    /** So do new names in the folder. */
    void sync(String folder) throws IOException;

    /**
     * Gives a written file its name, at once; false: the name is taken. What was written may stay
     * beside it, to be deleted.
     */
    boolean publish(String written, String file) throws IOException;

    /** The same, in place of what has the name. */
    void replace(String written, String file) throws IOException;

    /** Exactly this stands in the file. */
    boolean same(Payload body, String file) throws IOException;

    /**
     * Puts messages at the end of a file, which is created if it is not there. All or nothing,
     * unless it is an {@link UnsureException}.
     *
     * @param separator follows each; also closes a last line that a crash left open
     * @param sync they survive a power cut when it returns, as far as the store can promise it
     */
    void append(String file, List<Payload> messages, byte[] separator, boolean sync)
            throws IOException;

    /** Makes what runs end soon. Any thread. */
    default void abort() {}

    @Override
    void close();
}
