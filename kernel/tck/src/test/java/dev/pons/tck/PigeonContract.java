package dev.pons.tck;

import dev.pons.spi.DestinationType;

/** Run by {@link ContractsCanFailTest} with each flaw. */
final class PigeonContract extends DestinationContract {

    private int count;

    @Override
    protected DestinationType<?> type() {
        return new Pigeon();
    }

    @Override
    protected ReceivingPeer peer() {
        return new Pigeon.Loft("loft" + ++count);
    }

    @Override
    protected String wrongOptions() {
        return "{ a: 1, b: 2, c: 3 }";
    }

    @Override
    protected String example() {
        return "";
    }
}
