package dev.pons.core.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One content in a file of its own, below {@code large/} of the data folder. Until its entry is
 * known to be durable it stands in {@code large/new/}.
 *
 * @param folder {@code large/}
 * @param digest SHA-256 of the bytes, in hex; who reads to the end has it checked
 */
record SideFile(SideFolder folder, String name, long length, String digest) {

    private static final int BUFFER = 64 << 10;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    Path settled() {
        return folder.resolve(name);
    }

    Path fresh() {
        return folder.resolve("new").resolve(name);
    }

    /** Wherever it stands now. */
    Path path() {
        return Files.exists(settled()) ? settled() : fresh();
    }

    InputStream open() throws IOException {
        return new Checked(found());
    }

    private InputStream found() throws IOException {
        // it moves at most once, from new to settled
        for (var path : new Path[] {settled(), fresh(), settled()}) {
            try {
                return folder.read(path);
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        throw new IOException(
                "The large message file "
                        + settled()
                        + " is missing: put it back from a copy; without it the message cannot be"
                        + " sent");
    }

    /** Its size and digest must be those of the entry. */
    private final class Checked extends FilterInputStream {

        private final MessageDigest sum = sha256();
        private long left = length;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            var got = in.read(into, from, count);
            if (got > left || got < 0 && left > 0) {
                throw damaged();
            }
            if (got > 0) {
                left -= got;
                sum.update(into, from, got);
                checkEnd();
            }
            return got;
        }

        private void checkEnd() throws IOException {
            if (left == 0 && !hex(sum).equals(digest)) {
                throw damaged();
            }
        }

        /** By reading, since the bytes count for the digest. */
        @Override
        public long skip(long count) throws IOException {
            var buffer = new byte[(int) Math.min(BUFFER, Math.max(1, count))];
            var done = 0L;
            while (done < count) {
                var got = read(buffer, 0, (int) Math.min(buffer.length, count - done));
                if (got < 0) {
                    break;
                }
                done += got;
            }
            return done;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private IOException damaged() {
            return new IOException(
                    "The large message file "
                            + settled()
                            + " is damaged: check the disk and put the file back from a copy");
        }
    }
}
