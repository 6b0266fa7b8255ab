package dev.pons.core.engine;

import dev.pons.core.config.Rate;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How fast a destination may send, by its file or by an operator's order, and when what waits will
 * be done. Nobody sleeps for it: who may not send yet is told when. Any thread.
 */
final class Pace {

    /** What may be sent at once after a time of quiet, in parts of a second. */
    private static final double BURST = 0.1;

    /** Shorter waits are not worth a word. */
    private static final double WORTH_SECONDS = 10;

    private final Clock clock;
    private final Lately lately = new Lately();
    private Optional<Rate> file = Optional.empty();
    private Order order = new Order(Ordered.NONE);
    private double tokens;
    private long filled;
    private long told;

    /**
     * What an operator said.
     *
     * @param rate empty: what the file says
     */
    private record Order(Ordered said, Optional<Rate> rate) {
        Order(Ordered said) {
            this(said, Rate.parse(said.order()));
        }
    }

    Pace(Clock clock) {
        this.clock = clock;
    }

    /** The channel's file says this. */
    synchronized void file(Optional<Rate> rate) {
        file = rate;
    }

    /** An operator says this: a rate, or {@code off} for what the file says. */
    synchronized void order(Ordered next) {
        order = new Order(next);
        told = 0;
    }

    private Optional<Rate> rate() {
        return order.rate().isPresent() ? order.rate() : file;
    }

    /** How many may be sent now, of so many. */
    synchronized int take(int most) {
        var rate = rate();
        if (rate.isEmpty()) {
            return most;
        }
        fill(rate.get());
        int may = (int) Math.min(most, tokens);
        tokens -= may;
        return may;
    }

    /** Those were taken and not sent. */
    synchronized void back(int count) {
        tokens += count;
    }

    private void fill(Rate rate) {
        long now = clock.millis();
        double more = Math.max(0, now - filled) * rate.perSecond() / 1000;
        tokens = Math.min(tokens + more, Math.max(1, rate.perSecond() * BURST));
        filled = now;
    }

    /** One may be sent now; else {@code later} is told after which time to ask again, once. */
    boolean may(Consumer<Duration> later) {
        long pause = pause();
        if (pause > 0) {
            later.accept(Duration.ofMillis(pause));
        }
        return pause == 0;
    }

    /** 0: now; less: somebody was told already. */
    private synchronized long pause() {
        var rate = rate();
        if (rate.isEmpty()) {
            return 0;
        }
        fill(rate.get());
        if (tokens >= 1) {
            return 0;
        }
        if (filled < told) {
            return -1;
        }
        long pause = 1 + (long) Math.ceil((1 - tokens) * 1000 / rate.get().perSecond());
        told = filled + pause;
        return pause;
    }

    /** One was delivered. */
    void delivered(long now) {
        lately.one(now);
    }

    /**
     * {@code at most 50/s by order of anna; 12400 wait, done in about 4 min}; empty: nothing to
     * say.
     */
    synchronized String words(long waiting) {
        var rate = rate();
        double measured = lately.perSecond(clock.millis());
        double speed = rate.map(Rate::perSecond).orElse(measured);
        var limit = rate.map(r -> "at most " + r + by()).orElse("");
        if (speed == 0 || waiting / speed < WORTH_SECONDS) {
            return limit;
        }
        var done = Views.words(Duration.ofMillis((long) (waiting * 1000 / speed)));
        var wait = String.format(Locale.ROOT, "%,d wait, ", waiting);
        return limit.isEmpty()
                ? wait + "at " + shown(measured) + ", as in the last minute, done in about " + done
                : limit + "; " + wait + "done in about " + done;
    }

    private String by() {
        return order.rate().isEmpty() || order.said().who().isEmpty()
                ? ""
                : " by order of " + order.said().who();
    }

    private static String shown(double perSecond) {
        return perSecond >= 1
                ? Math.round(perSecond) + "/s"
                : Math.max(1, Math.round(perSecond * 60)) + "/min";
    }
}
