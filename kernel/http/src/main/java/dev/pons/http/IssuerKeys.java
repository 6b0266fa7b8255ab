package dev.pons.http;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys of one issuer, fetched when they are first needed, when they are old, and when a token
 * names a key that is not among them: one fetch at a time, and not more often than {@link #PAUSE}.
 * Old ones count while there are no new ones to be had. No lock is held during a fetch: who can do
 * with the keys that are there goes on, and who cannot waits for its end.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(JettyWeb.class);

    /** Between the begin of two fetches. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration OLD = Duration.ofMinutes(15);

    /** Between two fetches that only look for newer keys than are there. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Where keys are fetched. */
    @FunctionalInterface
    interface Fetch {
        JWKSet get() throws IOException;
    }

    private final Fetch server;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Void>> fetching =
            new AtomicReference<>();
    private volatile @Nullable JWKSet keys;
    private volatile long fetched = Long.MIN_VALUE;
    private volatile long tried = Long.MIN_VALUE;
    private volatile boolean failing;

    IssuerKeys(Fetch server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public JWKSet getJWKSet(
            JWKSetCacheRefreshEvaluator asked, long time, @Nullable SecurityContext context)
            throws KeySourceException {
        var here = keys;
        boolean lacks = here == null || asked.requiresRefresh(here);
        if (lacks || isPast(fetched, OLD)) {
            refresh(lacks);
        }
        var now = keys;
        if (now == null) {
            throw new JWKSetUnavailableException("no keys yet");
        }
        return now;
    }

    private boolean isPast(long since, Duration time) {
        return since == Long.MIN_VALUE || clock.millis() - since >= time.toMillis();
    }

    /** By this thread, unless another one does. */
    private void refresh(boolean lacks) throws KeySourceException {
        var mine = new CompletableFuture<Void>();
        var others = fetching.compareAndExchange(null, mine);
        if (others != null) {
            if (lacks) {
                await(others);
            }
            return;
        }
        try {
            if (isPast(tried, lacks ? PAUSE : LATER)) {
                tried = clock.millis();
                keys = server.get();
                fetched = tried;
                failing = false;
            }
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("keys that tokens are checked with are not to be had: {}", words(e));
            }
            failing = true;
        } finally {
            fetching.set(null);
            mine.complete(null);
        }
    }

    private static String words(IOException e) {
        return e instanceof SocketTimeoutException
                ? "their server does not answer in time"
                : String.valueOf(e.getMessage());
    }

    private static void await(CompletableFuture<Void> end) throws KeySourceException {
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new JWKSetUnavailableException("the server of the keys is slow", e);
        }
    }

    @Override
    public void close() {
        keys = null;
    }
}
