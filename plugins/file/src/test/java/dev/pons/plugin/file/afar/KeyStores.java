package dev.pons.plugin.file.afar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;

/** Certificates as servers of tests take them. */
public final class KeyStores {

    private KeyStores() {}

    /** A file of PEM blocks as a key store. */
    public static Path pkcs12(Path pem, Path to, String password)
            throws IOException, GeneralSecurityException {
        var blocks =
                Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END")
                        .matcher(Files.readString(pem));
        byte[] key = {};
        var chain = new ArrayList<Certificate>();
        while (blocks.find()) {
            var bytes =
                    Base64.getMimeDecoder()
                            .decode(blocks.group(2).getBytes(StandardCharsets.US_ASCII));
            if (blocks.group(1).contains("KEY")) {
                key = bytes;
            } else {
                chain.add(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(bytes)));
            }
        }
        var made = KeyStore.getInstance("PKCS12");
        made.load(null, password.toCharArray());
        made.setKeyEntry(
                "files",
                KeyFactory.getInstance(chain.get(0).getPublicKey().getAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(key)),
                password.toCharArray(),
                chain.toArray(new Certificate[0]));
        try (var out = Files.newOutputStream(to)) {
            made.store(out, password.toCharArray());
        }
        return to;
    }
}
