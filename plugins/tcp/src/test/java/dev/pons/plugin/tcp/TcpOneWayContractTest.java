package dev.pons.plugin.tcp;

import dev.pons.tck.ReceivingPeer.Manner;

import java.util.Set;

/** The contracts of a destination, over TCP to a peer that is not asked and talks all the same. */
class TcpOneWayContractTest extends TcpDestinationContractTest {

    @Override
    String answer() {
        return "none";
    }

    @Override
    protected Set<Manner> can() {
        return Set.of(Manner.TAKES);
    }
}
