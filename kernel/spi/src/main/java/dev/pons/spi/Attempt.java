package dev.pons.spi;

import dev.pons.spi.config.Template;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;

/** One call of {@code send} for one message: valid until it returns, on its thread. */
@ProviderType
public interface Attempt {

    /** What to send: the bytes that were recorded before the first attempt. */
    Message message();

    /** 1 for the first, counted on over restarts. */
    int number();

    /**
     * The same for all attempts of this message to this destination, and for no other: an
     * idempotency key for the peer.
     */
    String key();

    /** When the result is due; {@code abort} follows it. */
    Instant deadline();

    /** A template option, rendered and escaped; the same text at each attempt. */
    String text(Template template);

    /**
     * What the channel's format makes of the peer's response: MSA-1, an X12 999, an
     * OperationOutcome; a response that answers another message is "unknown". So a connector knows
     * no format. Without a format for responses: delivered.
     */
    Delivery judge(Message response);
}
