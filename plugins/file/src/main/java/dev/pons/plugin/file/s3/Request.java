package dev.pons.plugin.file.s3;

import dev.pons.spi.Payload;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request (RFC 9112) that is not signed yet.
 *
 * @param path encoded
 * @param headers names in small letters; all are signed
 * @param hash SHA-256 of the body, in hexadecimal
 */
record Request(
        String method,
        String path,
        SortedMap<String, String> query,
        SortedMap<String, String> headers,
        Payload body,
        String hash) {

    private static final Payload NOTHING = Payload.of(new byte[0]);

    /** Without a body. */
    static Request of(String method, String path, Map<String, String> headers) {
        return new Request(
                method,
                path,
                new TreeMap<>(),
                new TreeMap<>(headers),
                NOTHING,
                Digests.NONE.sha256());
    }

    /** A question about the bucket. */
    static Request of(String path, Map<String, String> query) {
        return new Request(
                "GET", path, new TreeMap<>(query), new TreeMap<>(), NOTHING, Digests.NONE.sha256());
    }

    /** What is to be stored. */
    static Request put(String path, Map<String, String> headers, Payload body, String hash) {
        return new Request("PUT", path, new TreeMap<>(), new TreeMap<>(headers), body, hash);
    }

    /** Its head as it goes out at a time, ended by an empty line. */
    String head(Signer signer, String authority, Instant now) {
        var signed = new TreeMap<>(headers);
        signed.put("host", authority);
        signed.put("x-amz-date", Signer.time(now));
        signed.put("x-amz-content-sha256", hash);
        var authorization = signer.authorization(method, path, query, signed, hash);
        var head = new StringBuilder(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(Encoding.query(query));
        }
        head.append(" HTTP/1.1\r\n");
        signed.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("authorization: " + authorization + "\r\nuser-agent: Pons\r\n");
        if (method.equals("PUT")) {
            head.append("content-length: " + body.size() + "\r\n");
        }
        return head.append("\r\n").toString();
    }
}
