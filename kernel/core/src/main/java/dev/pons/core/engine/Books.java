package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.Account.Sum;
import dev.pons.core.store.Entry;

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
    private long upTo;

    /** All accounts, by channel. */
    Collection<Account> accounts() {
        return accounts.values();
    }

    /** The account of a channel; made if there is none. */
    Account account(String channel) {
        return accounts.computeIfAbsent(channel, Account::new);
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
        } else if (entry instanceof Entry.Refused refused) {
            account(refused.channel()).add(Sum.REFUSED, 1);
        } else if (entry instanceof Entry.Routed routed) {
            routed(id, routed);
        } else if (entry instanceof Entry.Result result) {
            result(result);
        } else if (entry instanceof Entry.Made made) {
            made(id, made);
        } else if (entry instanceof Entry.Begun begun) {
            begun(begun);
        } else if (entry instanceof Entry.Moved moved) {
            account(moved.channel()).position.putAll(moved.cursors());
        } else if (entry instanceof Entry.Version version) {
            account(version.channel()).versions.put(version.version(), id);
        } else if (entry instanceof Entry.Act act) {
            act(act);
        }
    }

    private void received(long id, Entry.Received received) {
        var account = account(received.channel());
        boolean created = received.origin().kind() != Entry.Origin.Kind.SOURCE;
        account.add(created ? Sum.CREATED : Sum.ACCEPTED, 1);
        open(account, new OpenMessage(id, received.version(), received.at()));
    }

    private void routed(long id, Entry.Routed routed) {
        var account = owners.get(routed.message());
        if (account == null) {
            return;
        }
        var message = account.open.get(routed.message());
        if (message == null || message.routed() != 0) {
            return;
        }
        switch (routed.end()) {
            case ROUTED -> {
                account.add(Sum.ROUTED, 1);
                message.route(id, routed.branches());
                message.deliveries().forEach(d -> account.count(d.destination, d.state, 1));
                closeIfFinished(account, message);
            }
            case DROPPED -> close(account, message, Sum.DROPPED);
            case REFUSED -> close(account, message, Sum.REFUSED_LATER);
            case HELD -> message.hold();
        }
    }

    private void result(Entry.Result result) {
        var account = owners.get(result.message());
        if (account == null) {
            return;
        }
        var message = account.open.get(result.message());
        if (message == null) {
            return;
        }
        for (var delivery : message.deliveries()) {
            boolean late = result.attempt() > 0 && result.attempt() < delivery.attempts;
            if (delivery.destination.equals(result.destination())
                    && !delivery.state.isFinal()
                    && !late) {
                account.count(delivery.destination, delivery.state, -1);
                account.count(delivery.destination, result.state(), 1);
                delivery.state = result.state();
                delivery.aside = result.aside();
                delivery.attempts = Math.max(delivery.attempts, result.attempt());
                delivery.begun = false;
                delivery.later = result.later();
            }
        }
        closeIfFinished(account, message);
    }

    /** What comes after another one is made, and waits; or it is not chosen. */
    private void made(long id, Entry.Made made) {
        var account = owners.get(made.message());
        var message = account == null ? null : account.open.get(made.message());
        var branch = made.branch();
        var delivery = message == null ? null : message.delivery(branch.destination());
        if (account != null
                && message != null
                && delivery != null
                && delivery.state == DeliveryState.AFTER) {
            account.count(delivery.destination, delivery.state, -1);
            account.count(delivery.destination, branch.state(), 1);
            delivery.state = branch.state();
            delivery.aside = branch.aside();
            delivery.keys = branch.keys();
            delivery.made = id;
            closeIfFinished(account, message);
        }
    }

    private void begun(Entry.Begun begun) {
        var account = owners.get(begun.message());
        var message = account == null ? null : account.open.get(begun.message());
        var delivery = message == null ? null : message.delivery(begun.destination());
        if (delivery != null && begun.attempt() > delivery.attempts) {
            delivery.begun = true;
        }
    }

    private void closeIfFinished(Account account, OpenMessage message) {
        if (message.finished()) {
            account.open.remove(message.id);
            owners.remove(message.id);
        }
    }

    private void close(Account account, OpenMessage message, Sum sum) {
        account.add(sum, 1);
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
            var account = owners.get(act.message());
            var message = account == null ? null : account.open.get(act.message());
            if (message != null && message.held() && act.act().equals("release")) {
                message.release();
            }
        } else {
            var slash = act.destination().indexOf('/');
            account(act.destination().substring(0, slash))
                    .orders
                    .put(act.destination().substring(slash + 1), act.act());
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
