package dev.pons.plugin.file.sftp;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Line;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.store.Found;
import dev.pons.spi.Payload;

import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SFTP of version 3 (draft-ietf-secsh-filexfer-02), as all servers speak it, with the extensions of
 * OpenSSH where the server has them.
 */
public final class SftpLine implements Line {

    private static final int CHUNK = 32 << 10;

    private final Login login;
    private volatile @Nullable SftpSession session;
    private volatile @Nullable SftpClient sftp;
    private volatile boolean closed;

    /** Not open yet. */
    public SftpLine(Login login) {
        this.login = login;
    }

    /** {@code IllegalArgumentException} with the remedy: options are missing. */
    public static void check(Login login) {
        var server = login.server();
        if (server.hostKey().isEmpty() && server.knownHosts().isEmpty()) {
            throw new IllegalArgumentException(
                    "\"server.host-key\" or \"server.known-hosts\": without one anybody could pass for"
                            + " the server; ask its administrator for the fingerprint and write"
                            + " host-key: \"SHA256:...\"");
        }
        if (server.hostKey().stream().anyMatch(key -> !key.startsWith("SHA256:"))) {
            throw new IllegalArgumentException(
                    "\"server.host-key\": a fingerprint begins with SHA256:, as ssh-keygen -l shows it");
        }
        if (server.password().isEmpty() && server.key().isEmpty()) {
            throw new IllegalArgumentException(
                    "\"server.password\" or \"server.key\": the server wants to know who we are");
        }
    }

    @Override
    public void open() throws IOException {
        var opens = new SftpSession(login);
        session = opens;
        if (closed) {
            throw new IOException("closed");
        }
        sftp = opens.open();
    }

    @Override
    public boolean isOpen() {
        var client = sftp;
        return client != null && client.isOpen() && !closed;
    }

    private SftpClient client() throws IOException {
        var client = sftp;
        if (client == null) {
            throw new IOException("not open");
        }
        return client;
    }

    @Override
    public List<Found> list(String folder, Predicate<String> wanted) throws IOException {
        var client = client();
        var found = new ArrayList<Found>();
        try (var handle = client.openDir(folder)) {
            for (var some = client.readDir(handle); some != null; some = client.readDir(handle)) {
                for (var entry : some) {
                    var name = entry.getFilename();
                    if (!name.contains("/") && wanted.test(name)) {
                        file(Address.in(folder, name), name, entry.getAttributes())
                                .ifPresent(found::add);
                    }
                }
            }
        } catch (SftpException e) {
            throw Answers.of(e);
        }
        return found;
    }

    private static Optional<Found> file(String path, String name, Attributes attributes) {
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        var time = attributes.getModifyTime();
        return Optional.of(
                new Found(
                        path,
                        name,
                        attributes.getSize(),
                        time == null ? Instant.EPOCH : time.toInstant(),
                        false));
    }

    @Override
    public Optional<Found> look(String file) throws IOException {
        return stat(file).flatMap(a -> file(file, file.substring(file.lastIndexOf('/') + 1), a));
    }

    @Override
    public boolean isFolder(String folder) throws IOException {
        return stat(folder).filter(Attributes::isDirectory).isPresent();
    }

    private Optional<Attributes> stat(String path) throws IOException {
        try {
            return Optional.of(client().stat(path));
        } catch (SftpException e) {
            var answer = Answers.of(e);
            if (answer instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    @Override
    public void folder(String folder) throws IOException {
        asked(client -> client.mkdir(folder));
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        try {
            return new Answering(file, from);
        } catch (SftpException e) {
            throw Answers.of(e);
        }
    }

    /** What comes from the server. */
    private final class Answering extends FilterInputStream {

        Answering(String file, long from) throws IOException {
            super(client().read(file));
            var skipped = in.skip(from);
            if (skipped < from) {
                throw new IOException("the server sent less than it has");
            }
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (SftpException e) {
                throw Answers.of(e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            try {
                return super.read(bytes, from, count);
            } catch (SftpException e) {
                throw Answers.of(e);
            }
        }
    }

    @Override
    public void write(String file, Payload body) throws IOException {
        asked(
                client -> {
                    try (var in = body.open();
                            var out =
                                    client.write(
                                            file,
                                            OpenMode.Write,
                                            OpenMode.Create,
                                            OpenMode.Truncate)) {
                        in.transferTo(out);
                    }
                });
    }

    @Override
    public void append(String file, long size, Payload body) throws IOException {
        asked(
                client -> {
                    try (var in = body.open();
                            var handle = client.open(file, OpenMode.Write, OpenMode.Create)) {
                        var at = size;
                        for (var chunk = in.readNBytes(CHUNK);
                                chunk.length > 0;
                                chunk = in.readNBytes(CHUNK)) {
                            client.write(handle, at, chunk, 0, chunk.length);
                            at += chunk.length;
                        }
                    }
                });
    }

    @Override
    public void cut(String file, long size) throws IOException {
        asked(client -> client.setStat(file, new Attributes().size(size)));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        asked(client -> client.rename(from, to));
    }

    @Override
    public void replace(String from, String to) throws IOException {
        asked(
                client -> {
                    var atOnce = client.getExtension(OpenSSHPosixRenameExtension.class);
                    if (atOnce != null) {
                        atOnce.posixRename(from, to);
                        return;
                    }
                    // version 3 has no word for it: for a moment the name is free
                    if (look(to).isPresent()) {
                        client.remove(to);
                    }
                    client.rename(from, to);
                });
    }

    @Override
    public void delete(String file) throws IOException {
        asked(client -> client.remove(file));
    }

    @Override
    public void sync(String file) throws IOException {
        asked(
                client -> {
                    var extension = client.getExtension(OpenSSHFsyncExtension.class);
                    if (extension != null) {
                        try (var handle = client.open(file, OpenMode.Write)) {
                            extension.fsync(handle);
                        }
                    }
                });
    }

    /** Something that the server is to do. */
    @FunctionalInterface
    private interface Act {

        void by(SftpClient client) throws IOException;
    }

    private void asked(Act act) throws IOException {
        try {
            act.by(client());
        } catch (SftpException e) {
            throw Answers.of(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = session;
        if (open != null) {
            open.close();
        }
    }
}
