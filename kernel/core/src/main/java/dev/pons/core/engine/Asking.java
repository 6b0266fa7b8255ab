package dev.pons.core.engine;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the steps of one channel ask peers: whom they wait for now, who does not answer, and how
 * that ends when the channel stops. Nobody talks to a peer in here. Any thread.
 */
final class Asking {

    private final Clock clock;
    private final Map<String, String> silent = new TreeMap<>();
    private @Nullable Gate gate;
    private @Nullable Open now;
    private int lines;
    private boolean ending;

    /** A question that is open. */
    record Open(Asker whom, Instant since) {}

    Asking(Clock clock) {
        this.clock = clock;
    }

    /** The steps run behind this one. */
    synchronized void behind(Gate steps) {
        gate = steps;
    }

    /**
     * The steps wait for this peer. {@code InterruptedException}: not any more, the channel stops.
     */
    synchronized void begin(Asker whom) throws InterruptedException {
        mayGoOn();
        now = new Open(whom, clock.instant());
    }

    /** For so long they may wait from now on, before they count as steps that do not end. */
    synchronized void lasts(Duration longest) {
        if (gate != null) {
            gate.waits(longest);
        }
    }

    /** The steps go on. */
    synchronized void end() {
        now = null;
        lasts(Duration.ZERO);
    }

    /** {@code InterruptedException}: the channel stops. */
    synchronized void mayGoOn() throws InterruptedException {
        if (ending) {
            throw new InterruptedException("the channel stops");
        }
    }

    /** A pause between two attempts. {@code InterruptedException}: the channel stops. */
    synchronized void rest(Duration pause) throws InterruptedException {
        lasts(pause);
        long end = System.nanoTime() + pause.toNanos();
        long left = pause.toMillis();
        while (left > 0 && !ending) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        mayGoOn();
    }

    /** The channel stops: nobody is asked again, a pause ends now. Or it runs again. */
    synchronized void ends(boolean yes) {
        ending = yes;
        silent.clear();
        notifyAll();
    }

    /** Ends a question that is open soon. */
    void abort() {
        waits().ifPresent(open -> open.whom().abort());
    }

    /** Whom the steps wait for at this moment. */
    synchronized Optional<Open> waits() {
        return Optional.ofNullable(now);
    }

    /** A line to a peer is kept, or not any more. */
    synchronized void lines(int more) {
        lines += more;
    }

    /** Steps of this channel ask somebody, so that a message may take its time. */
    synchronized boolean any() {
        return lines > 0;
    }

    /** A peer did not answer, whatever it was asked; what was said first is kept. */
    synchronized void silent(String name, String why) {
        silent.putIfAbsent(name, why);
    }

    /** A peer answered, or is asked no more. */
    synchronized void well(String name) {
        silent.remove(name);
    }

    /** Who does not answer, in words; empty: nobody. */
    synchronized String trouble() {
        var first = silent.entrySet().stream().findFirst();
        return first.map(
                        e ->
                                "its steps ask "
                                        + e.getKey()
                                        + ", which does not answer: "
                                        + e.getValue())
                .orElse("");
    }
}
