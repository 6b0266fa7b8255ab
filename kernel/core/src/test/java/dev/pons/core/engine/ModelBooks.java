package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;
import dev.pons.core.engine.ModelOperation.Manner;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.spi.Receipt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The model of one channel: what the semantics promise, in as few words as possible, and what a run
 * was told. It knows nothing of queues, lanes and books; it folds the journal by itself.
 */
final class ModelBooks {

    /** What one message became, by the journal. */
    private static final class Message {
        int number;
        String key = "";
        boolean copy;
        Optional<Entry.End> end = Optional.empty();
        final Map<String, DeliveryState> states = new TreeMap<>();
    }

    private final Map<Integer, ModelOperation.Submit> accepted = new TreeMap<>();
    private final Map<Integer, String> ids = new TreeMap<>();
    private final Set<Integer> copied = new HashSet<>();

    /** What peers of engines that died took, by destination. */
    private final Map<String, List<String>> before = new HashMap<>();

    /** How often a destination had a message when it was skipped there, by {@code 7 keyed}. */
    private final Map<String, Long> skipped = new TreeMap<>();

    private boolean maybeTwice;
    private final List<String> refusals = new ArrayList<>();

    /** What the sender was told; a message that is BUSY or REFUSED is not kept (1.1). */
    void told(ModelOperation.Submit submit, Receipt receipt) {
        if (receipt.kept()) {
            accepted.put(submit.id(), submit);
            ids.put(submit.id(), receipt.id().orElseThrow());
        }
    }

    Optional<String> id(int number) {
        return Optional.ofNullable(ids.get(number));
    }

    void behaves(Manner manner) {
        maybeTwice |= manner == Manner.TAKES_UNTOLD || manner == Manner.HANGS;
    }

    void restarts() {
        maybeTwice = true;
    }

    void crashed(Scripted types) {
        maybeTwice = true;
        for (var destination : ModelOperation.DESTINATIONS) {
            before.put(destination, took(destination, types));
        }
    }

    void done(ModelOperation.Do act, Scripted types) {
        if (act.act() == Act.RESEND || act.act() == Act.RERUN) {
            copied.add(act.id());
        }
        if (act.act() == Act.SKIP) {
            for (var destination : ModelOperation.DESTINATIONS) {
                if (act.destination().isEmpty() || act.destination().equals(destination)) {
                    skipped.put(act.id() + " " + destination, count(act.id(), destination, types));
                }
            }
        }
    }

    /** An order was refused, and nothing is expected of it. */
    void notDone(ControlException why) {
        refusals.add(why.getMessage());
    }

    private List<String> took(String destination, Scripted types) {
        var all = new ArrayList<>(before.getOrDefault(destination, List.of()));
        var peer = types.peer("adt/" + destination);
        synchronized (peer.took) {
            all.addAll(peer.took);
        }
        return all;
    }

    private long count(int number, String destination, Scripted types) {
        return took(destination, types).stream().filter(text -> number(text) == number).count();
    }

    private static int number(String text) {
        return Integer.parseInt(value(text, "id"));
    }

    private static String value(String text, String name) {
        return Pairs.value(Pairs.message(text), name);
    }

    /** Messages in the journal. */
    long accepted(NavigableMap<Long, Entry> journal) {
        return journal.values().stream().filter(e -> e instanceof Entry.Received).count();
    }

    /** Their ids. */
    Collection<String> all(NavigableMap<Long, Entry> journal) {
        return journal.entrySet().stream()
                .filter(e -> e.getValue() instanceof Entry.Received)
                .map(e -> Ids.text(e.getKey()))
                .toList();
    }

    private static Map<Long, Message> fold(NavigableMap<Long, Entry> journal) {
        var messages = new TreeMap<Long, Message>();
        journal.forEach(
                (id, entry) -> {
                    if (entry instanceof Entry.Received received) {
                        messages.put(id, received(received));
                    } else if (entry instanceof Entry.Routed routed) {
                        var message = messages.get(routed.message());
                        message.end = Optional.of(routed.end());
                        routed.branches()
                                .forEach(b -> message.states.put(b.destination(), b.state()));
                    } else if (entry instanceof Entry.Result result) {
                        messages.get(result.message())
                                .states
                                .put(result.destination(), result.state());
                    }
                });
        return messages;
    }

    private static Message received(Entry.Received received) {
        var text = new String(bytes(received), java.nio.charset.StandardCharsets.UTF_8);
        var message = new Message();
        message.number = number(text);
        message.key = value(text, "key") + " " + value(text, "old");
        message.copy = received.origin().kind() != Origin.Kind.SOURCE;
        return message;
    }

    private static byte[] bytes(Entry.Received received) {
        try (var in = received.body().open()) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is not as promised, a line each; everything has come to its end. */
    List<String> check(NavigableMap<Long, Entry> journal, Scripted types, LedgerView ledger) {
        var wrong = new ArrayList<String>();
        var messages = fold(journal);
        var kept = messages.values().stream().filter(m -> !m.copy).map(m -> m.number).toList();
        if (!List.copyOf(accepted.keySet()).equals(kept.stream().sorted().toList())) {
            wrong.add("told accepted: " + accepted.keySet() + ", in the journal: " + kept);
        }
        for (var message : messages.values()) {
            message(message, types, wrong);
        }
        for (var destination : ModelOperation.DESTINATIONS) {
            var took = took(destination, types);
            order(destination, took, wrong);
            sameBytes(destination, types, wrong);
        }
        sums(messages.values(), ledger, wrong);
        return wrong;
    }

    /** One state, and the peers know of it. */
    private void message(Message message, Scripted types, List<String> wrong) {
        if (message.end.isEmpty() || message.end.get() == Entry.End.HELD) {
            wrong.add("message " + message.number + " has no end: " + message.end);
            return;
        }
        boolean routed = message.end.get() == Entry.End.ROUTED;
        for (var destination : ModelOperation.DESTINATIONS) {
            var state = message.states.get(destination);
            long times = count(message.number, destination, types);
            var what = "message " + message.number + " to " + destination + " is " + state;
            if (routed && (state == null || !state.isFinal())) {
                wrong.add(what + ", which is no end");
            } else if (state == DeliveryState.DELIVERED && times == 0) {
                wrong.add(what + ", and never came there");
            } else if (state == DeliveryState.DELIVERED
                    && times > 1
                    && !maybeTwice
                    && !copied.contains(message.number)) {
                wrong.add(what + ", and came " + times + " times");
            } else if (state == DeliveryState.NOT_CHOSEN
                    && times > 0
                    && !copied.contains(message.number)) {
                wrong.add(what + ", and came there");
            } else if (state == DeliveryState.SKIPPED) {
                skipped(
                        what,
                        skipped.get(message.number + " " + destination),
                        message,
                        times,
                        wrong);
            } else if (!routed && times > 0 && !copied.contains(message.number)) {
                wrong.add(what + " (" + message.end.get() + "), and came there");
            }
        }
    }

    /** A person did it, and it was not sent behind that. */
    private void skipped(
            String what, @Nullable Long then, Message message, long times, List<String> wrong) {
        if (then == null) {
            wrong.add(what + ", and nobody skipped it");
        } else if (times != then && !copied.contains(message.number)) {
            wrong.add(what + ", and was sent afterwards");
        }
    }

    /** First arrivals of what shares a key come in the order in which they were accepted (4.3). */
    private void order(String destination, List<String> took, List<String> wrong) {
        if (destination.equals("free")) {
            return;
        }
        var seen = new HashSet<Integer>();
        var last = new HashMap<String, Integer>();
        for (var text : took) {
            int number = number(text);
            if (copied.contains(number) || !seen.add(number)) {
                continue;
            }
            var keys =
                    destination.equals("strict")
                            ? List.of("all")
                            : List.of(value(text, "key"), value(text, "old"));
            for (var key : keys) {
                int before = key.isEmpty() ? 0 : last.getOrDefault(key, 0);
                if (number < before) {
                    wrong.add(destination + ": " + number + " came behind " + before);
                }
                last.put(key, Math.max(number, before));
            }
        }
    }

    /** Every attempt sends the same bytes, whatever the channel's version is by then (3.1). */
    private void sameBytes(String destination, Scripted types, List<String> wrong) {
        var first = new HashMap<String, String>();
        for (var call : List.copyOf(types.peer("adt/" + destination).calls)) {
            var text = first.putIfAbsent(call.key(), call.text());
            if (text != null && !text.equals(call.text())) {
                wrong.add(destination + ": " + call.key() + " sent other bytes the next time");
            }
        }
    }

    /** Section 5. */
    private void sums(Collection<Message> messages, LedgerView ledger, List<String> wrong) {
        same("accepted", ledger.accepted(), accepted.size(), wrong);
        same("created", ledger.created(), messages.stream().filter(m -> m.copy).count(), wrong);
        same("routed", ledger.routed(), ended(messages, Entry.End.ROUTED), wrong);
        same("dropped", ledger.dropped(), ended(messages, Entry.End.DROPPED), wrong);
        same("refused later", ledger.refusedLater(), ended(messages, Entry.End.REFUSED), wrong);
        for (var line : ledger.destinations()) {
            var name = line.destination();
            same(
                    name + " delivered",
                    line.delivered(),
                    in(messages, name, DeliveryState.DELIVERED),
                    wrong);
            same(
                    name + " skipped",
                    line.skipped(),
                    in(messages, name, DeliveryState.SKIPPED),
                    wrong);
            same(
                    name + " not chosen",
                    line.notChosen(),
                    in(messages, name, DeliveryState.NOT_CHOSEN),
                    wrong);
        }
        same("drift", ledger.drift(), 0, wrong);
    }

    private static long ended(Collection<Message> messages, Entry.End end) {
        return messages.stream().filter(m -> m.end.equals(Optional.of(end))).count();
    }

    private static long in(Collection<Message> messages, String name, DeliveryState state) {
        return messages.stream()
                .filter(m -> m.end.equals(Optional.of(Entry.End.ROUTED)))
                .filter(m -> m.states.get(name) == state)
                .count();
    }

    private static void same(String what, long ledger, long model, List<String> wrong) {
        if (ledger != model) {
            wrong.add("the ledger says " + what + " " + ledger + ", and it is " + model);
        }
    }
}
