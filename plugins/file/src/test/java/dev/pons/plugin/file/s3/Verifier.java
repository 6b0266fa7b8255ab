package dev.pons.plugin.file.s3;

import com.sun.net.httpserver.HttpExchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Looks at signatures as a server does: from the request as it came, by the specification of
 * Signature Version 4, with nothing of the client's.
 */
final class Verifier {

    private static final Pattern FIELD =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/s3/aws4_request,"
                            + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

    private final String access;
    private final String secret;
    private final String region;

    Verifier(String access, String secret, String region) {
        this.access = access;
        this.secret = secret;
        this.region = region;
    }

    /** What is wrong with it, as S3 calls it; empty: nothing. */
    String wrong(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        var headers = exchange.getRequestHeaders();
        var field = FIELD.matcher(String.valueOf(headers.getFirst("Authorization")));
        if (!field.matches()) {
            return "AccessDenied";
        }
        if (!field.group(1).equals(access)) {
            return "InvalidAccessKeyId";
        }
        if (!field.group(3).equals(region)) {
            return "AuthorizationHeaderMalformed";
        }
        var time = headers.getFirst("X-Amz-Date");
        var at =
                Instant.parse(
                        time.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
        if (Duration.between(at, Instant.now()).abs().compareTo(Duration.ofMinutes(15)) > 0) {
            return "RequestTimeTooSkewed";
        }
        var hash = headers.getFirst("X-Amz-Content-Sha256");
        if (!hash.equals(sha256(body))) {
            return "XAmzContentSHA256Mismatch";
        }
        for (var name : headers.keySet()) {
            var lower = name.toLowerCase(Locale.ROOT);
            var signed = Arrays.asList(field.group(4).split(";")).contains(lower);
            if (lower.startsWith("x-amz-") && !signed) {
                return "AccessDenied";
            }
        }
        var mine = signature(exchange, time, field.group(4), hash);
        return mine.equals(field.group(5)) ? "" : "SignatureDoesNotMatch";
    }

    private String signature(HttpExchange exchange, String time, String names, String hash)
            throws GeneralSecurityException {
        var text = new StringBuilder(exchange.getRequestMethod()).append('\n');
        text.append(exchange.getRequestURI().getRawPath()).append('\n');
        text.append(sorted(exchange.getRequestURI().getRawQuery())).append('\n');
        for (var name : names.split(";")) {
            var value = exchange.getRequestHeaders().getFirst(name);
            text.append(name).append(':').append(value).append('\n');
        }
        text.append('\n').append(names).append('\n').append(hash);
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/s3/aws4_request";
        var request = sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        var toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, request);
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : new String[] {day, region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String sorted(String query) {
        return query == null ? "" : String.join("&", Stream.of(query.split("&")).sorted().toList());
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
