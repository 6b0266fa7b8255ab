package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.OpenMessage.Delivery;
import dev.pons.core.engine.OpenMessages.Open;
import dev.pons.core.engine.Sums.Sum;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What the journal adds up to: a fold of its entries, the same at recovery and while the engine
 * runs. One thread at a time; an account may be made while others are looked at.
 */
final class Books {

    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private final List<Account> numbered = new ArrayList<>();
    private final OpenMessages open = new OpenMessages(new Names());
    private final Links links = new Links();
    private final Days calendar;
    private @Nullable OpenByAccount sorted;
    private long upTo;

    /**
     * @param zone of the ledger's days
     */
    Books(ZoneId zone) {
        this.calendar = new Days(zone);
    }

    /** All accounts, by channel. */
    Collection<Account> accounts() {
        return accounts.values();
    }

    /** By their numbers, which are from 0. */
    List<Account> numbered() {
        return List.copyOf(numbered);
    }

    /** The account of a channel; made if there is none. */
    Account account(String channel) {
        var known = accounts.get(channel);
        return known != null ? known : add(channel, new Ledger(calendar));
    }

    /** A new account; it gets the next number. */
    Account add(String channel, Ledger ledger) {
        var account = new Account(channel, numbered.size(), ledger);
        numbered.add(account);
        accounts.put(channel, account);
        return account;
    }

    /** The days of the ledger. */
    Days calendar() {
        return calendar;
    }

    /** Of destinations. */
    Names names() {
        return open.names();
    }

    /** What is not done. */
    OpenMessages open() {
        return open;
    }

    /** The last entry that was added. */
    long upTo() {
        return upTo;
    }

    /** Entries up to this one are in it. */
    void upTo(long id) {
        upTo = id;
    }

    /**
     * What a channel has to do, in the order in which it came; may be asked before the first add.
     */
    void eachOpen(String channel, Consumer<OpenMessage> work) {
        var account = account(channel);
        if (!account.ledger.all().isOpen()) {
            return;
        }
        var now = sorted;
        if (now == null) {
            now = new OpenByAccount(open, numbered.size());
            sorted = now;
        }
        now.each(account.number, work);
    }

    /** Adds one entry. */
    void add(long id, Entry entry) {
        upTo = id;
        sorted = null;
        if (entry instanceof Entry.Received received) {
            received(id, received);
        } else if (entry instanceof Entry.Routed routed) {
            routed(id, routed);
        } else if (entry instanceof Entry.Made made) {
            made(id, made);
        } else if (entry instanceof Entry.Begun begun) {
            begun(begun);
        } else if (entry instanceof Entry.Result result) {
            result(id, result);
        } else if (entry instanceof Entry.Act act) {
            act(act);
        } else {
            beside(id, entry);
        }
    }

    /** What is about no open message; answers are counted nowhere. */
    private void beside(long id, Entry entry) {
        if (entry instanceof Entry.Refused refused) {
            account(refused.channel()).ledger.add(refused.at(), Sum.REFUSED, 1);
        } else if (entry instanceof Entry.Duplicate duplicate) {
            account(duplicate.channel()).ledger.add(duplicate.at(), Sum.DUPLICATES, 1);
        } else if (entry instanceof Entry.Moved moved) {
            account(moved.channel()).position.putAll(moved.cursors());
        } else if (entry instanceof Entry.Version version) {
            account(version.channel()).versions.put(version.version(), id);
        }
    }

    /**
     * Parts count when the message that they are of is known to be split, and what was handed over
     * when that is known to be done: the entry that says so follows them. What a crash cut off from
     * it is nothing, and is made again.
     */
    private void received(long id, Entry.Received received) {
        var kind = received.origin().kind();
        if (kind == Origin.Kind.SPLIT || kind == Origin.Kind.HANDED) {
            links.parts.put(id, received);
            return;
        }
        came(id, received);
        if (received.origin().kind() == Origin.Kind.AGGREGATE) {
            links.groups.close(received.origin().parent());
        }
    }

    private void count(long id, Predicate<Origin> mine) {
        links.before(id, mine).forEach(this::came);
    }

    /** The last entry counts when the next one is known. */
    boolean isInside() {
        return links.parts.containsKey(upTo);
    }

    private void came(long id, Entry.Received received) {
        var account = account(received.channel());
        boolean created = received.origin().kind() != Origin.Kind.SOURCE;
        account.ledger.add(received.at(), created ? Sum.CREATED : Sum.ACCEPTED, 1);
        account.ledger.add(received.at(), Sum.PENDING, 1);
        var once = received.once();
        if (!once.key().isEmpty()) {
            account.once.put(once.key(), once.digest(), id, received.at());
        }
        if (received.origin().kind() == Origin.Kind.RESEND) {
            links.resent.put(id, received.origin().parent());
        }
        open.put(account.number, new OpenMessage(id, received.version(), received.at()));
    }

    private Ledger ledger(Open of) {
        return numbered.get(of.owner()).ledger;
    }

    private void routed(long id, Entry.Routed routed) {
        var of = open.find(routed.message());
        if (of == null || of.message().routed() != 0) {
            return;
        }
        var message = of.message();
        var ledger = ledger(of);
        ledger.add(message.at, message.held() ? Sum.HELD : Sum.PENDING, -1);
        if (routed.end() != Entry.End.HELD) {
            links.resent.remove(message.id);
        }
        switch (routed.end()) {
            case ROUTED -> {
                ledger.add(message.at, Sum.ROUTED, 1);
                message.route(id, routed.branches());
                for (var delivery : message.deliveries()) {
                    ledger.count(message.at, delivery.destination, delivery.state, 1);
                }
                keep(of);
            }
            case DROPPED -> close(of, Sum.DROPPED);
            case SPLIT -> {
                close(of, Sum.SPLIT);
                count(id, origin -> origin.parent() == message.id);
            }
            case AGGREGATED -> {
                close(of, Sum.AGGREGATED);
                links.groups.add(id, numbered.get(of.owner()).channel, routed);
            }
            case REFUSED -> close(of, Sum.REFUSED_LATER);
            case HELD -> {
                ledger.add(message.at, Sum.HELD, 1);
                message.hold();
                keep(of);
            }
        }
    }

    /** What comes after another destination's delivery is known now. */
    private void made(long id, Entry.Made made) {
        var of = open.find(made.message());
        if (of == null) {
            return;
        }
        var branch = made.branch();
        for (var delivery : of.message().deliveries()) {
            if (delivery.destination.equals(branch.destination())
                    && delivery.state == DeliveryState.AFTER) {
                become(of, delivery, branch.state());
                delivery.keys = branch.keys();
                delivery.progress.aside = branch.aside();
                delivery.progress.first = branch.first();
                delivery.progress.made = id;
            }
        }
        keep(of);
    }

    private void begun(Entry.Begun begun) {
        var of = open.find(begun.message());
        if (of == null) {
            return;
        }
        for (var delivery : of.message().deliveries()) {
            if (delivery.destination.equals(begun.destination()) && !delivery.isDone()) {
                delivery.progress.begun = Math.max(delivery.progress.begun, begun.attempt());
            }
        }
        keep(of);
    }

    private void result(long id, Entry.Result result) {
        if (!links.parts.isEmpty()) {
            count(id, origin -> Hops.isOf(origin, result));
        }
        var of = open.find(result.message());
        if (of == null) {
            return;
        }
        for (var delivery : of.message().deliveries()) {
            var progress = delivery.progress;
            boolean late = result.attempt() > 0 && result.attempt() < progress.attempts;
            if (delivery.destination.equals(result.destination()) && !delivery.isDone() && !late) {
                become(of, delivery, result.state());
                progress.aside = result.aside();
                progress.later = result.later();
                progress.attempts = Math.max(progress.attempts, result.attempt());
                progress.begun = progress.attempts;
            }
        }
        keep(of);
    }

    private void become(Open of, Delivery delivery, DeliveryState state) {
        ledger(of).count(of.message().at, delivery.destination, delivery.state, -1);
        ledger(of).count(of.message().at, delivery.destination, state, 1);
        delivery.state = state;
    }

    /** Unless every destination is done. */
    private void keep(Open of) {
        if (of.message().finished()) {
            open.remove(of.message().id);
        } else {
            open.put(of.owner(), of.message());
        }
    }

    private void close(Open of, Sum sum) {
        ledger(of).add(of.message().at, sum, 1);
        open.remove(of.message().id);
    }

    /**
     * Orders of operators to a channel: {@code message} is 0, {@code destination} is {@code
     * channel/destination}. Of acts on messages only a release before the routing says more than
     * the results that are written with it.
     */
    private void act(Entry.Act act) {
        if (act.message() != 0) {
            release(act);
        } else if (!Keepsakes.isForgetting(act)) {
            var slash = act.destination().indexOf('/');
            account(act.destination().substring(0, slash))
                    .orders
                    .put(act.destination().substring(slash + 1), Ordered.of(act).text());
        }
    }

    private void release(Entry.Act act) {
        var of = act.act().equals("release") ? open.find(act.message()) : null;
        if (of != null && of.message().held()) {
            of.message().release();
            ledger(of).add(of.message().at, Sum.HELD, -1);
            ledger(of).add(of.message().at, Sum.PENDING, 1);
            keep(of);
        }
    }

    /** Ids of all messages that are not done, and of those whose bytes they need, in order. */
    long[] unfinishedMessages() {
        var needed = links.resent.values().stream().mapToLong(Long::longValue);
        return LongStream.concat(
                        LongStream.of(open.ids()),
                        LongStream.concat(needed, links.groups.messages()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Groups of which no message was made yet. */
    Groups groups() {
        return links.groups;
    }

    /** Copies that are not routed, and the messages whose bytes they need, by id. */
    Map<Long, Long> resent() {
        return links.resent;
    }

    /** Channels that have something to do. */
    List<String> unfinished() {
        return accounts.values().stream()
                .filter(a -> a.ledger.all().isOpen() || links.groups.members(a.channel) > 0)
                .map(a -> a.channel)
                .toList();
    }

    /** A delivery that waits for another one of the same message; the first of them. */
    Optional<Delivery> comesAfter(long message, Predicate<String> destination) {
        var of = open.find(message);
        return of == null
                ? Optional.empty()
                : of.message().deliveries().stream()
                        .filter(d -> d.state == DeliveryState.AFTER)
                        .filter(d -> destination.test(d.destination))
                        .findFirst();
    }

    /** A message that is known and not done. */
    boolean isOpen(long message) {
        return open.find(message) != null;
    }

    /** A message that is known and whose steps are not done. */
    boolean isBeforeItsSteps(long message) {
        var of = open.find(message);
        return of != null && of.message().routed() == 0;
    }
}
