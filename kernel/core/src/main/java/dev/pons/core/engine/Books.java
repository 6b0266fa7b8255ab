package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.OpenMessage.Delivery;
import dev.pons.core.engine.Sums.Sum;
import dev.pons.core.store.Entry;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal adds up to: a fold of its entries, the same at recovery and while the engine
 * runs. One thread at a time.
 */
final class Books {

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<Long, Account> owners = new HashMap<>();
    private final Names names = new Names();
    private final Days calendar;
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

    /** The account of a channel; made if there is none. */
    Account account(String channel) {
        return accounts.computeIfAbsent(channel, c -> new Account(c, new Ledger(calendar)));
    }

    /** The days of the ledger. */
    Days calendar() {
        return calendar;
    }

    /** Of destinations. */
    Names names() {
        return names;
    }

    /** An account from a checkpoint. */
    void add(Account account) {
        accounts.put(account.channel, account);
    }

    /** The last entry that was added. */
    long upTo() {
        return upTo;
    }

    /** Entries up to this one are in it. */
    void upTo(long id) {
        upTo = id;
    }

    /** An open message of an account, from a checkpoint or a new one. */
    void open(Account account, OpenMessage message) {
        account.open.put(message.id, message);
        owners.put(message.id, account);
    }

    /** Adds one entry. */
    void add(long id, Entry entry) {
        upTo = id;
        if (entry instanceof Entry.Received received) {
            received(id, received);
        } else if (entry instanceof Entry.Routed routed) {
            routed(id, routed);
        } else if (entry instanceof Entry.Made made) {
            made(id, made);
        } else if (entry instanceof Entry.Begun begun) {
            begun(begun);
        } else if (entry instanceof Entry.Result result) {
            result(result);
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

    private void received(long id, Entry.Received received) {
        var account = account(received.channel());
        boolean created = received.origin().kind() != Entry.Origin.Kind.SOURCE;
        account.ledger.add(received.at(), created ? Sum.CREATED : Sum.ACCEPTED, 1);
        account.ledger.add(received.at(), Sum.PENDING, 1);
        var once = received.once();
        if (!once.key().isEmpty()) {
            account.once.put(once.key(), once.digest(), id, received.at());
        }
        open(account, new OpenMessage(id, received.version(), received.at()));
    }

    private void routed(long id, Entry.Routed routed) {
        var account = owners.get(routed.message());
        var message = account == null ? null : account.open.get(routed.message());
        if (account == null || message == null || message.routed() != 0) {
            return;
        }
        var ledger = account.ledger;
        ledger.add(message.at, message.held() ? Sum.HELD : Sum.PENDING, -1);
        switch (routed.end()) {
            case ROUTED -> {
                ledger.add(message.at, Sum.ROUTED, 1);
                message.route(id, routed.branches());
                for (var delivery : message.deliveries()) {
                    names.of(delivery.destination);
                    names.of(delivery.after);
                    ledger.count(message.at, delivery.destination, delivery.state, 1);
                }
                closeIfFinished(account, message);
            }
            case DROPPED -> close(account, message, Sum.DROPPED);
            case REFUSED -> close(account, message, Sum.REFUSED_LATER);
            case HELD -> {
                ledger.add(message.at, Sum.HELD, 1);
                message.hold();
            }
        }
    }

    /** What comes after another destination's delivery is known now. */
    private void made(long id, Entry.Made made) {
        var account = owners.get(made.message());
        var message = account == null ? null : account.open.get(made.message());
        if (account == null || message == null) {
            return;
        }
        var branch = made.branch();
        for (var delivery : message.deliveries()) {
            if (delivery.destination.equals(branch.destination())
                    && delivery.state == DeliveryState.AFTER) {
                become(account, message, delivery, branch.state());
                delivery.keys = branch.keys();
                delivery.progress.aside = branch.aside();
                delivery.progress.made = id;
            }
        }
        closeIfFinished(account, message);
    }

    private void begun(Entry.Begun begun) {
        var account = owners.get(begun.message());
        var message = account == null ? null : account.open.get(begun.message());
        if (message == null) {
            return;
        }
        for (var delivery : message.deliveries()) {
            if (delivery.destination.equals(begun.destination()) && !delivery.isDone()) {
                delivery.progress.begun = Math.max(delivery.progress.begun, begun.attempt());
            }
        }
    }

    private void result(Entry.Result result) {
        var account = owners.get(result.message());
        var message = account == null ? null : account.open.get(result.message());
        if (account == null || message == null) {
            return;
        }
        for (var delivery : message.deliveries()) {
            var progress = delivery.progress;
            boolean late = result.attempt() > 0 && result.attempt() < progress.attempts;
            if (delivery.destination.equals(result.destination()) && !delivery.isDone() && !late) {
                become(account, message, delivery, result.state());
                progress.aside = result.aside();
                progress.later = result.later();
                progress.attempts = Math.max(progress.attempts, result.attempt());
            }
        }
        closeIfFinished(account, message);
    }

    private static void become(
            Account account, OpenMessage message, Delivery delivery, DeliveryState state) {
        account.ledger.count(message.at, delivery.destination, delivery.state, -1);
        account.ledger.count(message.at, delivery.destination, state, 1);
        delivery.state = state;
    }

    private void closeIfFinished(Account account, OpenMessage message) {
        if (message.finished()) {
            account.open.remove(message.id);
            owners.remove(message.id);
        }
    }

    private void close(Account account, OpenMessage message, Sum sum) {
        account.ledger.add(message.at, sum, 1);
        account.open.remove(message.id);
        owners.remove(message.id);
    }

    /**
     * Orders of operators to a channel: {@code message} is 0, {@code destination} is {@code
     * channel/destination}. Of acts on messages only a release before the routing says more than
     * the results that are written with it.
     */
    private void act(Entry.Act act) {
        if (act.message() != 0) {
            release(act);
        } else {
            var slash = act.destination().indexOf('/');
            account(act.destination().substring(0, slash))
                    .orders
                    .put(act.destination().substring(slash + 1), Ordered.of(act).text());
        }
    }

    private void release(Entry.Act act) {
        var account = owners.get(act.message());
        var message = account == null ? null : account.open.get(act.message());
        if (account != null && message != null && message.held() && act.act().equals("release")) {
            message.release();
            account.ledger.add(message.at, Sum.HELD, -1);
            account.ledger.add(message.at, Sum.PENDING, 1);
        }
    }

    /** Channels that have something to do. */
    List<String> unfinished() {
        return accounts.values().stream()
                .filter(a -> !a.open.isEmpty())
                .map(a -> a.channel)
                .toList();
    }

    /** A message that is known and whose steps are not done. */
    boolean isBeforeItsSteps(long message) {
        var account = owners.get(message);
        var open = account == null ? null : account.open.get(message);
        return open != null && open.routed() == 0;
    }
}
