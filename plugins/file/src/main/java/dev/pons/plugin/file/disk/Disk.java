package dev.pons.plugin.file.disk;

import dev.pons.plugin.file.store.Content;
import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.plugin.file.store.Streams;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Files of this machine, by their absolute paths. */
public final class Disk implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    /** More is not read into memory. */
    private static final int LARGE = 1 << 20;

    private final OpenFiles files;
    private @Nullable OpenFile current;

    /** With the files that are open for appending, shared by all lanes and channels. */
    public Disk(OpenFiles files) {
        this.files = files;
    }

    @Override
    public String shown(String folder) {
        return folder;
    }

    @Override
    public String user() {
        return "the user " + System.getProperty("user.name");
    }

    @Override
    public String in(String folder, String name) {
        return Path.of(folder).resolve(name).toString();
    }

    @Override
    public void open() {
        // a disk is always within reach, as far as can be known
    }

    @Override
    public List<Found> list(String folder, Predicate<String> wanted) throws IOException {
        var at = Path.of(folder);
        if (!Files.isDirectory(at)) {
            throw new StoreException(
                    "the folder "
                            + folder
                            + (Files.exists(at) ? " is not a folder" : " does not exist")
                            + ": create it, or correct the option folder");
        }
        var found = new ArrayList<Found>();
        try (var paths =
                Files.newDirectoryStream(at, p -> wanted.test(p.getFileName().toString()))) {
            for (var path : paths) {
                look(at, path).ifPresent(found::add);
            }
        } catch (DirectoryIteratorException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return found;
    }

    private StoreException unreadable(String folder, IOException e) {
        return new StoreException(
                "the folder %s cannot be read (%s): let %s read it"
                        .formatted(folder, Words.of(e), user()));
    }

    private static Optional<Found> look(Path folder, Path path) throws IOException {
        var name = path.getFileName().toString();
        try {
            var link = Files.isSymbolicLink(path);
            if (link && !path.toRealPath().startsWith(folder.toRealPath())) {
                var itself = attributes(path, LinkOption.NOFOLLOW_LINKS);
                var time = itself.lastModifiedTime().toInstant();
                return Optional.of(new Found(path.toString(), name, 0, time, true));
            }
            var file = attributes(path);
            var time = file.lastModifiedTime().toInstant();
            return file.isRegularFile()
                    ? Optional.of(new Found(path.toString(), name, file.size(), time, false))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // taken away since, or a link to nowhere
        }
    }

    private static BasicFileAttributes attributes(Path path, LinkOption... links)
            throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, links);
    }

    @Override
    public void folder(String folder, boolean create) throws IOException {
        if (create) {
            Files.createDirectories(Path.of(folder));
        } else if (!Files.exists(Path.of(folder))) {
            throw new NoSuchFileException(folder);
        }
    }

    @Override
    public boolean writable(String folder) {
        return Files.isWritable(Path.of(folder));
    }

    /** A large one is read by the kernel, which sees if it changes. */
    @Override
    public @Nullable Content content(Found file) throws IOException {
        var path = Path.of(file.path());
        if (file.size() > LARGE) {
            return Content.of(new Large(path, file.size()));
        }
        var bytes = Files.readAllBytes(path);
        return bytes.length == file.size() ? Content.of(Payload.of(bytes)) : null;
    }

    /** What stands in the file. */
    private record Large(Path path, long size) implements Payload {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    @Override
    public boolean move(String from, String to) throws IOException {
        try {
            Files.move(Path.of(from), Path.of(to));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(Path.of(file));
    }

    @Override
    public void write(String file, Payload body) throws IOException {
        try (var out =
                        FileChannel.open(
                                Path.of(file),
                                StandardOpenOption.WRITE,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING);
                var in = body.open()) {
            in.transferTo(Channels.newOutputStream(out));
        }
    }

    @Override
    public void sync(String folder, List<String> written) throws IOException {
        Flush.all(Path.of(folder), written.stream().map(Path::of).toList());
    }

    @Override
    public void sync(String folder) throws IOException {
        try (var itself = FileChannel.open(Path.of(folder), StandardOpenOption.READ)) {
            itself.force(true);
        }
    }

    @Override
    public boolean publish(String written, String file) throws IOException {
        try {
            Files.createLink(Path.of(file), Path.of(written)); // unlike a rename, never replaces
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return publishWithoutLinks(written, file);
        }
    }

    /** On file systems without hard links (SMB, FAT): a look, then a rename. */
    private boolean publishWithoutLinks(String written, String file) throws IOException {
        if (Files.exists(Path.of(file))) {
            return false;
        }
        replace(written, file);
        return true;
    }

    @Override
    public void replace(String written, String file) throws IOException {
        Files.move(Path.of(written), Path.of(file), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public boolean same(Payload body, String file) throws IOException {
        var path = Path.of(file);
        if (Files.size(path) != body.size()) {
            return false;
        }
        try (var there = Files.newInputStream(path);
                var here = body.open()) {
            return Streams.same(here, there);
        }
    }

    @Override
    public void append(String file, List<Payload> messages, byte[] separator, boolean sync)
            throws IOException {
        var path = Path.of(file);
        var fresh = open(path).append(messages, separator, sync);
        var folder = path.getParent();
        if (fresh && sync && folder != null) {
            sync(folder.toString());
        }
    }

    private OpenFile open(Path path) throws IOException {
        var file = current;
        if (file == null || !file.path().equals(path)) {
            close();
            file = files.borrow(path);
            current = file;
        }
        return file;
    }

    @Override
    public void close() {
        var file = current;
        current = null;
        if (file != null) {
            try {
                files.release(file);
            } catch (IOException e) {
                LOG.debug("a file that was appended to could not be closed: {}", Words.of(e));
            }
        }
    }
}
