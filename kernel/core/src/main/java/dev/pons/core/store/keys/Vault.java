package dev.pons.core.store.keys;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of a data folder. Off when no master key is given: then files are plain. Any thread.
 *
 * <p>The file {@code keys} of the folder holds a root key, wrapped as the key of a file is. It
 * shows at a start whether the master key is the right one, and other keys that must outlive a
 * change of the master key are derived from it.
 */
public final class Vault {

    /** Encryption is off. */
    public static final Vault OFF = new Vault(MasterKey.Given.NOTHING, null);

    private final MasterKey.Given given;
    private final byte @Nullable [] root;

    /** Gives the vault of a data folder, when that is locked. */
    @FunctionalInterface
    public interface Keys {
        /** {@code IOException}: the key is missing or wrong; says what to do. */
        Vault of(Path folder) throws IOException;
    }

    private Vault(MasterKey.Given given, byte @Nullable [] root) {
        this.given = given;
        this.root = root;
    }

    /**
     * Opens the vault of a data folder with what the operator gave.
     *
     * @param folder the data folder; it exists
     * @param file {@code etc/master.key}; it need not exist
     * @param environment asked for {@code PONS_MASTER_KEY} and {@code PONS_MASTER_KEY_OLD}
     * @throws IOException the key is missing, wrong or can be read by others; says what to do
     */
    public static Vault open(Path folder, Path file, Function<String, Optional<String>> environment)
            throws IOException {
        return open(folder, MasterKey.given(file, environment));
    }

    /** Without a master key; refused if the folder is encrypted. */
    public static Vault off(Path folder) throws IOException {
        return open(folder, MasterKey.Given.NOTHING);
    }

    private static Vault open(Path folder, MasterKey.Given given) throws IOException {
        var keys = folder.resolve("keys");
        var exists = Files.exists(keys);
        if (given.key().isEmpty()) {
            if (exists) {
                throw new IOException(
                        "The data folder "
                                + folder
                                + " is encrypted and no master key is given: put it into"
                                + " etc/master.key or PONS_MASTER_KEY");
            }
            return OFF;
        }
        if (!exists) {
            return begin(folder, keys, given);
        }
        var block = Files.readAllBytes(keys);
        if (block.length != KeyBlock.LENGTH) {
            throw new IOException(keys + " is damaged: put it back from a copy");
        }
        return new Vault(given, KeyBlock.open(block, given, keys));
    }

    private static Vault begin(Path folder, Path keys, MasterKey.Given given) throws IOException {
        var root = Crypt.random(Crypt.KEY);
        var next = folder.resolve("keys.next");
        try (var channel =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var block = ByteBuffer.wrap(KeyBlock.make(given.key().orElseThrow(), root));
            while (block.hasRemaining()) {
                channel.write(block);
            }
            channel.force(true);
        }
        Files.move(next, keys, StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return new Vault(given, root);
    }

    /** New files are to be encrypted. */
    public boolean isOn() {
        return root != null;
    }

    /** A key for a new file; null: encryption is off. */
    public @Nullable FileKey fresh() {
        if (root == null) {
            return null;
        }
        var secret = Crypt.random(Crypt.KEY);
        var key = new FileKey(secret, KeyBlock.make(given.key().orElseThrow(), secret));
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    /**
     * The key of a file that is there.
     *
     * @param block the {@link KeyBlock#LENGTH} bytes in its header
     * @throws IOException no key that was given opens it; names the file
     */
    public FileKey open(byte[] block, Path file) throws IOException {
        var secret = KeyBlock.open(block, given, file);
        var key = new FileKey(secret, block);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    /**
     * Wraps the key in a file's header by the current master key, if an older one does. Nothing
     * else of the file changes.
     *
     * @param at where the block begins
     * @return it was wrapped anew
     */
    public boolean rewrap(Path file, long at) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return KeyBlock.rewrap(channel, at, given, file);
        }
    }

    /** An old master key was given beside the new one. */
    public boolean isChanging() {
        return root != null && given.old().isPresent();
    }

    /**
     * 32 bytes for what is not a file of its own, such as columns of the index; the same for ever,
     * whatever the master key is. Empty: encryption is off.
     *
     * @param purpose names it; another purpose gives another key
     */
    public Optional<byte[]> derived(String purpose) {
        return root == null ? Optional.empty() : Optional.of(Crypt.mac(root, purpose));
    }

    /**
     * The key of a stream with this salt, which has no header that could be wrapped anew.
     *
     * @param name begins the words of the error that encryption is off
     */
    FileKey key(byte[] salt, String name) throws IOException {
        if (root == null) {
            throw new IOException(
                    name
                            + " is encrypted and no master key is given: put it into"
                            + " etc/master.key or PONS_MASTER_KEY");
        }
        var secret = Crypt.mac(root, "stream " + HexFormat.of().formatHex(salt));
        return new FileKey(secret, new byte[0]);
    }

    /** The key for protected columns of the search index. */
    public Optional<byte[]> indexKey() {
        return derived("index");
    }

    /** Never a key. */
    @Override
    public String toString() {
        return isOn() ? "Vault[on]" : "Vault[off]";
    }
}
