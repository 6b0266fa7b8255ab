package dev.pons.spi.http;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request and its answer. For the one thread that handles it. */
@ProviderType
public interface Exchange {

    /** {@code GET}, {@code POST}; of the route's methods. */
    String method();

    /** The path that was called, decoded. */
    String path();

    /** What stands for each {@code {name}} of the route, decoded. */
    Map<String, String> variables();

    /** Fields of the query, decoded; one name may have several values. */
    Map<String, List<String>> query();

    /** Header fields; names in lower case. Credentials that the kernel looked at are left out. */
    Map<String, List<String>> headers();

    /** The first value of a header field; the name in any case. */
    Optional<String> header(String name);

    /** Who called, as the kernel established it; empty where anyone may. */
    Optional<String> user();

    /**
     * The name in the certificate that the caller proved by TLS, for {@code meta}: {@code
     * CN=lab.example,O=Lab} (RFC 2253). Empty: none was asked for.
     */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /**
     * It is sure that the caller may call. False: that depends on a signature over the body, which
     * is looked at where the body ends; before that, nothing of the request is to be kept.
     */
    default boolean isSure() {
        return true;
    }

    /** The caller's address and port, as text for {@code meta}. */
    String peer();

    /**
     * The body as it comes in, decompressed; read it once, to its end. Reads throw {@link
     * StatusException} where it breaks a bound of the route, another {@code IOException} where the
     * caller has left.
     */
    InputStream body() throws IOException;

    /** The body is {@code multipart/form-data} (RFC 7578). */
    boolean hasParts();

    /**
     * The next part of a multipart body, instead of {@link #body}; empty: there is none. The one
     * before is not valid any more.
     */
    Optional<Part> nextPart() throws IOException;

    /**
     * Begins the answer, once; write its body and close it. Where the body breaks off, do not close
     * it but throw: the connection ends, and the caller sees that something is missing. Headers
     * that the kernel owns (length, encoding, connection) are set by it. {@code IOException}, here
     * or from the stream: the caller has left or takes nothing.
     *
     * @param status 200 to 599
     * @param headers by name; line breaks in a value are refused with {@code
     *     IllegalArgumentException}
     * @param length of the body; -1: not known
     */
    OutputStream answer(int status, Map<String, String> headers, long length) throws IOException;

    /**
     * Answers with a problem (RFC 9457, {@code application/problem+json}).
     *
     * @param status 400 to 599
     * @param detail own words: no content
     * @param members more members, by name: {@code id}, {@code code}
     */
    void problem(int status, String detail, Map<String, String> members) throws IOException;

    /** One part of a multipart body. */
    @ProviderType
    interface Part {

        /** The field's name. */
        String name();

        /** The file's name as the caller gave it: never use it as a path. */
        Optional<String> file();

        /** Its media type; empty: none was said. */
        Optional<String> type();

        /** Its bytes, as they come in. */
        InputStream body();
    }
}
