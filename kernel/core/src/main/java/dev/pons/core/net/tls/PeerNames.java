package dev.pons.core.net.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The names in a certificate.
 *
 * @param subject the whole one: {@code CN=lab.example,O=Lab} (RFC 2253)
 * @param others common name, and names and addresses of hosts, in small letters
 */
public record PeerNames(String subject, List<String> others) {

    private static final Pattern COMMON = Pattern.compile("(?:^|,)CN=((?:[^,\\\\]|\\\\.)+)");

    /** Host and address, of the kinds of RFC 5280, section 4.2.1.6. */
    private static final Set<Integer> KINDS = Set.of(2, 7);

    /** Those that the peer proved in a handshake; empty: it showed no certificate. */
    public static Optional<PeerNames> in(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(of(certificate))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    /** Those of a certificate. */
    static PeerNames of(X509Certificate certificate) {
        var subject = certificate.getSubjectX500Principal().getName();
        var others = new ArrayList<String>();
        var common = COMMON.matcher(subject);
        if (common.find()) {
            others.add(small(common.group(1)));
        }
        try {
            var more = certificate.getSubjectAlternativeNames();
            if (more != null) {
                more.stream()
                        .filter(name -> KINDS.contains(name.get(0)))
                        .forEach(name -> others.add(small(String.valueOf(name.get(1)))));
            }
        } catch (CertificateParsingException unreadable) {
            return new PeerNames(subject, List.copyOf(others));
        }
        return new PeerNames(subject, List.copyOf(others));
    }

    /** One of these is its whole subject, its common name, or one of its hosts; none: it may. */
    public boolean isOneOf(List<String> wanted) {
        return wanted.isEmpty()
                || wanted.stream()
                        .anyMatch(
                                name ->
                                        name.equals(subject)
                                                || others.contains(
                                                        small(name.replaceFirst("^CN=", ""))));
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
