package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry.Branch;

import java.util.List;

/** Branches of which nothing is sent. */
final class Branches {

    private Branches() {}

    /** What comes after a destination that is not chosen will not be either. */
    static void followNobody(List<Branch> branches) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < branches.size(); i++) {
                var b = branches.get(i);
                boolean never =
                        b.state() == DeliveryState.AFTER
                                && branches.stream()
                                        .anyMatch(
                                                l ->
                                                        l.destination().equals(b.after())
                                                                && l.state()
                                                                        == DeliveryState
                                                                                .NOT_CHOSEN);
                if (never) {
                    branches.set(i, notChosen(b, b.after() + ", which it comes after, is not"));
                    changed = true;
                }
            }
        }
    }

    /** A branch that cannot be made waits for a person. */
    static Branch unmade(Branch branch, String reason) {
        return new Branch(
                branch.destination(),
                DeliveryState.HELD,
                "",
                true,
                false,
                reason,
                new long[0],
                List.of(),
                null,
                null);
    }

    static Branch notChosen(Program.To to, String reason) {
        return notChosen(to.file().name(), reason);
    }

    static Branch notChosen(Branch branch, String reason) {
        return notChosen(branch.destination(), reason);
    }

    static Branch notChosen(String destination, String reason) {
        return new Branch(
                destination,
                DeliveryState.NOT_CHOSEN,
                "",
                false,
                false,
                reason,
                new long[0],
                List.of(),
                null,
                null);
    }
}
