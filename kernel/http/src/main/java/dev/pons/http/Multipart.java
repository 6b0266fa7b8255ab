package dev.pons.http;

import dev.pons.spi.http.Exchange.Part;
import dev.pons.spi.http.StatusException;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the parts of a form one after the other, as they come in (RFC 7578; RFC 2046, section
 * 5.1.1):
 *
 * <pre>
 * --boundary CRLF  name: value CRLF ... CRLF  bytes  CRLF --boundary CRLF ... CRLF --boundary--
 * </pre>
 */
final class Multipart {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_FIELDS = 32;
    private static final Pattern BOUNDARY =
            Pattern.compile(
                    ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(";\\s*name=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern FILE = Pattern.compile(";\\s*filename=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final PushbackInputStream in;
    private final byte[] mark;
    private @Nullable Content open;
    private boolean begun;
    private boolean ended;

    Multipart(InputStream in, String boundary) {
        this.mark = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.in = new PushbackInputStream(new BufferedInputStream(in, 8192), mark.length + 1);
    }

    /** The boundary that a media type names. */
    static String boundary(String type) throws StatusException {
        var found = BOUNDARY.matcher(type);
        if (!found.find()) {
            throw new StatusException(400, "the media type names no boundary of the parts");
        }
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    /** The next part; what was left of the one before is skipped. */
    Optional<Part> next() throws IOException {
        if (!begun) {
            begun = true;
            in.unread(new byte[] {'\r', '\n'}); // the first mark may stand at the very beginning
            open = new Content();
        }
        if (open != null) {
            open.transferTo(OutputStream.nullOutputStream());
        }
        if (ended || isLast()) {
            ended = true;
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        }
        var fields = fields();
        open = new Content();
        return Optional.of(part(fields, open));
    }

    /** Behind a mark: two hyphens end all, a line end begins a part. */
    private boolean isLast() throws IOException {
        var rest = line();
        if (rest.startsWith("--")) {
            return true;
        }
        if (!rest.isBlank()) {
            throw wrong();
        }
        return false;
    }

    private Map<String, String> fields() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields.size() == MOST_FIELDS) {
                throw wrong();
            }
            fields.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    /** Up to a line end, without it. */
    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                if (line.size() > 0 && line.toString(StandardCharsets.UTF_8).equals("--")) {
                    return "--";
                }
                throw wrong();
            }
            if (line.size() == LONGEST_LINE) {
                throw wrong();
            }
            line.write(one);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static StatusException wrong() {
        return new StatusException(400, "the parts of the body are not as RFC 7578 has them");
    }

    private static Part part(Map<String, String> fields, InputStream body) throws StatusException {
        var disposition = fields.getOrDefault("content-disposition", "");
        var name = NAME.matcher(disposition);
        if (!name.find()) {
            throw wrong();
        }
        var file = FILE.matcher(disposition);
        return new Read(
                unescaped(name.group(1)),
                file.find() ? Optional.of(unescaped(file.group(1))) : Optional.empty(),
                Optional.ofNullable(fields.get("content-type")),
                body);
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /** What was read of a part. */
    private record Read(String name, Optional<String> file, Optional<String> type, InputStream body)
            implements Part {}

    /** The bytes up to the next mark. */
    private final class Content extends InputStream {

        private boolean over;

        @Override
        public int read() throws IOException {
            if (over) {
                return -1;
            }
            int one = in.read();
            if (one < 0) {
                throw wrong();
            }
            if (one != mark[0] || !isMark()) {
                return one;
            }
            over = true;
            return -1;
        }

        /** The rest of a mark follows, and is read; else nothing is. */
        private boolean isMark() throws IOException {
            var rest = in.readNBytes(mark.length - 1);
            if (Arrays.equals(rest, 0, rest.length, mark, 1, mark.length)) {
                return true;
            }
            in.unread(rest);
            return false;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            while (at < from + length) {
                int one = read();
                if (one < 0) {
                    break;
                }
                bytes[at++] = (byte) one;
            }
            return at == from && length > 0 ? -1 : at - from;
        }
    }
}
