package dev.pons.plugin.file.ftp;

import dev.pons.plugin.file.afar.Cutter;

import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A real FTP server on a folder; its control connections can be cut. */
final class FtpPeer implements AutoCloseable {

    private static final Set<String> NEW = Set.of("FEAT", "MLST", "MLSD", "EPSV");

    static final String PASSWORD = "Kanarienvogel";

    private final Path root;
    private final FtpServer server;
    private final Cutter cutter;
    private volatile boolean old;
    private volatile Runnable renamed = () -> {};

    FtpPeer(Path root) throws IOException {
        this(root, null);
    }

    /**
     * With a certificate.
     *
     * @param store PKCS 12, with {@link #PASSWORD}; null: none
     */
    FtpPeer(Path root, Path store) throws IOException {
        this.root = root;
        var listener = new ListenerFactory();
        if (store != null) {
            var tls = new SslConfigurationFactory();
            tls.setKeystoreFile(store.toFile());
            tls.setKeystoreType("PKCS12");
            tls.setKeystorePassword(PASSWORD);
            tls.setKeyPassword(PASSWORD);
            listener.setSslConfiguration(tls.createSslConfiguration());
        }
        listener.setServerAddress(InetAddress.getLoopbackAddress().getHostAddress());
        listener.setPort(0);
        var factory = new FtpServerFactory();
        var made = listener.createListener();
        factory.addListener("default", made);
        var limits = new ConnectionConfigFactory();
        limits.setMaxThreads(1);
        factory.setConnectionConfig(limits.createConnectionConfig());
        factory.setFtplets(new HashMap<>(Map.of("renames", new Renames())));
        try {
            var user = new BaseUser();
            user.setName("lab");
            user.setPassword(PASSWORD);
            user.setHomeDirectory(root.toString());
            user.setAuthorities(List.of(new WritePermission()));
            factory.getUserManager().save(user);
            server = factory.createServer();
            server.start();
        } catch (FtpException e) {
            throw new IOException(e);
        }
        cutter = new Cutter(made.getPort());
    }

    /** From now on a server of the years before RFC 3659. */
    void isOld() {
        old = true;
    }

    /** Hears of renames before the client does; answers as an old server would. */
    private final class Renames extends DefaultFtplet {

        @Override
        public FtpletResult beforeCommand(FtpSession session, FtpRequest request)
                throws FtpException, IOException {
            if (old && NEW.contains(request.getCommand().toUpperCase(Locale.ROOT))) {
                session.write(new DefaultFtpReply(502, "not implemented"));
                return FtpletResult.SKIP;
            }
            if (isRename(request)) {
                cutter.silent(); // the server answers before afterCommand
            }
            return super.beforeCommand(session, request);
        }

        @Override
        public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply)
                throws FtpException, IOException {
            if (isRename(request)) {
                renamed.run();
                cutter.speak();
            }
            return super.afterCommand(session, request, reply);
        }

        private static boolean isRename(FtpRequest request) {
            return request.getCommand().equalsIgnoreCase("RNTO");
        }
    }

    Cutter cutter() {
        return cutter;
    }

    void whenRenamed(Runnable what) {
        renamed = what;
    }

    String address(String folder) {
        return "ftp://lab@127.0.0.1:" + cutter.port() + folder;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        cutter.close();
        server.stop();
    }
}
