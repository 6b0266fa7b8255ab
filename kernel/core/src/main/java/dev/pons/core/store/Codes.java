package dev.pons.core.store;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry.End;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Numbers of states on disk, in the journal as in the index; never change one. */
public final class Codes {

    static final List<DeliveryState> STATES =
            Stream.of(DeliveryState.values()).sorted(Comparator.comparing(Codes::of)).toList();
    static final List<End> ENDS =
            Stream.of(End.values()).sorted(Comparator.comparing(Codes::of)).toList();

    private Codes() {}

    /** Of a delivery's state. */
    public static int of(DeliveryState state) {
        return switch (state) {
            case QUEUED -> 0;
            case HELD -> 1;
            case DELIVERED -> 2;
            case NOT_CHOSEN -> 3;
            case SKIPPED -> 4;
            case EXPIRED -> 5;
            case AWAITING -> 6;
            case AFTER -> 7;
        };
    }

    /** Of how the steps ended. */
    public static int of(End end) {
        return switch (end) {
            case ROUTED -> 0;
            case DROPPED -> 1;
            case HELD -> 2;
            case REFUSED -> 3;
            case SPLIT -> 4;
            case AGGREGATED -> 5;
        };
    }

    /** What a delivery's code means. */
    public static DeliveryState state(int code) {
        return STATES.get(code);
    }

    /** How the steps ended, by its code. */
    public static End end(int code) {
        return ENDS.get(code);
    }
}
