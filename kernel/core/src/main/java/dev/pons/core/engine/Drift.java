package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.control.LedgerView;

import java.util.List;

/** The ledger, and how far the running engine is from it: compared when nothing is on its way. */
final class Drift {

    private final Kit kit;
    private final Roster roster;

    Drift(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    List<LedgerView> ledger() {
        return kit.books()
                .ask(
                        books ->
                                books.accounts().stream()
                                        .map(account -> account.view(drift(account)))
                                        .toList());
    }

    private long drift(Account account) {
        var channel = roster.channel(account.channel);
        if (channel.isEmpty() || kit.recorder().open() > 0 || !kit.books().caughtUp()) {
            return 0;
        }
        var outlets = channel.get().parts.outlets();
        var router = channel.get().parts.router();
        long queued = account.deliveries(DeliveryState.QUEUED);
        long held = account.deliveries(DeliveryState.HELD) + account.heldBefore();
        return Math.abs(outlets.queued() - queued)
                + Math.abs(outlets.held() + router.held().size() - held);
    }
}
