package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.language.Formats;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Message;

import java.io.IOException;
import java.util.Map;

/**
 * What the journal holds of one delivery since before its first attempt: read for each attempt,
 * never kept.
 *
 * @param received the message as it came
 * @param routing what its steps made, for all destinations
 * @param routed id of that
 * @param branch what this destination gets
 * @param variables of the message
 */
record Frozen(
        Entry.Received received,
        Entry.Routed routing,
        long routed,
        Entry.Branch branch,
        Map<String, String> variables) {

    /** Reads it. {@code IOException} has words without content. */
    static Frozen read(Item item, Kit kit) throws IOException {
        if (!(kit.store().read(item.message) instanceof Entry.Received received)) {
            throw new IOException("the journal has no message at " + Ids.text(item.message));
        }
        var entry = kit.store().read(item.routed);
        if (entry instanceof Entry.Routed routed) {
            return new Frozen(
                    received,
                    routed,
                    item.routed,
                    routed.branches().get(item.branch),
                    routed.variables());
        }
        if (entry instanceof Entry.Made made
                && kit.store().read(made.routed()) instanceof Entry.Routed routed) {
            return new Frozen(received, routed, made.routed(), made.branch(), made.variables());
        }
        throw new IOException("the journal has something else at " + Ids.text(item.routed));
    }

    /** The bytes that are sent, and the facts. */
    Message message() {
        var message = Message.of(body(), branch.meta() == null ? received.meta() : branch.meta());
        return branch.format().isEmpty()
                ? message
                : message.withBody(message.body(), Formats.plain(branch.format()));
    }

    Content body() {
        return branch.body() == null ? received.body() : branch.body();
    }

    /** Others come after this destination. */
    boolean leads() {
        for (var other : routing.branches()) {
            if (other.state() == DeliveryState.AFTER
                    && other.after().equals(branch.destination())) {
                return true;
            }
        }
        return false;
    }
}
