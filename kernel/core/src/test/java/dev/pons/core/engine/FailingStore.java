package dev.pons.core.engine;

import dev.pons.core.store.Commit;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Keeping;
import dev.pons.core.store.Notes;
import dev.pons.core.store.Search;
import dev.pons.core.store.Space;
import dev.pons.core.store.Store;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** A real journal that takes nothing while the disk is full. */
final class FailingStore implements Store {

    private final Store store;
    volatile boolean full;

    FailingStore(Store store) {
        this.store = store;
    }

    @Override
    public Commit append(List<Entry> batch, Duration longest, BooleanSupplier still)
            throws InterruptedException {
        return full ? new Full() : store.append(batch, longest, still);
    }

    @Override
    public Content content(Payload payload) throws IOException {
        return store.content(payload);
    }

    @Override
    public void discard(Content content) {
        store.discard(content);
    }

    @Override
    public Spool.Spooled spool() {
        return store.spool();
    }

    @Override
    public Entry read(long id) throws IOException {
        return store.read(id);
    }

    @Override
    public Reader follow(long after) throws IOException {
        return store.follow(after);
    }

    @Override
    public Optional<Checkpoint> checkpoint() throws IOException {
        return store.checkpoint();
    }

    @Override
    public long checkpoint(long upTo, State state) throws IOException {
        return store.checkpoint(upTo, state);
    }

    @Override
    public Notes notes() {
        return store.notes();
    }

    @Override
    public Search search() {
        return store.search();
    }

    @Override
    public Keeping keeping() {
        return store.keeping();
    }

    @Override
    public Space space() {
        return store.space();
    }

    @Override
    public long bytes() throws IOException {
        return store.bytes();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private static final class Full implements Commit {

        private static final IOException WHY = new IOException("the journal's disk is full");

        @Override
        public boolean await(Duration longest) throws IOException {
            throw WHY;
        }

        @Override
        public long first() {
            throw new IllegalStateException("not durable");
        }

        @Override
        public void whenDone(BiConsumer<Commit, IOException> then) {
            then.accept(this, WHY);
        }
    }
}
