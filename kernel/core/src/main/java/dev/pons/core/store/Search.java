package dev.pons.core.store;

import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageView;

import java.io.IOException;
import java.util.Optional;

/** Finds messages by the index behind the journal. Any thread. */
public interface Search {

    /**
     * One page, newest first; {@code text} is looked for in the bytes of the messages that fit the
     * rest.
     */
    MessagePage find(MessageQuery query) throws IOException;

    /** One message as the index knows it. */
    Optional<MessageView> one(long id) throws IOException;

    /** Entries of the journal that the index has not seen yet. */
    long lag();

    /** Waits until all that is durable now can be found; false: not within that time. */
    boolean catchUp(long millis) throws InterruptedException;
}
