package dev.pons.core.store.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of 32 bytes that the operator gives. It wraps the keys of files and nothing else.
 *
 * @param id tells keys apart, and nothing of the key
 */
record MasterKey(SecretKeySpec secret, long id) {

    /** What the operator gave: the key, and the one before it while keys are changed. */
    record Given(Optional<MasterKey> key, Optional<MasterKey> old) {

        /** Encryption is off. */
        static final Given NOTHING = new Given(Optional.empty(), Optional.empty());
    }

    private static final String VARIABLE = "PONS_MASTER_KEY";
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    static MasterKey of(byte[] bytes) {
        var secret = new SecretKeySpec(bytes, "AES");
        return new MasterKey(secret, Crypt.number(Crypt.mac(bytes, "pons master key id")));
    }

    /** From the environment, or else from the file. */
    static Given given(Path file, Function<String, Optional<String>> environment)
            throws IOException {
        var key = environment.apply(VARIABLE).filter(text -> !text.isBlank());
        if (key.isPresent()) {
            var old = environment.apply(VARIABLE + "_OLD").filter(text -> !text.isBlank());
            return new Given(
                    Optional.of(decode(key.get(), VARIABLE)),
                    old.isPresent()
                            ? Optional.of(decode(old.get(), VARIABLE + "_OLD"))
                            : Optional.empty());
        }
        if (!Files.exists(file)) {
            return Given.NOTHING;
        }
        refuseOthers(file);
        var lines =
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        return given(file, lines);
    }

    private static Given given(Path file, List<String> lines) throws IOException {
        if (lines.isEmpty() || lines.size() > 2) {
            throw new IOException(
                    file
                            + " must have one line with the master key, and a second one with the"
                            + " key before it while keys are changed; it has "
                            + lines.size());
        }
        return new Given(
                Optional.of(decode(lines.get(0), file + ", line 1,")),
                lines.size() == 2
                        ? Optional.of(decode(lines.get(1), file + ", line 2,"))
                        : Optional.empty());
    }

    private static void refuseOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        for (var permission : Files.getPosixFilePermissions(file)) {
            if (OF_OTHERS.contains(permission)) {
                throw new IOException(
                        "Every user of this machine can read the master key: type chmod 600 "
                                + file);
            }
        }
    }

    private static MasterKey decode(String text, String where) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw noKey(where);
        }
        if (bytes.length != Crypt.KEY) {
            throw noKey(where);
        }
        try {
            return of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Without the cause, which would show a part of the key. */
    private static IOException noKey(String where) {
        return new IOException(
                where
                        + " is no master key: it must be 32 bytes in base64; make one with openssl"
                        + " rand -base64 32");
    }

    /** The key of a file, for its header. */
    byte[] wrap(byte[] fileKey, byte[] nonce) {
        return Crypt.gcm(Cipher.ENCRYPT_MODE, secret, nonce, fileKey);
    }

    /** The other way; {@code IOException}: it is not what this key wrapped. */
    byte[] unwrap(byte[] wrapped, byte[] nonce) throws IOException {
        return Crypt.opened(secret, nonce, wrapped);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "MasterKey[" + Long.toHexString(id) + "]";
    }
}
