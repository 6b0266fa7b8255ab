package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.engine.trial.Comparison;
import dev.pons.core.engine.trial.Differences;
import dev.pons.core.language.Formats;
import dev.pons.core.store.ContentGone;
import dev.pons.core.store.Entry;
import dev.pons.core.store.EntryGone;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.core.store.Store;
import dev.pons.spi.Message;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of one channel go through another program too, as the journal tells of them: with the
 * time at which they came, and, where a destination comes after another one, with what the peer's
 * answer left when it ran. What the program makes of them is compared with what was made then, and
 * dropped. It keeps no content while it waits for what became of a message. One thread.
 */
final class Trial implements AutoCloseable {

    /** So many messages may wait for destinations that come later; of more, the oldest end so. */
    private static final int MOST_FOLLOWING = 20_000;

    private final Store store;
    private final String channel;
    private final Program program;
    private final Comparison comparison;
    private final Differences differences;

    /** Read, and not known yet what became of it. */
    private final Set<Long> open = new HashSet<>();

    private final Map<Long, Follows> following = new LinkedHashMap<>();

    /** What was found of a message, some of whose destinations come after others. */
    private record Follows(Set<Comparison.Found> found, Set<String> left) {}

    Trial(Store store, String channel, Program program, Differences differences) {
        this.store = store;
        this.channel = channel;
        this.program = program;
        this.comparison = new Comparison(program.around().formats()::named);
        this.differences = differences;
    }

    /** The next entry of the journal, with its content. */
    void take(Store.Reader reader) throws IOException {
        var entry = reader.entry();
        if (entry instanceof Entry.Received received) {
            received(reader.id(), received);
        } else if (entry instanceof Entry.Routed routed && open.remove(routed.message())) {
            compare(routed);
        } else if (entry instanceof Entry.Made made && following.containsKey(made.message())) {
            follow(made);
        }
    }

    private void received(long id, Entry.Received received) {
        if (!received.channel().equals(channel)) {
            return;
        }
        if (received.origin().destination().isEmpty()
                && received.origin().kind() != Origin.Kind.RESEND) {
            open.add(id);
        } else {
            differences.passOver();
        }
    }

    private void compare(Entry.Routed before) throws IOException {
        long id = before.message();
        try {
            var received = received(id);
            var now = Routing.forNothing(program, before.given()).route(id, received, before.at());
            var found = comparison.of(message(received), before, now);
            var left = comeAfter(before, now);
            if (left.isEmpty()) {
                differences.add(Ids.text(id), found);
            } else {
                following.put(id, new Follows(found, left));
                endOldest();
            }
        } catch (ContentGone | EntryGone | Formats.Missing cannot) {
            differences.passOver();
        }
    }

    private Entry.Received received(long id) throws IOException {
        if (store.read(id) instanceof Entry.Received received) {
            received.body().open().close();
            return received;
        }
        throw new IOException("the journal has no message " + Ids.text(id));
    }

    private static Message message(Entry.Received received) {
        return Message.of(received.body(), received.meta());
    }

    private void endOldest() {
        var oldest = following.entrySet().iterator();
        if (following.size() > MOST_FOLLOWING) {
            var one = oldest.next();
            oldest.remove();
            differences.add(Ids.text(one.getKey()), one.getValue().found());
        }
    }

    /** Destinations whose turn has not come in either version. */
    private static Set<String> comeAfter(Entry.Routed before, Entry.Routed now) {
        var both = new HashSet<String>();
        for (var branch : before.branches()) {
            if (branch.state() == DeliveryState.AFTER
                    && waiting(now, branch.destination()).isPresent()) {
                both.add(branch.destination());
            }
        }
        return both;
    }

    private static Optional<Entry.Branch> waiting(Entry.Routed now, String destination) {
        return now.branches().stream()
                .filter(
                        b ->
                                b.destination().equals(destination)
                                        && b.state() == DeliveryState.AFTER)
                .findFirst();
    }

    private void follow(Entry.Made made) throws IOException {
        long id = made.message();
        var one = following.get(id);
        var name = made.branch().destination();
        var to = program.destination(name);
        if (one == null || to.isEmpty() || !one.left().remove(name)) {
            return;
        }
        try {
            var received = received(id);
            var routing = Routing.forNothing(program, made.given());
            var waited = waiting(routing.route(id, received, made.at()), name);
            if (waited.isPresent()) {
                var now = routing.follow(id, received, waited.get(), to.get(), made.variables());
                comparison.branches(message(received), made.branch(), now, one.found());
            }
        } catch (ContentGone | EntryGone | Formats.Missing cannot) {
            one.left().clear();
        }
        if (one.left().isEmpty()) {
            following.remove(id);
            differences.add(Ids.text(id), one.found());
        }
    }

    /** Nothing is told of the rest any more: what is known of it counts. */
    void end() {
        following.forEach((id, one) -> differences.add(Ids.text(id), one.found()));
        following.clear();
        open.forEach(id -> differences.passOver());
        open.clear();
    }

    @Override
    public void close() {
        Versions.end(program);
    }
}
