package dev.pons.core.engine;

import dev.pons.core.store.Content;
import dev.pons.core.store.Store;
import dev.pons.spi.Payload;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Contents that the steps of one message made; destinations that get the same share it. */
final class Made {

    private final Keeper keeper;
    private final Map<Payload, Content> made = new IdentityHashMap<>(4);

    Made(Store store) {
        this(store::content, store::discard);
    }

    private Made(Keep keep, Consumer<Content> discard) {
        this.keeper = new Keeper(keep, discard);
    }

    /** In memory only, for what is never sent. */
    static Made forNothing() {
        return new Made(payload -> Content.of(payload.toBytes()), content -> {});
    }

    private record Keeper(Keep keep, Consumer<Content> discard) {}

    @FunctionalInterface
    private interface Keep {
        Content content(Payload payload) throws IOException;
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
            var content = Fence.call(() -> keeper.keep().content(payload));
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
        made.values().forEach(keeper.discard());
        made.clear();
    }
}
