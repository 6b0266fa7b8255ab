package dev.pons.plugin.file.afar;

import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The line to a server: made when it is needed, kept while it is used, closed when nothing was
 * asked for a while. One thread at a time, {@link #abort} apart.
 *
 * @param <L> what is kept
 */
public final class Wire<L extends Link> {

    /** Longer than most schedules, shorter than the patience of most servers. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** A question to a server. */
    @FunctionalInterface
    public interface Ask<L, T> {

        /** What came of it. */
        T to(L line) throws IOException;
    }

    /** Something that a server is to do. */
    @FunctionalInterface
    interface Act<L> {

        void on(L line) throws IOException;
    }

    private record Resting<L>(L line, @Nullable Future<?> end) {}

    private final Supplier<? extends L> maker;
    private final String server;
    private final Supplier<ScheduledExecutorService> clock;
    private final AtomicReference<@Nullable Resting<L>> resting = new AtomicReference<>();
    private volatile @Nullable L line;
    private volatile boolean aborted;

    /**
     * To one server.
     *
     * @param maker makes one that is not open yet
     * @param server for words
     * @param clock asked when a line rests
     */
    public Wire(
            Supplier<? extends L> maker, String server, Supplier<ScheduledExecutorService> clock) {
        this.maker = maker;
        this.server = server;
        this.clock = clock;
    }

    /** There is a line now, whatever was aborted before. */
    public void open() throws IOException {
        aborted = false;
        ready();
    }

    /**
     * Asks what may be asked twice: where a line that was kept turns out to be broken, once more on
     * a new one.
     */
    public <T> T again(Ask<L, T> ask) throws IOException {
        var kept = isKept();
        try {
            return once(ask);
        } catch (BrokenException e) {
            if (!kept || aborted) {
                throw e;
            }
            return once(ask);
        }
    }

    /** The same, for what is to be done and may be done twice. */
    void doAgain(Act<L> act) throws IOException {
        again(
                on -> {
                    act.on(on);
                    return true;
                });
    }

    /** Asks once; {@code BrokenException}: the server may have done it. */
    public <T> T once(Ask<L, T> ask) throws IOException {
        var open = ready();
        try {
            return ask.to(open);
        } catch (FileSystemException | StoreException e) {
            throw e;
        } catch (IOException e) {
            drop();
            throw new BrokenException("the connection to " + server + " broke");
        }
    }

    /** The same, for what is to be done. */
    void doOnce(Act<L> act) throws IOException {
        once(
                on -> {
                    act.on(on);
                    return true;
                });
    }

    /** Nothing is asked for a while. */
    public void rest() {
        var open = line;
        line = null;
        if (open == null) {
            return;
        }
        var rests = new AtomicReference<@Nullable Resting<L>>();
        var end =
                clock.get()
                        .schedule(
                                () -> {
                                    var idle = rests.get();
                                    if (idle != null && resting.compareAndSet(idle, null)) {
                                        idle.line().close();
                                    }
                                },
                                IDLE.toMillis(),
                                TimeUnit.MILLISECONDS);
        var now = new Resting<>(open, end);
        rests.set(now);
        resting.set(now);
    }

    private boolean isKept() {
        return line != null || resting.get() != null;
    }

    private L ready() throws IOException {
        wake();
        if (aborted) {
            drop();
            throw new BrokenException("the connection to " + server + " was to end");
        }
        var open = line;
        if (open != null && open.isOpen()) {
            return open;
        }
        drop();
        var made = maker.get();
        line = made; // so that it can be closed while it opens
        try {
            made.open();
            return made;
        } catch (StoreException e) {
            drop();
            throw e;
        } catch (IOException e) {
            drop();
            throw new BrokenException("there is no connection to " + server);
        }
    }

    private void wake() {
        var rested = resting.getAndSet(null);
        if (rested != null) {
            if (rested.end() != null) {
                rested.end().cancel(false);
            }
            line = rested.line();
        }
    }

    /**
     * Closes the line that is in use; whoever uses it sees that it is broken, and no other is made
     * before {@link #open}. Any thread.
     */
    public void abort() {
        aborted = true;
        var open = line;
        if (open != null) {
            open.close();
        }
    }

    /** No line is left. */
    public void close() {
        wake();
        drop();
    }

    private void drop() {
        var open = line;
        line = null;
        if (open != null) {
            open.close();
        }
    }
}
