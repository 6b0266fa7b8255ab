package dev.pons.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The answer to one request, on its thread. */
final class Answer {

    /** Fields of the connection (RFC 9110, section 7.6.1) and of the message's framing. */
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "content-length",
                    "date",
                    "server");

    /** RFC 9110, section 5.6.2. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Less is not worth the work. */
    private static final int WORTH_PACKING = 1024;

    private final Request request;
    private final Response response;
    private @Nullable OutputStream out;

    Answer(Request request, Response response) {
        this.request = request;
        this.response = response;
    }

    /** Something was said. */
    boolean begun() {
        return out != null;
    }

    /** Before it begins. */
    void add(String name, String value) {
        response.getHeaders().add(name, value);
    }

    /** Status and fields; the body is written to the stream and closed. */
    OutputStream begin(int status, Map<String, String> headers, long length) throws IOException {
        if (out != null) {
            throw new IllegalStateException("a request has one answer");
        }
        var fields = response.getHeaders();
        headers.forEach((name, value) -> put(fields, name, value));
        response.setStatus(status);
        if (status >= 400 && !request.consumeAvailable()) {
            // the rest of the body is not waited for: the caller must not ask behind it
            fields.put(HttpHeader.CONNECTION, "close");
        }
        boolean bare = HttpStatus.hasNoBody(status);
        boolean packs = !bare && packs(fields, length);
        if (packs) {
            fields.put(HttpHeader.CONTENT_ENCODING, "gzip");
            fields.add(HttpHeader.VARY, "Accept-Encoding");
        }
        var plain = new Out(length >= 0 && !packs && !bare ? length : -1, bare);
        var begun = packs ? new GZIPOutputStream(plain) : plain;
        out = begun;
        return begun;
    }

    private static void put(HttpFields.Mutable fields, String name, String value) {
        if (!NAME.matcher(name).matches()
                || value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new IllegalArgumentException("header field with a line break or a wrong name");
        }
        if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
            fields.put(name, value);
        }
    }

    /** RFC 9110, section 12.5.3; what is packed already is left as it is. */
    private boolean packs(HttpFields fields, long length) {
        if (length >= 0 && length < WORTH_PACKING || fields.contains(HttpHeader.CONTENT_ENCODING)) {
            return false;
        }
        var type = String.valueOf(fields.get(HttpHeader.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
        boolean text =
                type.startsWith("text/")
                        || type.contains("json")
                        || type.contains("xml")
                        || type.contains("hl7");
        return text
                && request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip");
    }

    /** A whole answer that says what is wrong. */
    void problem(
            int status, String detail, Map<String, String> members, Map<String, String> headers)
            throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemText.TYPE);
        var body = ProblemText.of(status, detail, members);
        try (var to = begin(status, headers, body.length)) {
            to.write(body);
        }
    }

    /** All that was written is out, and nothing follows. */
    void finish() throws IOException {
        if (out != null) {
            out.close();
        }
    }

    /** Bytes on their way: what is short goes in one piece with its length. */
    private final class Out extends OutputStream {

        private static final int ROOM = 32 << 10;

        private final long length;
        private final boolean bare;
        private byte[] waiting = new byte[1024];
        private int count;
        private boolean sent;
        private boolean closed;

        private Out(long length, boolean bare) {
            this.length = length;
            this.bare = bare;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int size) throws IOException {
            int at = from;
            while (at < from + size && !bare) {
                if (count == ROOM) {
                    send(false);
                }
                int some = Math.min(from + size - at, ROOM - count);
                if (count + some > waiting.length) {
                    waiting =
                            Arrays.copyOf(
                                    waiting,
                                    Math.min(ROOM, Math.max(count + some, waiting.length * 2)));
                }
                System.arraycopy(bytes, at, waiting, count, some);
                count += some;
                at += some;
            }
        }

        @Override
        public void flush() throws IOException {
            if (count > 0) {
                send(false);
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                send(true);
            }
        }

        private void send(boolean last) throws IOException {
            if (!sent && !bare) {
                long known = last ? count : length;
                if (known >= 0) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, known);
                }
            }
            sent = true;
            try (var done = Blocker.callback()) {
                response.write(last, ByteBuffer.wrap(waiting, 0, count), done);
                done.block();
            }
            count = 0;
        }
    }
}
