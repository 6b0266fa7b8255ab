package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.afar.Server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a bucket is reached.
 *
 * @param secure in TLS
 * @param base what stands before a key in a path: nothing, or the bucket
 * @param region as requests are signed for it
 */
record Site(boolean secure, String host, int port, String base, String bucket, String region) {

    private static final String USUAL_REGION = "us-east-1";
    private static final String REGION = "[a-z0-9-]{1,40}";

    /** {@code IllegalArgumentException} with the remedy: options do not fit. */
    static Site of(Login login) {
        var server = login.server();
        var bucket = login.address().host();
        var region = server.region().orElse(USUAL_REGION);
        if (!isRegion(region)) {
            throw new IllegalArgumentException(
                    "\"server.region\": a region is written like eu-central-1");
        }
        var endpoint = endpoint(server, region);
        var inPath = inPath(server, bucket);
        var secure = endpoint.getScheme().equalsIgnoreCase("https");
        var host = endpoint.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return new Site(
                secure,
                inPath ? host : bucket + "." + host,
                endpoint.getPort() >= 0 ? endpoint.getPort() : secure ? 443 : 80,
                inPath ? "/" + bucket : "",
                bucket,
                region);
    }

    /** Whether a text can be a region; what a server says of one is shown only then. */
    static boolean isRegion(String text) {
        return text.matches(REGION);
    }

    /** A certificate for all names in a domain is not one for names with a dot. */
    private static boolean inPath(Server server, String bucket) {
        return switch (server.style()) {
            case PATH -> true;
            case HOST -> false;
            case AUTO -> server.endpoint().isPresent() || bucket.contains(".");
        };
    }

    private static URI endpoint(Server server, String region) {
        var usual =
                "https://s3.%s.amazonaws.com%s"
                        .formatted(region, region.startsWith("cn-") ? ".cn" : "");
        var wrong =
                "\"server.endpoint\": it is written as https://HOST or https://HOST:PORT, without"
                        + " the bucket";
        try {
            var uri = new URI(server.endpoint().orElse(usual));
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || !uri.getPath().replace("/", "").isEmpty()) {
                throw new IllegalArgumentException(wrong);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(wrong, e);
        }
    }

    /** As the header field Host has it (RFC 9110, section 7.2). */
    String authority() {
        var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** The path of an object; of the bucket itself where there is no key. */
    String path(String key) {
        return base + "/" + Encoding.path(key);
    }

    /** As {@code x-amz-copy-source} has an object. */
    String source(String key) {
        return "/" + bucket + "/" + Encoding.path(key);
    }
}
