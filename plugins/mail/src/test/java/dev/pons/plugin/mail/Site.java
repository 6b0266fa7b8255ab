package dev.pons.plugin.mail;

import dev.pons.core.config.PeerTls;
import dev.pons.core.config.TlsVersion;
import dev.pons.core.net.tls.Credentials;
import dev.pons.core.net.tls.DevelopmentCertificates;
import dev.pons.spi.net.Tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates to test with. */
record Site(Path folder) {

    static final Tls TRUSTED =
            new PeerTls("dev-ca", Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2);

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END [A-Z ]+-----");

    private static final char[] PASSWORD = "test".toCharArray();

    Credentials credentials() {
        return Credentials.in(folder);
    }

    /** A server of this name. */
    SSLContext server(String name) throws IOException, GeneralSecurityException {
        var file = new DevelopmentCertificates(folder).make(name, List.of(name), 30);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(Files.readString(file)), PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore store(String pem) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] key = {};
        var chain = new java.util.ArrayList<Certificate>();
        var parts = PEM.matcher(pem);
        while (parts.find()) {
            var bytes = Base64.getMimeDecoder().decode(parts.group(2));
            if (parts.group(1).contains("KEY")) {
                key = bytes;
            } else {
                chain.add(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(bytes)));
            }
        }
        var made = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
        store.setKeyEntry("server", made, PASSWORD, chain.toArray(new Certificate[0]));
        return store;
    }
}
