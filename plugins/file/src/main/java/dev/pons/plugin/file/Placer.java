package dev.pons.plugin.file;

import dev.pons.plugin.file.FileDestination.Exists;
import dev.pons.plugin.file.FileDestination.Sync;
import dev.pons.spi.Attempt;
import dev.pons.spi.BatchDestination;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One file per message: written under a hidden name, synced, then given its name at once, so that
 * nobody ever sees half a file. The hidden name belongs to the message: an attempt after a crash
 * writes over what the crash left.
 */
final class Placer implements BatchDestination {

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final int MOST_NUMBERS = 100_000;
    private static final String NO_NAME =
            "the option name gives no name for a file (empty, too long, or with a path)";

    private final Outbox outbox;
    private final FileDestination.Options options;
    private final Clock clock;

    Placer(Outbox outbox, FileDestination.Options options, Clock clock) {
        this.outbox = outbox;
        this.options = options;
        this.clock = clock;
    }

    /** Also deletes hidden files of a crash whose message never came again. */
    @Override
    public void connect() throws IOException {
        outbox.prepare();
        var before = clock.instant().minus(ABANDONED);
        try (var left = Files.newDirectoryStream(outbox.folder(), ".pons-*.tmp")) {
            for (var file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw Words.notSent(outbox.folder(), e);
        }
    }

    @Override
    public List<Delivery> sendAll(List<Attempt> batch) throws IOException {
        return options.sync() == Sync.EACH ? each(batch) : together(batch);
    }

    /** A written file that waits for its name; without one it cannot have any. */
    private record Written(Path temp, Optional<Path> target) {}

    private List<Delivery> each(List<Attempt> batch) throws IOException {
        var results = new ArrayList<Delivery>();
        for (var attempt : batch) {
            results.addAll(together(List.of(attempt)));
            if (last(results).kind() != Delivery.Kind.DELIVERED) {
                break;
            }
        }
        return results;
    }

    /** All are written, then synced at once, then named in their order. */
    private List<Delivery> together(List<Attempt> batch) throws IOException {
        var written = new ArrayList<Written>();
        try {
            writeAll(batch, written);
            if (options.sync() != Sync.NONE) {
                Flush.all(outbox.folder(), written.stream().map(Written::temp).toList());
            }
            return named(written);
        } catch (IOException e) {
            throw Words.notSent(outbox.folder(), e);
        } finally {
            for (var one : written) {
                Files.deleteIfExists(one.temp());
            }
        }
    }

    /** As many as there is room for; an exception if there is none for the first. */
    private void writeAll(List<Attempt> batch, List<Written> written) throws IOException {
        try {
            for (var attempt : batch) {
                written.add(write(attempt));
            }
        } catch (IOException e) {
            if (written.isEmpty()) {
                throw e;
            }
        }
    }

    /** Up to the first that is not delivered; an exception if there is none to tell of. */
    private List<Delivery> named(List<Written> written) throws IOException {
        var results = new ArrayList<Delivery>();
        try {
            for (var one : written) {
                results.add(
                        one.target().isEmpty()
                                ? Delivery.rejected(NO_NAME)
                                : name(one.temp(), one.target().get()));
                if (last(results).kind() != Delivery.Kind.DELIVERED) {
                    break;
                }
            }
        } catch (IOException e) {
            if (results.isEmpty()) {
                throw e;
            }
        }
        if (options.sync() != Sync.NONE) {
            outbox.sync();
        }
        return results;
    }

    private static Delivery last(List<Delivery> results) {
        return results.get(results.size() - 1);
    }

    private Written write(Attempt attempt) throws IOException {
        var temp = outbox.folder().resolve(".pons-" + digest(attempt.key()) + ".tmp");
        try {
            write(attempt.message().body(), temp);
        } catch (IOException e) {
            Files.deleteIfExists(temp);
            throw e;
        }
        return new Written(temp, outbox.file(attempt.text(options.name())));
    }

    private void write(Payload body, Path temp) throws IOException {
        try (var file =
                        FileChannel.open(
                                temp,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING);
                var in = body.open()) {
            in.transferTo(Channels.newOutputStream(file));
        }
    }

    /** An equal file of that name is this message, from an attempt before a crash. */
    private Delivery name(Path temp, Path target) throws IOException {
        if (options.exists() == Exists.REPLACE) {
            Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
            return Delivery.delivered();
        }
        var most = options.exists() == Exists.NUMBER ? MOST_NUMBERS : 1;
        for (var number = 1; number <= most; number++) {
            var free =
                    target.resolveSibling(Shelf.numbered(target.getFileName().toString(), number));
            if (take(temp, free) || Files.mismatch(temp, free) < 0) {
                return Delivery.delivered();
            }
        }
        return Delivery.rejected(
                "another file with this name is in "
                        + outbox.folder()
                        + "; move it away and release the message, or set exists to number or"
                        + " replace");
    }

    /** False: the name is taken. */
    private static boolean take(Path temp, Path target) throws IOException {
        try {
            Files.createLink(target, temp); // unlike a rename, never replaces
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return takeWithoutLinks(temp, target);
        }
    }

    /** On file systems without hard links (SMB, FAT): a look, then a rename. */
    private static boolean takeWithoutLinks(Path temp, Path target) throws IOException {
        if (Files.exists(target)) {
            return false;
        }
        Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static String digest(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            var bytes = hash.digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
