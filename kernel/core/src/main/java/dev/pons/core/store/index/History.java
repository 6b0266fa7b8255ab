package dev.pons.core.store.index;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.MessageState;
import dev.pons.core.store.Codes;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The story of one message as the index keeps it: what happened when, and which entry of the
 * journal says more. From it follow the states of the message and its deliveries. One thread.
 */
final class History {

    /** More steps than these lose the middle ones; numbers of attempts show where. */
    private static final int MOST = 256;

    private static final int FIRST = 32;
    private static final int LEFT = 192;

    private final List<Step> steps;

    History() {
        this(new ArrayList<>(4));
    }

    History(List<Step> steps) {
        this.steps = steps;
    }

    /** What a step is; appended only, since the files hold the ordinal. */
    enum Kind {
        /** The steps ran: code is how they ended; texts: reason. */
        ROUTED(1, 1),
        /** What a destination gets: code is its state; texts: destination, reason. */
        BRANCH(1, 2),
        /** The same, later: an entry of its own. */
        MADE(1, 2),
        /** Numbers: state, attempt; texts: destination, outcome, reason. */
        RESULT(2, 3),
        /** Numbers: attempt; texts: destination. */
        BEGUN(1, 1),
        /** Texts: destination, act, who, why. */
        ACT(0, 4),
        /** What the sender was told; texts: that. */
        ANSWERED(0, 1),
        /** The same came again. */
        DUPLICATE(0, 0),
        /** Found by a value: texts: name, value. */
        INDEXED(0, 2),
        /** It was handed over, and is this entry there; texts: channel. */
        HANDED(0, 1);

        final int numbers;
        final int texts;

        Kind(int numbers, int texts) {
            this.numbers = numbers;
            this.texts = texts;
        }
    }

    /**
     * Something that happened.
     *
     * @param bytes RESULT, ANSWERED: the entry has content; BRANCH, MADE: steps changed the bytes
     * @param entry of the journal
     * @param at when, ms
     */
    record Step(
            Kind kind, boolean bytes, long entry, long at, int code, int attempt, String... texts) {

        String text(int n) {
            return texts[n];
        }

        boolean isDelivery() {
            return kind == Kind.BRANCH || kind == Kind.MADE || kind == Kind.RESULT;
        }

        DeliveryState state() {
            return Codes.state(code);
        }

        /** In our words; of a delivery. */
        String reason() {
            return texts[kind == Kind.RESULT ? 2 : 1];
        }
    }

    /** A state with its reason. */
    record Summary(MessageState state, String reason) {}

    List<Step> steps() {
        return steps;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    void add(Step step) {
        if (step.kind() == Kind.RESULT) {
            // the result says all that the begin did
            steps.removeIf(
                    s ->
                            s.kind() == Kind.BEGUN
                                    && s.code() == step.attempt()
                                    && s.text(0).equals(step.text(0)));
        }
        steps.add(step);
        if (steps.size() > MOST) {
            thin();
        }
    }

    /** Steps in the middle that changed nothing go. */
    private void thin() {
        var drop = steps.size() - LEFT;
        var kept = new ArrayList<Step>(MOST);
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var dull = step.kind() == Kind.RESULT && step.state() == DeliveryState.QUEUED;
            var middle = i >= FIRST && i < steps.size() - FIRST;
            if (drop > 0 && middle && (dull || step.kind() == Kind.DUPLICATE)) {
                drop--;
            } else {
                kept.add(step);
            }
        }
        steps.clear();
        steps.addAll(kept);
    }

    /** Held before waiting before done; the reason is that of the delivery that decides. */
    Summary summary() {
        var end = new Summary(MessageState.ACCEPTED, "");
        var latest = new LinkedHashMap<String, Step>(8);
        for (var step : steps) {
            if (step.kind() == Kind.ROUTED) {
                end = new Summary(ended(step.code()), step.text(0));
            } else if (step.isDelivery()) {
                latest.put(step.text(0), step);
            }
        }
        if (end.state() == MessageState.ACCEPTED && !latest.isEmpty()) {
            end = new Summary(MessageState.DONE, "");
        }
        return end.state() == MessageState.DONE ? ofDeliveries(end, latest.values()) : end;
    }

    private static Summary ofDeliveries(Summary end, Iterable<Step> latest) {
        var now = end;
        var any = false;
        for (var step : latest) {
            any = true;
            if (step.state() == DeliveryState.HELD) {
                return new Summary(MessageState.HELD, step.reason());
            }
            if (!step.state().isFinal()) {
                now = new Summary(MessageState.QUEUED, step.reason());
            }
        }
        return now.state() == MessageState.DONE && any ? new Summary(now.state(), "") : now;
    }

    private static MessageState ended(int code) {
        return switch (Codes.end(code)) {
            case ROUTED -> MessageState.DONE;
            case DROPPED -> MessageState.DROPPED;
            case HELD -> MessageState.HELD;
            case REFUSED -> MessageState.REFUSED_LATER;
            case SPLIT -> MessageState.SPLIT;
            case AGGREGATED -> MessageState.AGGREGATED;
        };
    }

    /** Values that it is found by. */
    Map<String, List<String>> values() {
        var values = new LinkedHashMap<String, List<String>>();
        for (var step : steps) {
            if (step.kind() == Kind.INDEXED) {
                values.computeIfAbsent(step.text(0), n -> new ArrayList<>(1)).add(step.text(1));
            }
        }
        return values;
    }

    /** Which entries say more: what was made, what was answered. */
    Search.Places places(long shown) {
        var routed = 0L;
        var made = new HashMap<String, Long>();
        var answered = new HashMap<String, Long>();
        for (var step : steps) {
            if (step.kind() == Kind.ROUTED && Codes.end(step.code()) != Entry.End.HELD) {
                routed = step.entry();
            } else if (step.kind() == Kind.MADE) {
                made.put(step.text(0), step.entry());
            } else if (step.kind() == Kind.RESULT && step.bytes()) {
                answered.put(step.text(0), step.entry());
            }
        }
        return new Search.Places(shown, routed, made, answered);
    }
}
