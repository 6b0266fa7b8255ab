package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Store;
import dev.pons.spi.Message;

import java.io.IOException;
import java.util.List;

/** The bytes of messages on their way into the store: large ones go ahead into side files. */
record Bodies(Store store) {

    /** {@code IOException}: it cannot be read, or the disk does not take a large one. */
    Content content(Message message) throws IOException {
        try {
            return Fence.call(() -> store.content(message.body()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(Fence.words(e), e);
        }
    }

    /** What can be kept of it; nothing is no reason to say nothing. */
    Content fragment(Message fragment) {
        try {
            return content(fragment);
        } catch (IOException e) {
            return Content.EMPTY;
        }
    }

    /** They are not kept. */
    void discard(List<? extends Entry> entries) {
        for (var entry : entries) {
            if (entry instanceof Entry.Received received) {
                store.discard(received.body());
            } else if (entry instanceof Entry.Refused refused) {
                store.discard(refused.body());
            }
        }
    }
}
