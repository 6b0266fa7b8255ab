package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.Storage;
import dev.pons.core.control.StoreView;
import dev.pons.core.store.Retention;
import dev.pons.core.store.Store;
import dev.pons.core.store.Usage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What the engine tells the store of retention, and what it asks. Any thread. */
final class Retaining implements Storage {

    private final Store store;

    Retaining(Store store) {
        this.store = store;
    }

    /** A version of a channel runs: its messages are kept as it says. */
    static void say(Store store, ChannelFile file) {
        var said = file.keeping().retention();
        var metadata = millis(said.metadata());
        var content = Math.min(millis(said.content()), metadata);
        var errors = said.errors().map(Duration::toMillis).orElse(content);
        var retention =
                new Retention(content, metadata, errors, said.bytes().orElse(Retention.EVER));
        store.keeping().retention(file.name(), retention);
    }

    private static long millis(Optional<Duration> period) {
        return period.map(Duration::toMillis).orElse(Retention.EVER);
    }

    /** All channel files were read: what is due may go, but nothing that is unfinished. */
    static void begin(Kit kit) {
        kit.store().keeping().begin(() -> kit.books().ask(Books::unfinishedMessages));
    }

    @Override
    public StoreView usage() {
        Usage usage;
        try {
            usage = store.keeping().usage();
        } catch (IOException e) {
            throw new ControlException("the data folder cannot be read: " + e.getMessage(), e);
        }
        return new StoreView(
                usage.channels().stream().map(Retaining::line).toList(),
                usage.journal(),
                usage.index(),
                usage.large());
    }

    private static StoreView.Line line(Usage.Line line) {
        return new StoreView.Line(
                line.channel(),
                line.messages(),
                line.content(),
                line.metadata(),
                line.large(),
                line.oldest() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(line.oldest())),
                line.next()
                        .map(
                                next ->
                                        new StoreView.Next(
                                                next.content(),
                                                Instant.ofEpochMilli(next.at()),
                                                next.bytes())));
    }

    @Override
    public long tidy() {
        try {
            return store.keeping().tidy().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; it goes on in the background", e);
        } catch (ExecutionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new ControlException("it could not be done: " + why.getMessage(), e);
        }
    }
}
