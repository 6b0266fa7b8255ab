package dev.pons.http;

import dev.pons.spi.http.Route;
import dev.pons.spi.http.StatusException;

import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/**
 * The bytes of a body, within the bounds of its route, and with its signature looked at where it
 * ends: whoever reads to the end has a body that the caller signed.
 */
final class BodyStream extends InputStream {

    private final InputStream in;
    private final Route.Limits limits;
    private final @Nullable Signature signature;
    private final long end;
    private long count;
    private boolean over;

    /**
     * @param signature null: none is asked for
     */
    BodyStream(InputStream in, Route.Limits limits, @Nullable Signature signature) {
        this.in = in;
        this.limits = limits;
        this.signature = signature;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    static StatusException tooLong(Route.Limits limits) {
        return new StatusException(
                413, "the body is longer than the " + limits.body() + " bytes that are taken here");
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int some = next(bytes, from, length);
        if (some < 0) {
            ended();
            return -1;
        }
        count += some;
        if (count > limits.body()) {
            throw tooLong(limits);
        }
        if (System.nanoTime() - end > 0) {
            throw slow();
        }
        if (signature != null) {
            signature.update(bytes, from, some);
        }
        return some;
    }

    private int next(byte[] bytes, int from, int length) throws IOException {
        try {
            return in.read(bytes, from, length);
        } catch (IOException | RuntimeException e) {
            if (e instanceof StatusException said) {
                throw said;
            }
            if (e instanceof HttpException || e.getCause() instanceof HttpException) {
                throw wrong();
            }
            if (e.getCause() instanceof TimeoutException) {
                throw slow();
            }
            throw new IOException("the caller left inside the body", e);
        }
    }

    private static StatusException wrong() {
        return new StatusException(400, "the body is not framed as HTTP/1.1 frames one");
    }

    private StatusException slow() {
        return new StatusException(
                408, "the body did not come within " + limits.time().toSeconds() + " seconds");
    }

    private void ended() throws StatusException {
        if (!over && signature != null && !signature.isRight()) {
            throw new StatusException(401, Gate.NEEDED);
        }
        over = true;
    }
}
