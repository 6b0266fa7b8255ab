package dev.pons.plugin.http;

import dev.pons.spi.Message;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a server answered (RFC 9112). Its head is known; its body, or what came of it.
 *
 * @param headers names in lower case; of several fields of a name, joined with a comma
 * @param whole all of the body came, and it was not too long
 * @param keeps the line can be used again
 */
record Response(
        int status, Map<String, String> headers, byte[] body, boolean whole, boolean keeps) {

    private static final int LONGEST_HEAD = 1 << 16;
    private static final Pattern STATUS =
            Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})(?: .*)?");

    /** A status line and what follows it. */
    private record Head(boolean old, int status, Map<String, String> headers) {

        String of(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean keeps() {
            var said = of("connection").toLowerCase(Locale.ROOT);
            return old ? said.contains("keep-alive") : !said.contains("close");
        }
    }

    /** Bounds the bytes that are kept. */
    private static final class Kept {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long most;
        private boolean over;

        private Kept(long most) {
            this.most = most;
        }

        /** False: no more is wanted. */
        private boolean add(byte[] some, int count) {
            int room = (int) Math.min(count, most - bytes.size());
            bytes.write(some, 0, room);
            over |= room < count;
            return !over;
        }
    }

    /**
     * Reads one, past those that only inform (1xx). {@code IOException}: not even its head came, or
     * it is none.
     *
     * @param bare the answer to HEAD: it has no body
     */
    static Response read(InputStream in, boolean bare, long most) throws IOException {
        var head = head(in);
        while (head.status() < 200) {
            head = head(in);
        }
        var kept = new Kept(most);
        if (bare || head.status() == 204 || head.status() == 304) {
            return made(head, kept, true, true);
        }
        try {
            boolean whole = body(in, head, kept);
            return made(head, kept, whole, whole && isFramed(head));
        } catch (IOException broken) {
            return made(head, kept, false, false);
        }
    }

    private static Response made(Head head, Kept kept, boolean whole, boolean clean) {
        return new Response(
                head.status(),
                head.headers(),
                kept.bytes.toByteArray(),
                whole,
                clean && head.keeps());
    }

    private static boolean isFramed(Head head) {
        return isChunked(head) || !head.of("content-length").isEmpty();
    }

    private static boolean isChunked(Head head) {
        return head.of("transfer-encoding").toLowerCase(Locale.ROOT).endsWith("chunked");
    }

    private static Head head(InputStream in) throws IOException {
        var budget = new int[] {LONGEST_HEAD};
        var status = STATUS.matcher(line(in, budget));
        if (!status.matches()) {
            throw new IOException("what came is no answer of HTTP/1.1");
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (one, two) -> one + ", " + two);
            }
        }
        return new Head(status.group(1).equals("0"), Integer.parseInt(status.group(2)), headers);
    }

    private static String line(InputStream in, int[] budget) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the server closed the connection without an answer");
            }
            if (budget[0]-- == 0) {
                throw new IOException("the head of the answer is too long");
            }
            line.write(one);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** RFC 9112, section 6.3. True: all of it. */
    private static boolean body(InputStream in, Head head, Kept kept) throws IOException {
        if (isChunked(head)) {
            return chunks(in, kept);
        }
        var length = head.of("content-length");
        if (!length.isEmpty()) {
            return length.matches("[0-9]{1,18}") && exactly(in, Long.parseLong(length), kept);
        }
        var some = new byte[8192];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            if (!kept.add(some, n)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 9112, section 7.1. */
    private static boolean chunks(InputStream in, Kept kept) throws IOException {
        while (true) {
            var size = line(in, new int[] {LONGEST_HEAD}).replaceFirst("[ ;].*$", "");
            if (!size.matches("[0-9A-Fa-f]{1,15}")) {
                return false;
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                var budget = new int[] {LONGEST_HEAD};
                while (!line(in, budget).isEmpty()) {
                    kept.add(new byte[0], 0); // trailers are not kept
                }
                return !kept.over;
            }
            if (!exactly(in, length, kept) || !line(in, new int[] {2}).isEmpty()) {
                return false;
            }
        }
    }

    private static boolean exactly(InputStream in, long length, Kept kept) throws IOException {
        var some = new byte[8192];
        for (long left = length; left > 0; ) {
            int n = in.read(some, 0, (int) Math.min(some.length, left));
            if (n < 0 || !kept.add(some, n)) {
                return false;
            }
            left -= n;
        }
        return true;
    }

    /** With its facts: {@code http.status}, {@code http.header.NAME}. */
    Message message() {
        var facts = new TreeMap<String, String>();
        facts.put("http.status", "" + status);
        headers.forEach((name, value) -> facts.put("http.header." + name, value));
        return Message.of(body, facts);
    }
}
