package dev.pons.core.store;

import dev.pons.core.control.IndexLag;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageView;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds messages by the index behind the journal. Any thread. */
public interface Search {

    /**
     * One page; {@code text} is looked for in the bytes of the messages that fit the rest. Waits
     * for nothing.
     */
    MessagePage find(MessageQuery query) throws IOException;

    /** One message as the index knows it. */
    Optional<MessageView> one(long id) throws IOException;

    /** Where the journal says more of a message; empty: the index does not show the message yet. */
    Optional<Places> places(long id) throws IOException;

    /**
     * Entries that say more of a message, by destination. Verify what is read there: the journal is
     * the truth.
     *
     * @param shown what came behind this entry is not known here
     * @param routed what the steps made of it; 0: not yet, or held
     * @param made what a branch became that began later
     * @param answered the last result with an answer of the peer
     */
    record Places(long shown, long routed, Map<String, Long> made, Map<String, Long> answered) {}

    /** What the index has not seen yet: for answers, and for alerts. Reads a few entries. */
    IndexLag lag();

    /** Waits until all that is durable now can be found; false: not within that time. */
    boolean catchUp(long millis) throws InterruptedException;

    /**
     * How long messages of a channel are found, as a name: letters, digits and {@code -}. The files
     * of the index are kept apart by it, so that {@link #forget} drops whole files. A name that
     * says its period ({@code 365d}) still says it when no channel has it any more. Called at
     * deploy; remembered over restarts; concerns messages that come from then on.
     */
    void keep(String channel, String kept);

    /** Names given to {@link #keep} that have messages in the index; the standard one is empty. */
    Set<String> kept();

    /**
     * Forgets messages that were accepted on days (UTC) that ended before. What waits for a person
     * or a destination stays whatever its age. Whole files go, their disk with them; what stays is
     * copied. Any thread; waits for the index thread to do it between two batches.
     *
     * @param kept as given to {@link #keep}
     * @param errors the same for messages that were refused; later than {@code before} counts as
     *     {@code before}
     * @return bytes that came back
     */
    long forget(String kept, Instant before, Instant errors)
            throws IOException, InterruptedException;
}
