package dev.pons.plugin.file.sftp;

import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.StoreException;

import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of one server, logged in. */
final class SftpSession implements AutoCloseable {

    private static final int THREADS = 2;

    private final Login login;
    private final HostKeys hostKeys;
    private final SshClient client;

    SftpSession(Login login) {
        Ed25519Registrar.register();
        this.login = login;
        this.hostKeys = new HostKeys(login.server());
        this.client = client(hostKeys, login.server().timeout());
    }

    /** One that knows nothing but its options: no files of the user, no agent, nobody to ask. */
    private static SshClient client(HostKeys hostKeys, Duration timeout) {
        var client = ClientBuilder.builder().serverKeyVerifier(hostKeys).build();
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserInteraction(UserInteraction.NONE);
        client.setNioWorkers(THREADS);
        client.setUserAuthFactories(
                List.of(
                        UserAuthPublicKeyFactory.INSTANCE,
                        UserAuthPasswordFactory.INSTANCE,
                        UserAuthKeyboardInteractiveFactory.INSTANCE));
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, timeout);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, timeout);
        CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, timeout);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, timeout);
        // an answer is waited for that long; a line that rests is kept awake
        CoreModuleProperties.IDLE_TIMEOUT.set(client, timeout);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, timeout.dividedBy(3));
        CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
        return client;
    }

    /** Connects and logs in. {@code BrokenException} with the remedy. */
    SftpClient open() throws IOException {
        var keys = keys();
        client.start();
        var session = connect();
        keys.forEach(session::addPublicKeyIdentity);
        login.server()
                .password()
                .ifPresent(
                        password -> session.addPasswordIdentity(String.valueOf(password.reveal())));
        try {
            session.auth().verify(login.server().timeout());
        } catch (IOException e) {
            throw new BrokenException(notLetIn(e));
        }
        try {
            return SftpClientFactory.instance().createSftpClient(session);
        } catch (IOException e) {
            throw new BrokenException(
                    "%s lets the user %s in, but gives no SFTP: ask its administrator"
                            .formatted(server(), login.user()));
        }
    }

    private ClientSession connect() throws IOException {
        var address = login.address();
        try {
            return client.connect(login.user(), address.host(), address.port())
                    .verify(login.server().timeout())
                    .getSession();
        } catch (IOException e) {
            throw new BrokenException(unreachable(e));
        } catch (UnresolvedAddressException e) {
            throw new BrokenException(unknownHost());
        }
    }

    private String server() {
        return login.address().server();
    }

    private String unknownHost() {
        return "the name %s is not known here: correct the address, or the name service"
                .formatted(login.address().host());
    }

    private String unreachable(IOException e) {
        for (Throwable why = e; why != null; why = why.getCause()) {
            if (why instanceof UnresolvedAddressException || why instanceof UnknownHostException) {
                return unknownHost();
            }
            if (why instanceof ConnectException) {
                return "nobody listens at %s: is the server up, and the port right?"
                        .formatted(server());
            }
        }
        return "%s does not answer within %ds: is there a firewall between?"
                .formatted(server(), login.server().timeout().toSeconds());
    }

    private String notLetIn(IOException e) {
        var wrong = hostKeys.wrong();
        if (!wrong.isEmpty()) {
            return "%s shows the host key %s, which is not pinned: it is another server, or has a new key; if its administrator says so, write host-key: \"%s\""
                    .formatted(server(), wrong, wrong);
        }
        var code = e instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
        if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return "%s does not let the user %s in: check user, password and key"
                    .formatted(server(), login.user());
        }
        if (code == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED) {
            return "%s and this engine have no way of encryption in common: the server needs an update"
                    .formatted(server());
        }
        return "%s ended the connection before the user %s was let in"
                .formatted(server(), login.user());
    }

    /** Those of the file; none if there is no such option. */
    private List<KeyPair> keys() throws StoreException {
        var known = login.server().knownHosts();
        if (known.isPresent() && !Files.isReadable(known.get())) {
            throw new BrokenException(
                    "the file %s (known-hosts) cannot be read".formatted(known.get()));
        }
        var file = login.server().key();
        if (file.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<KeyPair>();
        try (var in = Files.newInputStream(file.get())) {
            var read =
                    SecurityUtils.loadKeyPairIdentities(
                            null, NamedResource.ofName("key"), in, passphrase());
            if (read != null) {
                read.forEach(found::add);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new BrokenException(
                    "the file %s (key) cannot be read as a private key: check its rights, and the passphrase"
                            .formatted(file.get()));
        }
        if (found.isEmpty()) {
            throw new BrokenException(
                    "the file %s (key) has no private key in it".formatted(file.get()));
        }
        return found;
    }

    private FilePasswordProvider passphrase() {
        return login.server()
                .passphrase()
                .map(p -> FilePasswordProvider.of(String.valueOf(p.reveal())))
                .orElse(FilePasswordProvider.EMPTY);
    }

    @Override
    public void close() {
        client.stop();
    }
}
