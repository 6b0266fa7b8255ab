package dev.pons.plugin.tcp;

import dev.pons.framing.Encoder;
import dev.pons.framing.Frame;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Ports;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Sends each message to all peers that are connected. Each has a queue of its own, bounded in
 * bytes: the fastest sets the pace, and a slow one misses messages or is disconnected. Delivered
 * means that one peer's connection took the bytes.
 */
final class Crowd implements Destination {

    /** How long what waits for peers is written on when it closes, in milliseconds. */
    private static final long PATIENCE = 3000;

    private final TcpDestination.Options options;
    private final Context context;
    private final Encoder encoder;
    private final Set<Hearer> hearers = new HashSet<>();
    private boolean listens;
    private boolean closed;

    Crowd(TcpDestination.Options options, Context context) {
        this.options = options;
        this.context = context;
        this.encoder = options.framing().encoder();
    }

    @Override
    public void connect() throws IOException {
        if (!listens) {
            Ports.of(context).listen(options.listen().orElseThrow(), this::serve);
            listens = true;
        }
    }

    private void serve(Connection line) throws Exception {
        var hearer = new Hearer(line, options, context.name());
        if (!enter(hearer)) {
            return;
        }
        try {
            hearer.serve();
        } finally {
            leave(hearer);
        }
    }

    private synchronized boolean enter(Hearer hearer) {
        return !closed && hearers.add(hearer);
    }

    private synchronized void leave(Hearer hearer) {
        hearers.remove(hearer);
        notifyAll();
    }

    private synchronized Set<Hearer> all() {
        return Set.copyOf(hearers);
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        var body = message.body();
        if (body.size() > options.maxSize()) {
            return Delivery.rejected(
                    "the message has "
                            + body.size()
                            + " bytes; max-size allows "
                            + options.maxSize());
        }
        var misfit = encoder.misfit(body);
        if (!misfit.isEmpty()) {
            return Delivery.rejected("the message cannot be framed: " + misfit);
        }
        var sent = new Sent(encoder.framed(body));
        boolean anybody = false;
        for (var hearer : all()) {
            anybody |= hearer.offer(sent);
        }
        sent.given();
        if (!anybody) {
            return Delivery.retry("nobody is connected, or all who are are slow");
        }
        var known = sent.await(patience(attempt));
        if (known.isEmpty()) {
            return Delivery.unknown(
                    "no peer took it within " + Frame.words(options.timeout()) + "; some may");
        }
        return known.get() ? Delivery.delivered() : Delivery.retry("all who were connected left");
    }

    private Duration patience(Attempt attempt) {
        var left = Duration.between(context.clock().instant(), attempt.deadline());
        return left.compareTo(options.timeout()) < 0 ? left : options.timeout();
    }

    /** What waits is written; connections go on with the next version, if there is one. */
    @Override
    public synchronized void close() {
        closed = true;
        hearers.forEach(Hearer::leave);
        long end = System.nanoTime() + PATIENCE * 1_000_000;
        try {
            for (long left = PATIENCE; !hearers.isEmpty() && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hearers.forEach(Hearer::drop);
        }
    }
}
