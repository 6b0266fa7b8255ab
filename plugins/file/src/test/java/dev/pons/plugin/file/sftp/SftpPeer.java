package dev.pons.plugin.file.sftp;

import dev.pons.plugin.file.afar.Cutter;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.SshThreadPoolExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A real SFTP server on a folder, behind something that can cut its lines. */
public final class SftpPeer implements AutoCloseable {

    /** Who is let in. */
    public static final String USER = "lab";

    /** With this; what secrets are in the tests of the contracts. */
    public static final String PASSWORD = "Kanarienvogel";

    private static final KeyPair HOST = key();

    private final Path root;
    private final SshServer server;
    private final Cutter cutter;
    private volatile Runnable moved = () -> {};
    private volatile PublicKey friend = HOST.getPublic();

    /** On a folder, which is the root of the server. */
    public SftpPeer(Path root) throws IOException {
        this.root = root;
        server = SshServer.setUpDefaultServer();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(HOST));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, friend));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(SftpPeer::threads));
        CoreModuleProperties.NIO_WORKERS.set(server, 2);
        var sftp =
                new SftpSubsystemFactory.Builder()
                        .withExecutorServiceProvider(SftpPeer::threads)
                        .build();
        sftp.addSftpEventListener(
                new AbstractSftpEventListenerAdapter() {
                    @Override
                    public void moved(
                            ServerSession session,
                            Path from,
                            Path to,
                            Collection<CopyOption> how,
                            Throwable failed) {
                        moved.run();
                    }
                });
        server.setSubsystemFactories(List.of(sftp));
        server.start();
        cutter = new Cutter(server.getPort());
    }

    private static CloseableExecutorService threads() {
        return new SshThreadPoolExecutor(
                4,
                Integer.MAX_VALUE,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    var thread = new Thread(work, "tck-sshd");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.AbortPolicy());
    }

    private static KeyPair key() {
        try {
            Ed25519Registrar.register();
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What cuts its lines. */
    public Cutter cutter() {
        return cutter;
    }

    /** Runs when a file was renamed, before the client hears of it. */
    void whenMoved(Runnable what) {
        moved = what;
    }

    /** Lets one in with this key. */
    void lets(PublicKey key) {
        friend = key;
    }

    /** Of its host key. */
    public static String fingerprint() {
        return KeyUtils.getFingerPrint(HOST.getPublic());
    }

    static PublicKey hostKey() {
        return HOST.getPublic();
    }

    /** {@code sftp://lab@...} of one of its folders, which begins with a slash. */
    public String address(String folder) {
        return "sftp://" + USER + "@127.0.0.1:" + cutter.port() + folder;
    }

    /** A folder of its, made if need be. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        cutter.close();
        server.stop(true);
    }
}
