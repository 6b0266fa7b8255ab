package dev.pons.core.net.tls;

import dev.pons.core.config.ListenTls;
import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.control.CertificateView;
import dev.pons.core.control.HandshakeView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificates and keys of the site, in {@code etc/tls}. A file that changed is used from the
 * next handshake on; while the new one is wrong, the one before goes on. Versions and ciphers as
 * RFC 9325 (BCP 195) recommends. Any thread.
 */
public final class Credentials {

    /** The authorities that Java trusts. */
    public static final String PUBLIC = "public";

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern CIPHER =
            Pattern.compile("TLS_(AES|CHACHA20).*|TLS_ECDHE_.*(GCM|CHACHA20).*");
    private static final char[] NO_PASSWORD = new char[0];

    private final Optional<Path> folder;
    private final Map<Use, Loaded> loaded = new ConcurrentHashMap<>();
    private volatile Seen seen = new Seen(Instant.EPOCH, List.of());

    /** What stood there at a time. */
    private record Seen(Instant at, List<CertificateView> all) {}

    /** What one kind of connection needs; empty: none, or what Java has. */
    private record Use(String identity, String trust) {}

    /**
     * A context and the files that it was made of; {@code said}: what was wrong with newer ones.
     */
    private record Loaded(SSLContext context, List<Long> stamps, List<Long> tried) {}

    private Credentials(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Those in a folder, which may be missing. */
    public static Credentials in(Path folder) {
        return new Credentials(Optional.of(folder));
    }

    /** None: whoever names one is refused. */
    public static Credentials none() {
        return new Credentials(Optional.empty());
    }

    /** For a connection that came in. */
    public SSLEngine forPort(ListenTls tls) throws TlsException {
        var engine = context(new Use(tls.identity(), tls.trust().orElse(""))).createSSLEngine();
        engine.setUseClientMode(false);
        var parameters = parameters(engine, tls.oldest());
        parameters.setNeedClientAuth(tls.trust().isPresent());
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** For a connection to a peer; the name in its certificate is checked (RFC 6125). */
    public SSLEngine forPeer(PeerTls tls, String host, int port) throws TlsException {
        var trust = tls.trust().equals(PUBLIC) ? "" : tls.trust();
        var engine =
                context(new Use(tls.identity().orElse(""), trust))
                        .createSSLEngine(tls.name().orElse(host), port);
        engine.setUseClientMode(true);
        var parameters = parameters(engine, tls.oldest());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * What a handshake with a peer says. {@code TlsException}: the files that it needs are not as
     * they should be.
     */
    public HandshakeView probe(PeerTls tls, String host, int port) throws TlsException {
        var parameters = forPeer(tls, host, port).getSSLParameters();
        var trust = tls.trust().equals(PUBLIC) ? "" : tls.trust();
        try {
            var probe = new Probe((X509ExtendedTrustManager) authorities(trust)[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys(tls.identity().orElse("")), new TrustManager[] {probe}, null);
            return probe.with(context, parameters, host, port);
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(e);
        }
    }

    private static TlsException wrong(Exception e) {
        return e instanceof TlsException said
                ? said
                : new TlsException(
                        "this Java cannot set up TLS (" + e.getClass().getSimpleName() + ")", e);
    }

    private static SSLParameters parameters(SSLEngine engine, TlsVersion oldest) {
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(
                oldest == TlsVersion.TLS_1_3
                        ? new String[] {"TLSv1.3"}
                        : new String[] {"TLSv1.3", "TLSv1.2"});
        var ciphers = new ArrayList<String>();
        for (var cipher : parameters.getCipherSuites()) {
            if (CIPHER.matcher(cipher).matches()) {
                ciphers.add(cipher);
            }
        }
        parameters.setCipherSuites(ciphers.toArray(new String[0]));
        return parameters;
    }

    private SSLContext context(Use use) throws TlsException {
        var now = stamps(use);
        var known = loaded.get(use);
        if (known != null && (now.equals(known.stamps()) || now.equals(known.tried()))) {
            return known.context();
        }
        try {
            var fresh = new Loaded(made(use), now, now);
            loaded.put(use, fresh);
            if (known != null) {
                LOG.info("tls {}: the changed files are used from now on", use);
            }
            return fresh.context();
        } catch (TlsException e) {
            if (known == null) {
                throw e;
            }
            loaded.put(use, new Loaded(known.context(), known.stamps(), now));
            LOG.warn("tls: {}; the certificate before goes on", e.getMessage());
            return known.context();
        }
    }

    /** When the files were last changed, and their lengths. */
    private List<Long> stamps(Use use) throws TlsException {
        var stamps = new ArrayList<Long>();
        for (var name : List.of(use.identity(), use.trust())) {
            if (!name.isEmpty()) {
                var file = file(name);
                try {
                    stamps.add(Files.getLastModifiedTime(file).toMillis());
                    stamps.add(Files.size(file));
                } catch (IOException missing) {
                    stamps.add(-1L);
                }
            }
        }
        return stamps;
    }

    private SSLContext made(Use use) throws TlsException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(use.identity()), authorities(use.trust()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw wrong(e);
        }
    }

    private KeyManager[] keys(String identity) throws GeneralSecurityException, IOException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        var pem = Pem.read(file(identity));
        var shown = "etc/tls/" + identity + ".pem";
        var key =
                pem.key()
                        .orElseThrow(
                                () ->
                                        new TlsException(
                                                shown
                                                        + " has a certificate without its key; put the"
                                                        + " private key (PKCS #8, PEM) behind it",
                                                null));
        if (!Identity.fits(key, pem.certificates().get(0))) {
            throw new TlsException(
                    shown
                            + ": the key is not that of the first certificate; the engine's own"
                            + " certificate stands first",
                    null);
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own", key, NO_PASSWORD, pem.certificates().toArray(new X509Certificate[0]));
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] authorities(String trust) throws GeneralSecurityException, IOException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        if (trust.isEmpty()) {
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int n = 0;
        for (var certificate : Pem.read(file(trust)).certificates()) {
            store.setCertificateEntry("authority" + n++, certificate);
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    private Path file(String name) throws TlsException {
        if (!NAME.matcher(name).matches()) {
            throw new TlsException(
                    "\""
                            + name
                            + "\" is no name of a certificate; letters, digits, dots and dashes are"
                            + " allowed",
                    null);
        }
        return folder.orElseThrow(() -> new TlsException("there is no folder etc/tls here", null))
                .resolve(name + ".pem");
    }

    /** The same as it was within the last minute; what cannot be read is left out. */
    public List<CertificateView> known(Instant now) {
        var before = seen;
        if (before.at().plusSeconds(60).isAfter(now)) {
            return before.all();
        }
        try {
            seen = new Seen(now, List.copyOf(all()));
        } catch (IOException e) {
            LOG.debug("etc/tls cannot be read: {}", e.getClass().getSimpleName());
            seen = new Seen(now, before.all());
        }
        return seen.all();
    }

    /** What stands in the folder, by name; a file that is wrong with what is wrong. */
    public List<CertificateView> all() throws IOException {
        var all = new ArrayList<CertificateView>();
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return all;
        }
        try (var files = Files.list(folder.get())) {
            for (var file : files.filter(f -> f.toString().endsWith(".pem")).sorted().toList()) {
                views(file, all);
            }
        }
        return all;
    }

    private static void views(Path file, List<CertificateView> all) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.pem$", "");
        try {
            var pem = Pem.read(file);
            boolean own = pem.key().isPresent();
            // of an identity the first is its own; the others are on the way to its authority
            for (var certificate : own ? pem.certificates().subList(0, 1) : pem.certificates()) {
                all.add(
                        new CertificateView(
                                name,
                                own,
                                certificate.getSubjectX500Principal().getName(),
                                certificate.getIssuerX500Principal().getName(),
                                certificate.getNotAfter().toInstant(),
                                ""));
            }
        } catch (TlsException e) {
            all.add(
                    new CertificateView(
                            name, false, "", "", Instant.EPOCH, String.valueOf(e.getMessage())));
        }
    }
}
