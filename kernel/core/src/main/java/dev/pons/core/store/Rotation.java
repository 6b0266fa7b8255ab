package dev.pons.core.store;

import dev.pons.core.store.keys.Vault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Wraps the keys of all files by the new master key, when an old one is given beside it. Nothing
 * else of a file changes. What a crash leaves undone the next start does.
 */
final class Rotation {

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    private final Path data;
    private final Vault vault;

    Rotation(Path data, Vault vault) {
        this.data = data;
        this.vault = vault;
    }

    /**
     * When the journal is recovered, before anyone writes. {@code IOException}: some files still
     * need the old key.
     */
    void run() throws IOException {
        if (!vault.isChanging()) {
            return;
        }
        var count = 0;
        for (var folder : new String[] {"journal", "archive"}) {
            count += files(data.resolve(folder));
        }
        // last, so that a start with the new key alone is refused until all is done
        vault.rewrap(data.resolve("keys"), 0);
        LOG.info(
                "the keys of {} files are wrapped by the new master key; take the old one away, and"
                        + " keep it with the backups that were made under it",
                count);
    }

    /**
     * New keys would not open what was written under lost ones: refused before they are made, by
     * the last segment there is.
     */
    static void refuseWithoutKeys(Path data) throws IOException {
        var keys = data.resolve("keys");
        if (Files.exists(keys)) {
            return;
        }
        Path last = null;
        try (var files = Files.newDirectoryStream(data.resolve("journal"), "*.log")) {
            for (var file : files) {
                last = last == null || file.compareTo(last) > 0 ? file : last;
            }
        } catch (NoSuchFileException e) {
            return;
        }
        if (last != null && isSealed(last)) {
            throw new IOException(
                    "The file "
                            + keys
                            + " is missing, and files of the folder are encrypted: put it back"
                            + " from a copy");
        }
    }

    private int files(Path folder) throws IOException {
        var count = 0;
        try (var files = Files.newDirectoryStream(folder, "*.{log,facts,content}")) {
            for (var file : files) {
                count += isSealed(file) && vault.rewrap(file, Frames.HEADER) ? 1 : 0;
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return count;
    }

    private static boolean isSealed(Path file) throws IOException {
        if (Files.size(file) < SegmentForm.start(true)) {
            return false;
        }
        var header = ByteBuffer.allocate(Frames.HEADER);
        try (var in = new SegmentFile(file)) {
            in.read(header, 0);
        }
        return file.toString().endsWith(".log")
                ? Frames.isSealed(header.array())
                : Blocks.check(header.array(), file);
    }
}
