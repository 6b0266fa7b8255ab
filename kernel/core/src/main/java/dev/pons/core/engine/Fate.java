package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.config.ChannelFile.Answer;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.Verdict.Kind;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One message whose sender waits to hear what becomes of it: what {@code acknowledge} asks for, as
 * the journal tells it. The journal's thread tells, any thread waits.
 */
final class Fate implements Fates.Watcher {

    /** Outcomes of attempts; others are acts of persons. */
    private static final Set<String> OF_PEER =
            Set.of("DELIVERED", "RETRY", "REJECTED", "UNKNOWN", "");

    private final Answer asked;
    private final long since = System.nanoTime();
    private final CompletableFuture<Verdict> checked = new CompletableFuture<>();
    private final CompletableFuture<Verdict> end = new CompletableFuture<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Fate(Answer asked) {
        this.asked = asked;
    }

    /** When somebody began to wait, as {@code nanoTime}. */
    long since() {
        return since;
    }

    /** All that was asked for is known. */
    CompletableFuture<Verdict> end() {
        return end;
    }

    /** Nobody waits any longer: what is not known by now is unknown. */
    void giveUp() {
        checked.complete(Verdict.UNKNOWN);
        end.complete(Verdict.UNKNOWN);
    }

    /** Waits for the steps; unknown, if the time ({@code nanoTime}) is over. */
    Verdict awaitSteps(long until) {
        return await(checked, until);
    }

    /** Waits for all that was asked for; unknown, if the time ({@code nanoTime}) is over. */
    Verdict await(long until) {
        var verdict = await(end, until);
        giveUp();
        return verdict;
    }

    private static Verdict await(CompletableFuture<Verdict> verdict, long until) {
        try {
            long nanos = Math.max(1, until - System.nanoTime());
            return verdict.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Verdict.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.UNKNOWN;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verdict never fails", e);
        }
    }

    @Override
    public void routed(Entry.Routed routed) {
        var verdict = steps(routed);
        checked.complete(verdict);
        if (verdict.kind() != Kind.DONE || asked.acknowledge() == Acknowledge.CHECKED) {
            end.complete(verdict);
            return;
        }
        for (var b : routed.branches()) {
            changed(
                    new Fates.Change(
                            routed.message(),
                            b.destination(),
                            b.state(),
                            "",
                            b.reason(),
                            null,
                            Map.of()));
        }
        if (nothingOpen()) {
            end.complete(verdict(Kind.DONE, "", null));
        }
    }

    private synchronized Verdict steps(Entry.Routed routed) {
        variables.putAll(routed.variables());
        routed.branches().forEach(b -> open.add(b.destination()));
        return switch (routed.end()) {
            case ROUTED -> verdict(Kind.DONE, "", null);
            case DROPPED -> verdict(Kind.DROPPED, routed.reason(), null);
            case REFUSED -> verdict(Kind.REFUSED, routed.reason(), null);
            case HELD -> verdict(Kind.HELD, routed.reason(), null);
            case SPLIT, AGGREGATED -> verdict(Kind.DONE, routed.reason(), null);
        };
    }

    private synchronized Verdict verdict(Kind kind, String reason, @Nullable Content response) {
        return new Verdict(kind, reason, Map.copyOf(variables), response);
    }

    private synchronized boolean nothingOpen() {
        return open.isEmpty();
    }

    @Override
    public void changed(Fates.Change change) {
        synchronized (this) {
            variables.putAll(change.variables());
        }
        boolean counts =
                asked.acknowledge() == Acknowledge.PROCESSED
                        || change.destination().equals(asked.of());
        if (!counts) {
            return;
        }
        switch (change.state()) {
            case HELD, EXPIRED -> failed(change, change.state().name().toLowerCase(Locale.ROOT));
            case SKIPPED -> skipped(change);
            case DELIVERED -> done(change, Kind.DONE);
            case NOT_CHOSEN -> done(change, Kind.DROPPED);
            default -> {}
        }
    }

    /** By a rule of the channel: as it wants it. By a person: the sender should know. */
    private void skipped(Fates.Change change) {
        if (OF_PEER.contains(change.outcome())) {
            done(change, Kind.DONE);
        } else {
            failed(change, "skipped");
        }
    }

    private void done(Fates.Change change, Kind kind) {
        if (asked.acknowledge() == Acknowledge.REPLY_OF) {
            var why = kind == Kind.DONE ? "" : change.destination() + " was not chosen";
            end.complete(verdict(kind, why, passedOn(change)));
            return;
        }
        synchronized (this) {
            open.remove(change.destination());
        }
        if (checked.isDone() && nothingOpen()) {
            end.complete(verdict(Kind.DONE, "", null));
        }
    }

    private void failed(Fates.Change change, String how) {
        boolean person = !OF_PEER.contains(change.outcome());
        var why = person ? "by a person" : change.why();
        var words =
                "not delivered to "
                        + change.destination()
                        + ": "
                        + how
                        + (why.isEmpty() ? "" : " (" + why + ")");
        end.complete(verdict(Kind.FAILED, words, passedOn(change)));
    }

    /** What a peer said of another message, or nobody knows of which, is never passed on. */
    private @Nullable Content passedOn(Fates.Change change) {
        boolean answers =
                asked.acknowledge() == Acknowledge.REPLY_OF
                        && OF_PEER.contains(change.outcome())
                        && !change.outcome().equals("UNKNOWN")
                        && change.state() != DeliveryState.EXPIRED;
        return answers ? change.response() : null;
    }
}
