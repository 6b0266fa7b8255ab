package dev.pons.spi;

import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One message on its way through the steps: valid until {@code apply} returns, on its thread. What
 * it answers is fixed for the message, so steps are exact without trying.
 */
@ProviderType
public interface Run {

    /** The message as it came in, whatever the steps did since. */
    Message original();

    /** The destination whose steps these are; empty among the source's steps. */
    Optional<String> destination();

    /** The channel's clock; one value per message. */
    Instant now();

    /** The channel's zone. */
    ZoneId zone();

    /** A template option, rendered and escaped. */
    String text(Template template) throws ProblemException;

    /** A condition option. */
    boolean holds(Condition condition) throws ProblemException;

    /** A variable of the message ({@code let}). */
    Optional<String> variable(String name);

    /** Sets a variable, for later steps, destinations and replies. */
    void let(String name, String value);

    /**
     * A remark for whoever tries the channel and looks at each step; shown to them with the message
     * and kept nowhere. It may hold content.
     */
    void note(String words);

    /**
     * What another package of this interface offers; use its {@code of} or {@code open}, e.g.
     * {@code Document.open(message, run)}.
     */
    <S> S service(Class<S> type);
}
