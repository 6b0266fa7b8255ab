package dev.pons.spi;

import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
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
     * A cell of a code table of the site, as the step {@code lookup} finds it; empty: no such key.
     * Recorded with the message: when it runs again, it is given the same.
     *
     * @param column empty: the second one
     * @throws IllegalStateException there is no such table
     * @throws IllegalArgumentException the table has no such column
     */
    Optional<String> lookup(String table, String key, String column);

    /**
     * What channels remember under a key, by name, as the step {@code recall} finds it; empty:
     * nothing. Recorded with the message.
     */
    Optional<Map<String, String>> recall(String table, String key);

    /**
     * Leaves values under a key, as the step {@code remember} does; durable together with what the
     * steps made of the message, and not at all where they fail.
     *
     * @param values by name; one without a name of its own is {@code value}; none: what is
     *     remembered is forgotten
     * @param keep from now; zero: for ever
     * @throws IllegalArgumentException in steps on an answer, which are not recorded
     */
    void remember(String table, String key, Map<String, String> values, Duration keep);

    /**
     * Where random numbers of this message begin: another for each message, the same one whenever
     * it runs again. Recorded with the message.
     */
    long seed();

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
