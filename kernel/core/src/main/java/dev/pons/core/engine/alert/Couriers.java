package dev.pons.core.engine.alert;

import dev.pons.core.config.AlertsFile;
import dev.pons.core.control.AlertTargetView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;

/**
 * Bring notices to their targets, one courier each: what waits goes in one call, what is not taken
 * is tried again with growing pauses. Never waits itself. Any thread.
 */
public final class Couriers {

    private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);

    private final Alerts alerts;
    private final NoticeText text;
    private final Executor executor;
    private volatile Map<String, Courier> couriers = Map.of();

    /**
     * @param instance which engine this is, for those who are told
     * @param executor runs what may wait
     */
    public Couriers(Alerts alerts, String instance, Clock clock, Executor executor) {
        this.alerts = alerts;
        this.text = new NoticeText(instance, clock);
        this.executor = executor;
    }

    /** From now on these are the targets; couriers of those that did not change go on. */
    public void targets(Map<String, AlertsFile.Target> targets) {
        var next = new HashMap<String, Courier>();
        targets.forEach(
                (name, options) -> {
                    var known = couriers.get(name);
                    next.put(
                            name,
                            known != null && known.options.equals(options)
                                    ? known
                                    : new Courier(name, options, target(options), alerts, clock()));
                });
        couriers = Map.copyOf(next);
    }

    private Target target(AlertsFile.Target options) {
        return options.webhook().isPresent()
                ? new WebhookTarget(options.webhook().get(), text, executor)
                : new SmtpTarget(options.smtp().orElseThrow(), text, clock(), trust());
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private Clock clock() {
        return text.clock();
    }

    /** There is one of this name. */
    public boolean knows(String target) {
        return couriers.containsKey(target);
    }

    /** Names of all. */
    public List<String> names() {
        return List.copyOf(new TreeMap<>(couriers).keySet());
    }

    /** Once a second: begins what is due. */
    public void tick() {
        couriers.values()
                .forEach(
                        courier -> {
                            if (courier.begins()) {
                                executor.execute(courier::deliver);
                            }
                        });
    }

    /** Tells a target now that this is a test; waits for it. */
    public void test(String target, String who) throws NotToldException, InterruptedException {
        var courier = couriers.get(target);
        if (courier == null) {
            throw new NotToldException("there is no target " + target);
        }
        var of = new Sign.Watched("test", "", "");
        var what = "a test by " + who + "; nothing is wrong";
        var sign = new Sign(of, Sign.Level.ILL, what, "", "nothing", target);
        courier.target.tell(List.of(new Notice(Alert.begins(0, sign, clock().instant()), false)));
    }

    /** By name. */
    public List<AlertTargetView> views() {
        return new TreeMap<>(couriers).values().stream().map(Courier::view).toList();
    }

    /** Brings notices to one target. */
    private static final class Courier {

        /** The most notices of one call. */
        private static final int MOST = 50;

        private static final long FIRST_SECONDS = 5;
        private static final int LONGEST_SHIFT = 7; // 640 s

        private final String name;
        private final AlertsFile.Target options;
        private final Target target;
        private final Alerts alerts;
        private final Clock clock;
        private State state = new State(false, 0, "", Instant.EPOCH, Optional.empty());

        /** How it goes. */
        private record State(
                boolean busy,
                int failures,
                String trouble,
                Instant nextTry,
                Optional<Instant> lastTold) {}

        Courier(String name, AlertsFile.Target options, Target target, Alerts alerts, Clock clock) {
            this.name = name;
            this.options = options;
            this.target = target;
            this.alerts = alerts;
            this.clock = clock;
        }

        /** Something waits and may be tried now; {@link #deliver} follows. */
        synchronized boolean begins() {
            if (state.busy()
                    || clock.instant().isBefore(state.nextTry())
                    || alerts.waiting(name).isEmpty()) {
                return false;
            }
            state = with(true, state.failures(), state.trouble(), state.nextTry());
            return true;
        }

        private State with(boolean busy, int failures, String trouble, Instant nextTry) {
            return new State(busy, failures, trouble, nextTry, state.lastTold());
        }

        void deliver() {
            var trouble = "the engine is stopping";
            try {
                var notices = alerts.waiting(name).stream().limit(MOST).toList();
                if (!notices.isEmpty()) {
                    target.tell(notices);
                    alerts.told(notices);
                }
                trouble = "";
            } catch (NotToldException e) {
                trouble = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                trouble = "a fault of the engine: " + e.getClass().getSimpleName();
            } finally {
                done(trouble);
            }
        }

        private synchronized void done(String trouble) {
            var now = clock.instant();
            if (trouble.isEmpty()) {
                if (state.failures() > 0) {
                    LOG.info("alert target {} takes notices again", name);
                }
                state = new State(false, 0, "", now, Optional.of(now));
                return;
            }
            if (state.failures() == 0) {
                LOG.warn("alert target {} does not take notices, trying again: {}", name, trouble);
            }
            var pause = FIRST_SECONDS << Math.min(state.failures(), LONGEST_SHIFT);
            state = with(false, state.failures() + 1, trouble, now.plusSeconds(pause));
        }

        synchronized AlertTargetView view() {
            return new AlertTargetView(
                    name,
                    target.way(),
                    alerts.waiting(name).size(),
                    state.lastTold(),
                    state.trouble(),
                    state.trouble().isEmpty() ? Optional.empty() : Optional.of(state.nextTry()));
        }
    }
}
