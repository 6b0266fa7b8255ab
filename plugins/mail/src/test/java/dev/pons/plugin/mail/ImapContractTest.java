package dev.pons.plugin.mail;

import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import java.io.IOException;

/** The contracts of a poller, on a box of GreenMail by IMAP. */
class ImapContractTest extends PollerContract {

    @Override
    protected SourceType<?> type() {
        return new MailSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ server: \"127.0.0.1:143\", usr: a, then: burn, max-size: many }";
    }

    @Override
    protected String example() {
        return """
        source:
          mail:
            server: "imap.hospital.example:993"
            user: referrals
            password: "${secret:referrals}"
            name: "*.pdf"
            then: move
          format: tck
          schedule: 5m
        destinations:
          out: { tck-basket: {} }
        """;
    }

    @Override
    protected PolledPeer peer() throws IOException {
        return new BoxPeer("imap");
    }
}
