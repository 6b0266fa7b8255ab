package dev.pons.core.engine;

import static dev.pons.core.control.DeliveryState.AWAITING;
import static dev.pons.core.control.DeliveryState.HELD;
import static dev.pons.core.control.DeliveryState.QUEUED;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.LedgerDayView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.engine.Sums.Sum;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ledger, and how far the running engine is from it. Both are compared once a second while
 * nothing is on its way; what differs in the same way three times is an alarm, told once when it
 * begins and once when it ends.
 */
final class Drift {

    private static final Logger LOG = LoggerFactory.getLogger(Drift.class);
    private static final int SURE = 3;

    private final Kit kit;
    private final Roster roster;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** What was seen last, at which entry of the journal, and how often. */
    private record Seen(long difference, long upTo, List<Long> live, int times) {

        Seen after(Seen before) {
            boolean same = before.difference == difference && before.upTo == upTo;
            return same ? new Seen(difference, upTo, live, before.times + 1) : this;
        }

        /** Neither the journal nor the engine has moved; long queues are not counted again. */
        boolean isStill(long nowUpTo, List<Long> nowLive) {
            return upTo == nowUpTo && live.equals(nowLive);
        }

        boolean isSure() {
            return difference != 0 && times >= SURE;
        }
    }

    Drift(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    List<LedgerView> ledger() {
        return kit.books()
                .ask(
                        books ->
                                books.accounts().stream()
                                        .map(account -> account.view(of(account.channel)))
                                        .toList());
    }

    /** What came on one day. {@link ControlException}: nobody knows. */
    LedgerDayView ledger(LocalDate day) {
        return kit.books().ask(books -> ledger(books, day));
    }

    private LedgerDayView ledger(Books books, LocalDate day) {
        var zone = books.calendar().zone();
        var today = LocalDate.ofInstant(kit.clock().instant(), zone);
        var oldest =
                books.accounts().stream()
                        .flatMap(a -> a.ledger.days().stream())
                        .min(LocalDate::compareTo)
                        .orElse(today);
        if (day.isAfter(today)) {
            throw new ControlException(day + " has not come yet; today is " + today);
        }
        if (day.isBefore(oldest)) {
            throw new ControlException(
                    "no sums are kept of " + day + "; the oldest day is " + oldest);
        }
        var channels = new ArrayList<LedgerView>();
        for (var account : books.accounts()) {
            account.ledger.view(account.channel, day).ifPresent(channels::add);
        }
        return new LedgerDayView(day, zone, oldest, channels);
    }

    /** How far the engine is from the ledger for sure; 0: not at all, as far as is known. */
    long of(String channel) {
        var last = seen.get(channel);
        return last != null && last.isSure() ? last.difference() : 0;
    }

    /** Compares. One thread. */
    void tick() {
        if (kit.recorder().open() > 0 || !kit.books().caughtUp()) {
            return;
        }
        for (var channel : roster.channels()) {
            if (channel.isQuiet()) {
                look(channel);
            }
        }
    }

    private void look(Channel channel) {
        var before = seen.get(channel.name);
        var live = live(channel);
        if (before != null && before.times() >= SURE && before.isStill(upTo(), live)) {
            return;
        }
        var now =
                kit.books()
                        .ask(books -> new Seen(difference(books, channel), books.upTo(), live, 1));
        var next = before == null ? now : now.after(before);
        seen.put(channel.name, next);
        boolean wasSure = before != null && before.isSure();
        if (next.isSure() && !wasSure) {
            LOG.error(
                    "channel {}: the ledger and the engine differ by {}; restart the engine, which"
                            + " begins from the ledger again, and report it",
                    channel.name,
                    next.difference());
        } else if (wasSure && next.difference() == 0) {
            LOG.info("channel {}: the ledger fits again", channel.name);
        }
    }

    /** What the engine itself counts. */
    private static List<Long> live(Channel channel) {
        var counts = new ArrayList<Long>();
        counts.add((long) channel.parts.router().size());
        counts.add((long) channel.parts.router().held().size());
        counts.add(channel.parts.closing().groups().members());
        for (var outlet : channel.parts.outlets().all()) {
            counts.add(outlet.backlog.queued());
            counts.add(outlet.backlog.held());
        }
        return counts;
    }

    private long upTo() {
        return kit.books().ask(Books::upTo);
    }

    private static long difference(Books books, Channel channel) {
        var account = books.account(channel.name);
        var outlets = channel.parts.outlets();
        var router = channel.parts.router();
        var sums = account.ledger.all();
        long sum = Math.abs(router.size() - sums.sum(Sum.PENDING));
        sum += Math.abs(router.held().size() - sums.sum(Sum.HELD));
        sum +=
                Math.abs(
                        channel.parts.closing().groups().members()
                                - books.groups().members(channel.name));
        for (var outlet : outlets.all()) {
            long queued =
                    sums.deliveries(outlet.name, QUEUED) + sums.deliveries(outlet.name, AWAITING);
            sum += Math.abs(outlet.backlog.queued() - queued);
            sum += Math.abs(outlet.backlog.held() - sums.deliveries(outlet.name, HELD));
        }
        return sum;
    }
}
