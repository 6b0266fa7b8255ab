package dev.pons.core.net.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Whether a private key and a certificate belong together. */
final class Identity {

    private static final byte[] PROBE = "pons".getBytes(StandardCharsets.US_ASCII);

    private Identity() {}

    static boolean fits(PrivateKey key, X509Certificate certificate) {
        var name =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> "Ed25519";
                };
        try {
            var sign = Signature.getInstance(name);
            sign.initSign(key);
            sign.update(PROBE);
            var signed = sign.sign();
            sign.initVerify(certificate.getPublicKey());
            sign.update(PROBE);
            return sign.verify(signed);
        } catch (GeneralSecurityException another) {
            return false; // a key of another kind than the certificate's
        }
    }
}
