package dev.pons.core.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Who signed a jar (the JAR file specification, "Signed JAR File"): those whose signature covers
 * every file in it.
 *
 * @param signers empty: nobody
 * @param problem why nobody did, where there is a signature that does not hold; empty: none
 */
record JarSigners(List<CodeSigner> signers, String problem) {

    /** Reads all of a jar. {@code IOException}: it cannot be read. */
    static JarSigners of(Path path) throws IOException {
        try (var jar = new JarFile(path.toFile(), true)) {
            List<CodeSigner> all = null;
            var bare = "";
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.isDirectory() || isOfTheSignature(entry.getName())) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                var signers = entry.getCodeSigners();
                var those = signers == null ? List.<CodeSigner>of() : Arrays.asList(signers);
                bare = bare.isEmpty() && those.isEmpty() ? entry.getName() : bare;
                all = all == null ? new ArrayList<>(those) : both(all, those);
            }
            var covered = all == null ? List.<CodeSigner>of() : all;
            boolean half = covered.isEmpty() && hasSignature(jar);
            return new JarSigners(
                    List.copyOf(covered), half ? "its signature does not cover " + bare : "");
        } catch (SecurityException broken) {
            return new JarSigners(
                    List.of(), "it was changed after it was signed (" + broken.getMessage() + ")");
        }
    }

    private static List<CodeSigner> both(List<CodeSigner> some, List<CodeSigner> others) {
        return new ArrayList<>(some.stream().filter(others::contains).toList());
    }

    private static boolean hasSignature(JarFile jar) {
        return jar.stream().anyMatch(e -> e.getName().matches("(?i)META-INF/[^/]*\\.SF"));
    }

    private static boolean isOfTheSignature(String name) {
        return name.toUpperCase(Locale.ROOT)
                .matches("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");
    }

    /**
     * One of the certificates stands for one of the signers: as the signer's own, or as that of who
     * signed for it. Whether it has expired meanwhile is not asked: a site trusts a certificate by
     * naming it, and ends that by taking it out.
     */
    boolean isBy(Collection<X509Certificate> trusted) {
        return signers.stream().anyMatch(s -> isBy(s, trusted));
    }

    private static boolean isBy(CodeSigner signer, Collection<X509Certificate> trusted) {
        var path = signer.getSignerCertPath();
        var own = (X509Certificate) path.getCertificates().get(0);
        if (trusted.contains(own)) {
            return true;
        }
        if (trusted.isEmpty()) {
            return false;
        }
        try {
            var anchors =
                    trusted.stream().map(t -> new TrustAnchor(t, null)).collect(Collectors.toSet());
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(new Date(own.getNotBefore().getTime() + 1));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    /** Names of all, with the SHA-256 of their certificates. */
    String names() {
        return signers.stream()
                .map(s -> s.getSignerCertPath().getCertificates().get(0))
                .map(JarSigners::name)
                .collect(Collectors.joining("; "));
    }

    private static String name(Certificate certificate) {
        var subject =
                Optional.of(certificate)
                        .filter(X509Certificate.class::isInstance)
                        .map(c -> ((X509Certificate) c).getSubjectX500Principal().getName())
                        .orElse("?");
        try {
            return subject + " (SHA-256 " + ChannelText.hash(certificate.getEncoded()) + ")";
        } catch (CertificateEncodingException e) {
            return subject;
        }
    }
}
