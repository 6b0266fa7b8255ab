package dev.pons.itests.archive;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** A real SFTP server on a folder, which can go away and come back. */
final class SftpServer implements AutoCloseable {

    static final String USER = "pons";
    static final String PASSWORD = "correct-horse";

    private final Path root;
    private final KeyPair key;
    private final int port;
    private SshServer server;

    SftpServer(Path root, int port) throws IOException, GeneralSecurityException {
        this.root = root;
        this.port = port;
        this.key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        server = start();
    }

    private SshServer start() throws IOException {
        SshServer made = SshServer.setUpDefaultServer();
        made.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        made.setPort(port);
        made.setKeyPairProvider(KeyPairProvider.wrap(key));
        made.setPasswordAuthenticator(
                (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        made.setFileSystemFactory(new VirtualFileSystemFactory(root));
        made.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        made.start();
        return made;
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(key.getPublic());
    }

    /** Ends all connections; nobody listens until it is {@link #back}. */
    void away() throws IOException {
        server.stop(true);
    }

    void back() throws IOException {
        server = start();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
