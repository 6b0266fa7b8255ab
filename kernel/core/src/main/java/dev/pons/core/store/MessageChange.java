package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.IndexTables.Received;
import dev.pons.core.store.IndexTables.Row;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one batch of entries says of one message, folded, so that a message that was received,
 * routed and delivered within it costs one insert.
 */
final class MessageChange {

    private final long id;
    private final Map<String, Row> deliveries = new LinkedHashMap<>(4);
    private @Nullable Map<Long, Entry.Act> acts;
    private @Nullable Received received;
    private @Nullable MessageState state;
    private String reason = "";
    private boolean byDeliveries;

    MessageChange(long id) {
        this.id = id;
    }

    private static Received came(
            String channel,
            long at,
            Map<String, String> identity,
            long size,
            Entry.Origin origin,
            long version) {
        return new Received(
                channel,
                at,
                identity.getOrDefault("id", ""),
                identity.getOrDefault("type", ""),
                identity.getOrDefault("patient", ""),
                size,
                origin.kind().ordinal(),
                origin.parent(),
                version);
    }

    void received(Entry.Received e, long size) {
        received = came(e.channel(), e.at(), e.identity(), size, e.origin(), e.version());
        state = MessageState.ACCEPTED;
    }

    void refused(Entry.Refused e, long size) {
        var origin = Entry.Origin.SOURCE;
        received = came(e.channel(), e.at(), e.identity(), size, origin, e.version());
        state = MessageState.REFUSED;
        reason = e.problem();
    }

    void routed(Entry.Routed e) {
        reason = e.reason();
        byDeliveries = e.end() == Entry.End.ROUTED;
        state =
                switch (e.end()) {
                    case ROUTED -> MessageState.DONE;
                    case DROPPED -> MessageState.DROPPED;
                    case HELD -> MessageState.HELD;
                    case REFUSED -> MessageState.REFUSED_LATER;
                };
        for (var branch : e.branches()) {
            var row = new Row(branch.state(), 0, e.at(), branch.reason(), branch.body() != null);
            put(branch.destination(), row);
        }
    }

    void result(Entry.Result e) {
        byDeliveries = true;
        put(e.destination(), new Row(e.state(), e.attempt(), e.at(), e.why(), false));
    }

    void act(long entry, Entry.Act e) {
        var known = acts;
        if (known == null) {
            known = new TreeMap<>();
            acts = known;
        }
        known.put(entry, e);
    }

    private void put(String destination, Row row) {
        deliveries.put(destination, row.over(deliveries.get(destination)));
    }

    /** When the message was accepted; for ever, if that is not part of this. */
    long acceptedAt() {
        var facts = received;
        return facts == null ? Long.MAX_VALUE : facts.at();
    }

    void write(IndexTables tables) throws SQLException {
        var facts = received;
        var known = state;
        if (facts != null && known != null) {
            if (byDeliveries) {
                known = summary();
            }
            tables.message(id, facts, known, reason);
        } else if (known != null && !byDeliveries) {
            tables.state(id, known, reason);
        }
        for (var delivery : deliveries.entrySet()) {
            tables.delivery(id, delivery.getKey(), delivery.getValue());
        }
        if (facts == null && byDeliveries) {
            if (deliveries.isEmpty()) {
                tables.state(id, MessageState.DONE, reason);
            } else {
                tables.summary(id);
            }
        }
        if (acts != null) {
            for (var act : acts.entrySet()) {
                tables.act(act.getKey(), act.getValue());
            }
        }
    }

    /** Held before waiting before done; the reason is that of the delivery that decides. */
    private MessageState summary() {
        @Nullable Row decides = null;
        for (var row : deliveries.values()) {
            if (row.state() == DeliveryState.HELD) {
                reason = row.reason();
                return MessageState.HELD;
            }
            if (row.state() == DeliveryState.QUEUED) {
                decides = row;
            }
        }
        if (decides != null) {
            reason = decides.reason();
            return MessageState.QUEUED;
        }
        if (!deliveries.isEmpty()) {
            reason = "";
        }
        return MessageState.DONE;
    }
}
