package dev.pons.core.engine;

import dev.pons.core.net.Net;
import dev.pons.spi.Context;
import dev.pons.spi.Late;
import dev.pons.spi.Spool;
import dev.pons.spi.http.Routes;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Protocol;
import dev.pons.spi.net.Tls;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/** What the kernel lends to one instance of a plugin; closed after it. */
final class PluginContext implements Context, AutoCloseable {

    /** An instance that is only looked at may ask for lines, and may not use them. */
    private static final Ports NOWHERE =
            new Ports() {
                @Override
                public void listen(Listen port, Protocol protocol) {
                    throw new IllegalStateException("nothing listens while a channel is checked");
                }

                @Override
                public Connection dial(Peer peer) {
                    throw new IllegalStateException("nothing is dialed while a channel is checked");
                }

                @Override
                public void secure(Connection line, Optional<Tls> tls, String host, Instant until) {
                    throw new IllegalStateException("nothing is dialed while a channel is checked");
                }
            };

    private static final Routes NO_ROUTES =
            (port, route, handler) -> {
                throw new IllegalStateException("nothing is served while a channel is checked");
            };

    private static final Datagrams NO_DATAGRAMS =
            new Datagrams() {
                @Override
                public void receive(Listen port, Receiving how, Receiver receiver) {
                    throw new IllegalStateException("nothing listens while a channel is checked");
                }

                @Override
                public Sender sender(Peer peer, Sending how) {
                    throw new IllegalStateException("nothing is sent while a channel is checked");
                }
            };

    /** Nothing is awaited while a channel is checked. */
    private static final Late NOBODY = (correlation, delivery) -> false;

    private static final Spool NO_SPOOL =
            () -> {
                throw new IllegalStateException("nothing is read while a channel is checked");
            };

    /**
     * What only some instances need.
     *
     * @param lines null: none (formats, steps, validation)
     * @param spool for messages of any size
     * @param late for answers that come later
     */
    record Lent(Net.@Nullable Lines lines, Spool spool, Late late) {}

    private final String name;
    private final Clock clock;
    private final Lent lent;
    private final Consumer<String> state;
    private @Nullable ScheduledThreadPoolExecutor executor;
    private volatile String why = "";

    /**
     * @param state told when the plugin says up (empty) or down (why)
     */
    PluginContext(String name, Clock clock, Lent lent, Consumer<String> state) {
        this.name = name;
        this.clock = clock;
        this.lent = lent;
        this.state = state;
    }

    /** For validation, formats and steps: nothing to talk on. */
    static PluginContext silent(String name, Clock clock) {
        return new PluginContext(name, clock, new Lent(null, NO_SPOOL, NOBODY), why -> {});
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized ScheduledExecutorService executor() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(1, Threads.named("pons-" + name + "-"));
        }
        return executor;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void up() {
        why = "";
        state.accept("");
    }

    @Override
    public void down(String words) {
        why = words;
        state.accept(words);
    }

    /** What the plugin said last; empty: up, or nothing. */
    String why() {
        return why;
    }

    @Override
    public <S> S service(Class<S> type) {
        if (type == Ports.class) {
            return type.cast(lent.lines() == null ? NOWHERE : lent.lines());
        }
        if (type == Routes.class) {
            return type.cast(lent.lines() == null ? NO_ROUTES : lent.lines());
        }
        if (type == Datagrams.class) {
            return type.cast(lent.lines() == null ? NO_DATAGRAMS : lent.lines().datagrams());
        }
        if (type == Spool.class) {
            return type.cast(lent.spool());
        }
        if (type == Late.class) {
            return type.cast(lent.late());
        }
        throw new IllegalStateException(
                type.getSimpleName() + " is not offered to " + name + " by this engine");
    }

    @Override
    public synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
        var lines = lent.lines();
        if (lines != null) {
            lines.close();
        }
    }
}
