package dev.pons.plugin.mail;

import dev.pons.tck.PolledPeer;

import java.io.IOException;

/** The contracts of a poller, on a maildrop of GreenMail by POP3. */
class Pop3ContractTest extends ImapContractTest {

    @Override
    protected PolledPeer peer() throws IOException {
        return new BoxPeer("pop3");
    }
}
