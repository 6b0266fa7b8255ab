package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.core.store.Store;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;

/** Contents that the steps of one message made; destinations that get the same share it. */
final class Made {

    private final Store store;
    private final Map<Payload, Content> made = new IdentityHashMap<>(4);

    Made(Store store) {
        this.store = store;
    }

    /** The disk does not take a large one now: the message is routed again later. */
    static final class NotKept extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NotKept(String words, IOException cause) {
            super(words, cause);
        }
    }

    /** As the journal holds it. {@code NotKept}: not now. */
    Content content(Payload payload) {
        var known = made.get(payload);
        if (known != null) {
            return known;
        }
        try {
            var content = Fence.call(() -> store.content(payload));
            made.put(payload, content);
            return content;
        } catch (Exception e) {
            throw e instanceof IOException disk
                    ? new NotKept(String.valueOf(disk.getMessage()), disk)
                    : new IllegalStateException(Fence.words(e), e);
        }
    }

    /** Nothing of it is needed: the message is routed again later. */
    void discard() {
        made.values().forEach(store::discard);
        made.clear();
    }
}
