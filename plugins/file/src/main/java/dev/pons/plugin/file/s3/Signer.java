package dev.pons.plugin.file.s3;

import dev.pons.spi.config.Secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: AWS Signature Version 4 ("Authenticating Requests", in the API reference of
 * Amazon S3).
 *
 * @param access the access key, which is no secret
 */
record Signer(String access, Secret secret, String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** As {@code x-amz-date} has it. */
    static String time(Instant now) {
        return TIME.format(now);
    }

    /**
     * The header field {@code Authorization}.
     *
     * @param path encoded
     * @param headers those that are signed, names in small letters; with {@code host} and {@code
     *     x-amz-date}
     * @param hash SHA-256 of the body, in hexadecimal
     */
    String authorization(
            String method,
            String path,
            SortedMap<String, String> query,
            SortedMap<String, String> headers,
            String hash) {
        var names = String.join(";", headers.keySet());
        var fields =
                headers.entrySet().stream()
                        .map(field -> field.getKey() + ":" + field.getValue().strip() + "\n")
                        .collect(Collectors.joining());
        var canonical = String.join("\n", method, path, Encoding.query(query), fields, names, hash);
        var time = String.valueOf(headers.get("x-amz-date"));
        var day = time.substring(0, 8);
        var scope = String.join("/", day, region, service, "aws4_request");
        var text = String.join("\n", ALGORITHM, time, scope, sha256(canonical));
        return "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                .formatted(
                        ALGORITHM,
                        access,
                        scope,
                        names,
                        HexFormat.of().formatHex(mac(key(day), text)));
    }

    private byte[] key(String day) {
        var begin = ("AWS4" + String.valueOf(secret.reveal())).getBytes(StandardCharsets.UTF_8);
        return mac(mac(mac(mac(begin, day), region), service), "aws4_request");
    }

    private static String sha256(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digests.digest("SHA-256").digest(bytes));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
