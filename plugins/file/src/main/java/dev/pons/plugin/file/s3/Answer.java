package dev.pons.plugin.file.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a server answered (RFC 9112).
 *
 * @param headers names in small letters
 * @param body read it to its end, or the line is closed
 */
record Answer(int status, Map<String, String> headers, Body body) {

    private static final int LONGEST_HEAD = 1 << 16;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([1-5][0-9]{2})(?: .*)?");

    /** Reads one, past those that only inform (1xx). {@code IOException}: it is none. */
    static Answer read(InputStream in, String method) throws IOException {
        var answer = head(in, method);
        while (answer.status() < 200) {
            answer = head(in, method);
        }
        return answer;
    }

    private static Answer head(InputStream in, String method) throws IOException {
        var first = line(in, LONGEST_HEAD);
        var status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new IOException("what came is no answer of HTTP/1.1");
        }
        var left = LONGEST_HEAD - first.length();
        var headers = new TreeMap<String, String>();
        for (var line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            left -= line.length();
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        var code = Integer.parseInt(status.group(1));
        var bare = method.equals("HEAD") || code < 200 || code == 204 || code == 304;
        return new Answer(code, headers, bare ? Body.none() : Body.of(in, headers));
    }

    /** A line of a head, without its end. */
    static String line(InputStream in, int most) throws IOException {
        var line = new StringBuilder();
        for (var one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the server closed the connection without an answer");
            }
            if (line.length() >= most) {
                throw new IOException("the head of the answer is too long");
            }
            line.append((char) one);
        }
        var end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** Empty: there is no such field. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Nothing follows on its line. */
    boolean ends() {
        return header("connection").toLowerCase(Locale.ROOT).contains("close");
    }

    /** {@code ETag}, with its quotes. */
    String tag() {
        return header("etag");
    }

    /** {@code Content-Length}; -1: it is not said. */
    long length() {
        var length = header("content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    /** {@code Last-Modified}, by the clock of the server. */
    Optional<Instant> time() {
        try {
            var time = DateTimeFormatter.RFC_1123_DATE_TIME;
            return Optional.of(ZonedDateTime.parse(header("last-modified"), time).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same, with its body in memory. {@code IOException}: it is cut, or too long. */
    Reply reply(int most) throws IOException {
        var bytes = body.readNBytes(most);
        if (body.read() >= 0) {
            throw new IOException("the answer is too long");
        }
        return new Reply(this, new String(bytes, StandardCharsets.UTF_8));
    }
}
