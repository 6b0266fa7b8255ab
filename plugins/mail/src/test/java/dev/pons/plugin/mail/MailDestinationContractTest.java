package dev.pons.plugin.mail;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;

/** The contracts of a destination, over SMTP. */
class MailDestinationContractTest extends DestinationContract {

    @Override
    protected DestinationType<?> type() {
        return new MailDestination();
    }

    @Override
    protected String wrongOptions() {
        return "{ server: \"127.0.0.1:25\", form: a@b.example, encryption: some, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source: { tck-hand: {}, format: tck }
        destinations:
          oncall:
            mail:
              server: "smtp.hospital.example:587"
              user: pons
              password: "${secret:mail}"
              from: "Pons <pons@hospital.example>"
              to: ["oncall@hospital.example", "{meta.ward}@hospital.example"]
              subject: "A critical result"
              text: "See message {id}."
        """;
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        return new SmtpPeer();
    }
}
