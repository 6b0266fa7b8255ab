package dev.pons.plugin.http;

import dev.pons.spi.net.Peer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * An address (RFC 9110, section 4.2).
 *
 * @param resource path and query, as they go into the request line
 */
record Target(boolean secure, String host, int port, String resource) {

    /** {@code IllegalArgumentException}: it is none, in words without a value of the message. */
    static Target of(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("it begins with http:// or https://");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "a host follows, without user and password (see auth)");
            }
            boolean secure = scheme.equals("https");
            int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("a port is 1 to 65535");
            }
            var path = Objects.requireNonNullElse(uri.getRawPath(), "");
            var query = uri.getRawQuery();
            return new Target(
                    secure,
                    uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", ""),
                    port,
                    (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "it has a character that must be escaped, or is cut", e);
        }
    }

    /** The same with more of a query. */
    Target with(String query) {
        if (query.isEmpty()) {
            return this;
        }
        var joint = resource.indexOf('?') < 0 ? "?" : "&";
        return new Target(secure, host, port, resource + joint + query);
    }

    Peer peer() {
        return Peer.of(host, port);
    }

    /** One line serves both. */
    boolean sameOrigin(Target other) {
        return secure == other.secure && port == other.port && host.equals(other.host);
    }

    /** Host and port, as the header field Host has them. */
    String authority() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** With the port, always (RFC 9110, section 9.3.6). */
    String authorityWithPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** RFC 9112, section 3.2.2. */
    String absolute() {
        return (secure ? "https://" : "http://") + authority() + resource;
    }
}
