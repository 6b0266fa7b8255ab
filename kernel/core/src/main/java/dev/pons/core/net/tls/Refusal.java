package dev.pons.core.net.tls;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** Why a handshake failed, in our words. */
public final class Refusal {

    private static final Pattern ALERT =
            Pattern.compile("(?:Received fatal alert|fatal alert): ([a-z_]+)");

    private Refusal() {}

    /** Of what Java's TLS throws. */
    public static TlsException of(SSLException why) {
        return new TlsException("TLS failed: " + words(why), why);
    }

    /** The peer left in the middle of the handshake. */
    public static TlsException left(IOException why) {
        return new TlsException(
                "TLS failed: the peer left during the handshake; see whether it speaks TLS on this"
                        + " line, and what its log says",
                why);
    }

    private static String words(SSLException why) {
        if (has(why, CertificateExpiredException.class)) {
            return "the peer's certificate has expired; its owner has to renew it";
        }
        if (has(why, CertificateNotYetValidException.class)) {
            return "the peer's certificate is not valid yet; compare the clocks";
        }
        if (has(why, CertPathBuilderException.class)
                || has(why, CertPathValidatorException.class)) {
            return "the peer's certificate is signed by nobody that is trusted here; put its"
                    + " authority into the file that trust names (tls:test shows it)";
        }
        var text = String.valueOf(why.getMessage());
        if (why.getCause() instanceof CertificateException
                || text.contains("subject alternative")) {
            return "the peer's certificate is for another name; if it is the right peer, say so with"
                    + " name (tls:test shows its names)";
        }
        return alert(text);
    }

    private static boolean has(Throwable why, Class<? extends Exception> kind) {
        for (Throwable at = why; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String alert(String text) {
        var alert = ALERT.matcher(text);
        if (alert.find()) {
            var name = alert.group(1);
            return name.contains("certificate") || name.equals("unknown_ca")
                    ? "the peer does not take our certificate (" + name + ")"
                    : "the peer refused the handshake (" + name + ")";
        }
        var small = text.toLowerCase(Locale.ROOT);
        if (small.contains("plaintext") || small.contains("not an ssl")) {
            return "the peer does not speak TLS on this line";
        }
        if (small.equals("renegotiation")) {
            return "the peer wants a second handshake on the line, which is not made";
        }
        if (small.contains("protocol") || small.contains("cipher")) {
            return "the peer and this engine have no version and cipher in common (TLS 1.2 with"
                    + " forward secrecy, or TLS 1.3)";
        }
        if (small.contains("empty client certificate") || small.contains("bad_certificate")) {
            return "the peer showed no certificate; it needs one that trust vouches for";
        }
        return "the handshake broke off";
    }
}
