package dev.pons.core.net.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in a PEM file (RFC 7468): certificates in their order, and at most one private key in
 * PKCS #8.
 *
 * @param key empty: there are certificates only
 */
record Pem(List<X509Certificate> certificates, Optional<PrivateKey> key) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /** Chains are short, and lists of authorities are some 300 KB. */
    private static final long LARGEST = 4L << 20;

    /** {@code TlsException}: it is not there, or not what it should be. */
    static Pem read(Path file) throws TlsException {
        var shown = "etc/tls/" + file.getFileName();
        try {
            if (Files.size(file) > LARGEST) {
                throw new TlsException(shown + " is no PEM file: it is too large", null);
            }
            var pem = of(Files.readString(file, StandardCharsets.US_ASCII), shown);
            if (pem.certificates().isEmpty()) {
                throw new TlsException(
                        shown
                                + " has no certificate; it must begin with -----BEGIN"
                                + " CERTIFICATE-----",
                        null);
            }
            return pem;
        } catch (NoSuchFileException e) {
            throw new TlsException(
                    shown
                            + " is not there; put the certificate into it in PEM, or make one to try"
                            + " with: pons cert new",
                    e);
        } catch (TlsException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsException(
                    shown + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static Pem of(String text, String shown) throws TlsException {
        var certificates = new ArrayList<X509Certificate>();
        Optional<PrivateKey> key = Optional.empty();
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            var kind = blocks.group(1);
            if (kind.equals("CERTIFICATE")) {
                certificates.add(certificate(blocks.group(2), shown));
            } else if (kind.endsWith("PRIVATE KEY")) {
                if (key.isPresent()) {
                    throw new TlsException(shown + " has two private keys; leave one", null);
                }
                key = Optional.of(key(kind, blocks.group(2), shown));
            }
        }
        return new Pem(List.copyOf(certificates), key);
    }

    private static X509Certificate certificate(String base64, String shown) throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes(base64)));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new TlsException(shown + " has a certificate that cannot be read", e);
        }
    }

    private static PrivateKey key(String kind, String base64, String shown) throws TlsException {
        if (!kind.equals("PRIVATE KEY")) {
            throw new TlsException(
                    shown
                            + " has its key as "
                            + kind
                            + "; write it as PKCS #8: openssl pkcs8 -topk8 -nodes -in KEY",
                    null);
        }
        for (var algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(bytes(base64)));
            } catch (InvalidKeySpecException | IllegalArgumentException next) {
                continue;
            } catch (GeneralSecurityException e) {
                throw new TlsException(shown + ": this Java knows no " + algorithm, e);
            }
        }
        throw new TlsException(
                shown + " has a private key that is none of EC, RSA or Ed25519", null);
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
