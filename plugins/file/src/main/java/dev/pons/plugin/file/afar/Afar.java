package dev.pons.plugin.file.afar;

import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.Content;
import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.plugin.file.store.Streams;
import dev.pons.plugin.file.store.UnsureException;
import dev.pons.plugin.file.store.Words;
import dev.pons.spi.Context;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files on a server. What was asked when a line broke is looked for on a new one, so that nothing
 * is done twice or by half; only where no new line comes, it is not known.
 */
public final class Afar implements Store {

    private final Wire<Line> wire;
    private final Address address;
    private final String user;
    private final Claims claims;
    private final Fetching fetching;

    private Afar(Wire<Line> wire, Login login, Claims claims, Fetching fetching) {
        this.wire = wire;
        this.address = login.address();
        this.user = login.user();
        this.claims = claims;
        this.fetching = fetching;
    }

    /**
     * Of one poller or lane; nothing is opened yet.
     *
     * @param claims shared by all lanes and channels
     */
    public static Afar of(Login login, Line.Maker maker, Claims claims, Context context) {
        var wire = new Wire<>(maker::make, login.address().server(), context::executor);
        return new Afar(wire, login, claims, new Fetching(() -> Spool.of(context)));
    }

    @Override
    public String shown(String folder) {
        return address.shown(folder);
    }

    @Override
    public String user() {
        return "the user " + user + " of that server";
    }

    @Override
    public String in(String folder, String name) {
        return Address.in(folder, name);
    }

    @Override
    public void open() throws IOException {
        wire.open();
    }

    @Override
    public void rest() {
        wire.rest();
    }

    @Override
    public List<Found> list(String folder, Predicate<String> wanted) throws IOException {
        try {
            return wire.again(line -> line.list(folder, wanted));
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    "the folder %s does not exist: create it, or correct the option folder"
                            .formatted(shown(folder)));
        } catch (FileSystemException e) {
            throw new StoreException(
                    "the folder %s cannot be read (%s): let %s read it"
                            .formatted(shown(folder), Words.of(e), user()));
        }
    }

    @Override
    public void folder(String folder, boolean create) throws IOException {
        if (wire.again(line -> line.isFolder(folder))) {
            return;
        }
        if (!create) {
            throw new NoSuchFileException("");
        }
        var slash = folder.lastIndexOf('/');
        if (slash > 0) {
            folder(folder.substring(0, slash), true);
        }
        try {
            wire.doOnce(line -> line.folder(folder));
        } catch (FileSystemException e) {
            // another lane may have made it in the meantime
            if (!wire.again(line -> line.isFolder(folder))) {
                throw e;
            }
        }
    }

    /** A server says so when it is tried. */
    @Override
    public boolean writable(String folder) {
        return true;
    }

    /** All of it is fetched first: while the engine takes it, nothing is asked of the server. */
    @Override
    public @Nullable Content content(Found file) throws IOException {
        var content = wire.again(line -> fetch(line, file));
        var good = false;
        try {
            good = content.body().size() == file.size() && isAsItWas(file);
            return good ? content : null;
        } finally {
            if (!good) {
                content.close();
            }
        }
    }

    private boolean isAsItWas(Found file) throws IOException {
        return look(file.path())
                .filter(now -> now.size() == file.size() && now.time().equals(file.time()))
                .isPresent();
    }

    private Content fetch(Line line, Found file) throws IOException {
        try (var in = line.read(file.path(), 0)) {
            return fetching.of(in, file.size());
        }
    }

    @Override
    public boolean move(String from, String to) throws IOException {
        return publish(from, to);
    }

    @Override
    public void delete(String file) throws IOException {
        try {
            wire.doAgain(line -> line.delete(file));
        } catch (NoSuchFileException e) {
            return; // it is away, which is all that is wanted
        }
    }

    @Override
    public void write(String file, Payload body) throws IOException {
        wire.doAgain(line -> line.write(file, body));
    }

    @Override
    public void sync(String folder, List<String> written) throws IOException {
        for (var file : written) {
            wire.doAgain(line -> line.sync(file));
        }
    }

    /** No server has a word for that. */
    @Override
    public void sync(String folder) {}

    @Override
    public boolean publish(String written, String file) throws IOException {
        if (look(file).isPresent()) {
            return false;
        }
        try {
            wire.doOnce(line -> line.rename(written, file));
            return true;
        } catch (BrokenException e) {
            return wasRenamed(written, file, e);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // many servers have one word for all failures; another lane may have taken the name
            if (look(file).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void replace(String written, String file) throws IOException {
        try {
            wire.doOnce(line -> line.replace(written, file));
        } catch (BrokenException e) {
            wasRenamed(written, file, e);
        }
    }

    /** The line broke before the answer came: a new one tells. */
    private boolean wasRenamed(String written, String file, BrokenException e) throws IOException {
        try {
            if (look(written).isPresent()) {
                throw e; // it still has its old name
            }
            if (look(file).isPresent()) {
                return true;
            }
        } catch (IOException none) {
            if (none == e) {
                throw e;
            }
        }
        throw new UnsureException(
                "the connection to %s broke while a file was given its name: look whether it is there"
                        .formatted(address.server()));
    }

    private Optional<Found> look(String file) throws IOException {
        return wire.again(line -> line.look(file));
    }

    @Override
    public boolean same(Payload body, String file) throws IOException {
        var there = look(file);
        return there.isPresent()
                && there.get().size() == body.size()
                && wire.again(line -> equal(line, file, 0, body));
    }

    private static boolean equal(Line line, String file, long from, Payload body)
            throws IOException {
        try (var there = line.read(file, from);
                var here = body.open()) {
            return Streams.same(here, there);
        }
    }

    @Override
    public void append(String file, List<Payload> messages, byte[] separator, boolean sync)
            throws IOException {
        var claim = shown(file);
        if (!claims.take(claim)) {
            throw new StoreException(
                    "another lane writes to the same file of %s just now"
                            .formatted(address.server()));
        }
        try {
            var size = look(file).map(Found::size).orElse(0L);
            var closeFirst = isOpenEnded(file, size, separator);
            var all = Joined.of(messages, separator, closeFirst);
            append(file, size, all);
            if (sync) {
                syncAppended(file);
            }
        } finally {
            claims.release(claim);
        }
    }

    /** What stands in the file is not written once more. */
    private void syncAppended(String file) throws IOException {
        try {
            wire.doAgain(line -> line.sync(file));
        } catch (IOException e) {
            throw new UnsureException(
                    "%s did not say that it has the message on disk".formatted(address.server()));
        }
    }

    /** The last line has no separator: a crash cut it off, or somebody else wrote it. */
    private boolean isOpenEnded(String file, long size, byte[] separator) throws IOException {
        return size > 0
                && separator.length > 0
                && (size < separator.length
                        || !wire.again(
                                line ->
                                        equal(
                                                line,
                                                file,
                                                size - separator.length,
                                                Payload.of(separator))));
    }

    private void append(String file, long size, Payload all) throws IOException {
        try {
            wire.doOnce(line -> line.append(file, size, all));
        } catch (BrokenException e) {
            settle(file, size, all, e);
        } catch (FileSystemException e) {
            if (cutBack(file, size, all)) {
                throw e;
            }
        }
    }

    /** The line broke: all of it is there, or none of it when this returns or throws. */
    private void settle(String file, long before, Payload all, BrokenException e)
            throws IOException {
        if (cutBack(file, before, all)) {
            throw e;
        }
    }

    /** Takes off what is there of it; false: all of it is there, and stays. */
    private boolean cutBack(String file, long before, Payload all) throws UnsureException {
        try {
            var size = look(file).map(Found::size).orElse(0L);
            if (size == before) {
                return true;
            }
            if (size > before + all.size()
                    || !wire.again(line -> begins(line, file, before, all))) {
                throw unsure(); // somebody else wrote there
            }
            if (size == before + all.size()) {
                return false;
            }
            wire.doOnce(line -> line.cut(file, before));
            return true;
        } catch (IOException e) {
            throw unsure();
        }
    }

    private static boolean begins(Line line, String file, long from, Payload all)
            throws IOException {
        try (var there = line.read(file, from);
                var here = all.open()) {
            return Streams.begins(here, there);
        }
    }

    private UnsureException unsure() {
        return new UnsureException(
                "a part of a message may stand at the end of a file of %s: look at it"
                        .formatted(address.server()));
    }

    @Override
    public void abort() {
        wire.abort();
    }

    @Override
    public void close() {
        wire.close();
    }
}
