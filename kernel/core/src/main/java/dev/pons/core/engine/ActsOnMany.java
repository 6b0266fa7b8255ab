package dev.pons.core.engine;

import dev.pons.core.control.BulkAct;
import dev.pons.core.control.BulkResult;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One act of a person on all messages that fit a search, from the oldest to the newest. Search only
 * names them; whether each is still in a state for it is asked of the engine at that moment. Some
 * hundred are on their way to the disk at a time, so that they share its commits; memory does not
 * grow with their number. One thread, made for one order.
 */
final class ActsOnMany {

    private static final int WINDOW = 256;
    private static final int TOLD_EVERY = 1000;
    private static final long FRESH_MILLIS = 2000;

    private final Kit kit;
    private final Acts acts;
    private final Function<String, Channel> channels;
    private final BulkAct order;
    private final Tally tally = new Tally();
    private final ArrayDeque<Going> going = new ArrayDeque<>();

    /** How far it is. */
    private static final class Tally {
        final Map<String, Long> passedOver = new TreeMap<>();
        long fit;
        long end;
        long done;
        long last;
        IndexLag lag = IndexLag.NONE;
    }

    /** On its way to the disk. */
    private record Going(long message, Acts.Begun begun) {}

    ActsOnMany(Kit kit, Acts acts, Function<String, Channel> channels, BulkAct order) {
        this.kit = kit;
        this.acts = acts;
        this.channels = channels;
        this.order = order;
    }

    /** How many fit; nothing is done. */
    BulkResult count() throws IOException, InterruptedException {
        kit.store().search().catchUp(FRESH_MILLIS);
        tally.lag = kit.store().search().lag();
        var start = order.query().page().start();
        do {
            var page = page(start);
            for (var row : page.rows()) {
                if (isFull()) {
                    return result("");
                }
                tally.fit++;
                tally.end = id(row);
            }
            start = page.next();
        } while (start.isPresent());
        return result("");
    }

    private boolean isFull() {
        return order.most() > 0 && tally.fit >= order.most();
    }

    /** Does it on each; what came after the count is left alone. */
    BulkResult run(Consumer<BulkResult> progress) throws IOException, InterruptedException {
        if (order.why().isBlank()) {
            throw new ControlException("an act on many messages needs a reason; add --why \"...\"");
        }
        count();
        var stopped = "";
        try {
            all(progress);
        } catch (IOException e) {
            stopped = "the order cannot be kept: " + e.getMessage();
        } catch (InterruptedException e) {
            stopped = "it was interrupted";
        }
        drain();
        return result(stopped);
    }

    private void all(Consumer<BulkResult> progress) throws IOException, InterruptedException {
        var start = order.query().page().start();
        do {
            var page = page(start);
            for (var row : page.rows()) {
                if (id(row) > tally.end) {
                    return;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                one(row);
                if ((tally.done + going.size()) % TOLD_EVERY == 0) {
                    progress.accept(result(""));
                }
            }
            start = page.next();
        } while (start.isPresent());
    }

    private void one(MessageRow row) throws IOException, InterruptedException {
        long id = id(row);
        try {
            var channel = channels.apply(row.channel());
            if (!(kit.store().read(id) instanceof Entry.Received received)) {
                throw new ControlException("was refused; the sender has to send it again");
            }
            isAsAsked(channel, id);
            var by =
                    new Acts.By(
                            order.act(),
                            id,
                            order.destination(),
                            order.to(),
                            order.who(),
                            order.why());
            going.add(new Going(id, acts.begin(channel, received, by)));
            if (going.size() >= WINDOW) {
                end(going.remove());
            }
        } catch (ControlException e) {
            passOver(id, String.valueOf(e.getMessage()));
        }
    }

    /** Search may lag: what was asked for must still be so. */
    private void isAsAsked(Channel channel, long id) {
        var wanted = order.query().state();
        if (wanted.isEmpty()) {
            return;
        }
        var now = acts.state(channel, id);
        boolean waits =
                wanted.get() == MessageState.HELD
                        || wanted.get() == MessageState.QUEUED
                        || wanted.get() == MessageState.ACCEPTED;
        if (waits ? now != wanted.get() : now != MessageState.DONE) {
            throw new ControlException("is not " + wanted.get() + " any more");
        }
    }

    private void passOver(long id, String words) {
        var one = words.replace("message " + Ids.text(id), "it").replace(Ids.text(id), "ID");
        tally.passedOver.merge(one, 1L, Long::sum);
        tally.last = Math.max(tally.last, id);
    }

    private void end(Going one) throws IOException, InterruptedException {
        Acts.end(one.begun());
        tally.done++;
        tally.last = Math.max(tally.last, one.message());
    }

    /** What is on its way is waited for, whatever happened: each is done, or as before. */
    private void drain() {
        boolean interrupted = Thread.interrupted();
        while (!going.isEmpty()) {
            var one = going.remove();
            try {
                end(one);
            } catch (IOException e) {
                passOver(one.message(), "was not done: " + e.getMessage());
            } catch (InterruptedException e) {
                interrupted = true;
                passOver(one.message(), "may have been done; it was interrupted");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private MessagePage page(Optional<String> start) throws IOException {
        return kit.store().search().find(order.query().startingAt(start));
    }

    private static long id(MessageRow row) {
        return Ids.parse(row.id()).orElseThrow();
    }

    private BulkResult result(String stopped) {
        return new BulkResult(
                tally.fit,
                tally.done,
                Map.copyOf(tally.passedOver),
                tally.last == 0 ? Optional.empty() : Optional.of(Ids.text(tally.last)),
                stopped,
                tally.lag);
    }
}
