package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** When keys of an issuer are fetched, on a clock that is turned by hand. */
class IssuerKeysTest {

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-30T23:00:00Z");
    private volatile boolean away;
    private final IssuerKeys keys =
            new IssuerKeys(
                    () -> {
                        fetches.incrementAndGet();
                        if (away) {
                            throw new IOException("away");
                        }
                        return new JWKSet();
                    },
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now;
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    });

    private JWKSet known() throws Exception {
        return keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), 0, null);
    }

    private JWKSet lacking(JWKSet seen) throws Exception {
        return keys.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(seen), 0, null);
    }

    private void later(long seconds) {
        now = now.plusSeconds(seconds);
    }

    /** A stranger with invented key names makes one fetch in ten seconds, and not one each. */
    @Test
    void anUnknownKeyIsLookedForAtABoundedRate() throws Exception {
        var first = known();
        for (int i = 0; i < 100; i++) {
            lacking(first);
        }
        assertThat(fetches).hasValue(1);
        later(IssuerKeys.PAUSE.toSeconds());
        var second = lacking(first);
        assertThat(second).isNotSameAs(first);
        lacking(second);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void oldKeysAreFetchedAnewAndKeptWhereThatFails() throws Exception {
        var first = known();
        later(Duration.ofMinutes(14).toSeconds());
        assertThat(known()).isSameAs(first);
        assertThat(fetches).hasValue(1);
        away = true;
        later(120);
        assertThat(known()).isSameAs(first);
        assertThat(known()).isSameAs(first);
        assertThat(fetches).as("one try in a minute").hasValue(2);
        away = false;
        later(60);
        assertThat(known()).isNotSameAs(first);
    }

    @Test
    void whereThereNeverWereKeysItIsSaid() throws Exception {
        away = true;
        assertThatThrownBy(this::known).isInstanceOf(JWKSetUnavailableException.class);
        away = false;
        assertThatThrownBy(this::known).isInstanceOf(JWKSetUnavailableException.class);
        later(IssuerKeys.PAUSE.toSeconds());
        assertThat(known()).isNotNull();
    }

    /** Those who come while keys are fetched for the first time share the one fetch. */
    @Test
    void manyAtOnceMakeOneFetch() throws Exception {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow =
                new IssuerKeys(
                        () -> {
                            fetches.incrementAndGet();
                            asked.countDown();
                            try {
                                go.await(10, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                throw new IOException("interrupted", e);
                            }
                            return new JWKSet();
                        },
                        Clock.systemUTC());
        var callers = new ArrayList<FutureTask<JWKSet>>();
        for (int i = 0; i < 8; i++) {
            var caller =
                    new FutureTask<>(
                            () -> slow.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), 0, null));
            callers.add(caller);
            new Thread(caller).start();
        }
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        go.countDown();
        for (var caller : callers) {
            assertThat(caller.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(fetches).hasValue(1);
    }
}
