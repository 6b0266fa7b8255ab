package dev.pons.core.engine.testing;

import dev.pons.spi.Context;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/** For conditions of a test, in which no plugin's step stands. */
final class NoContext implements Context {

    @Override
    public String name() {
        return "test";
    }

    @Override
    public ScheduledExecutorService executor() {
        throw none();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void up() {
        throw none();
    }

    @Override
    public void down(String why) {
        throw none();
    }

    @Override
    public <S> S service(Class<S> type) {
        throw none();
    }

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("no plugin runs in a condition of a test");
    }
}
