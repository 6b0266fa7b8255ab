package dev.pons.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What a caller is told where the request is none, or something of ours failed: never Jetty's
 * words, which may quote the request or us.
 */
final class ProblemPages extends ErrorHandler {

    private static final HttpField TYPE = new HttpField(HttpHeader.CONTENT_TYPE, ProblemText.TYPE);

    /** A version or framing that nobody knows is the caller's fault: 400, not 505 or 501. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                || status == HttpStatus.NOT_IMPLEMENTED_501) {
            status = HttpStatus.BAD_REQUEST_400;
            response.setStatus(status);
        }
        // Jetty closes behind such a request, and says so nowhere: a caller would use the line
        // again
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        response.getHeaders().put(TYPE);
        response.write(true, ByteBuffer.wrap(page(status)), callback);
        return true;
    }

    private static byte[] page(int status) {
        return ProblemText.of(status, words(status), Map.of());
    }

    private static String words(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "this is no HTTP request that can be understood";
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
                    "the head of the request is too long";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "the request did not come in time";
            default -> status < 500 ? "the request cannot be served" : "the request failed here";
        };
    }
}
