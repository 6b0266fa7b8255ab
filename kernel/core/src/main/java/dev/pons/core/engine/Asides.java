package dev.pons.core.engine;

import dev.pons.core.language.Formats;
import dev.pons.core.store.Entry;
import dev.pons.core.store.EntryGone;
import dev.pons.core.store.FailPoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** What runs besides the messages of a channel, one at a time with them and before them. */
final class Asides {

    private static final Logger LOG = LoggerFactory.getLogger(Asides.class);
    private static final int GULP = 64;

    private final Kit kit;
    private final Gate gate;
    private final Waiting waiting;
    private final Runnable wake;
    private final Queue<Router.Aside> asides = new ConcurrentLinkedQueue<>();

    /** Makes messages of others, some at a time. */
    @FunctionalInterface
    interface Maker {

        /** The next ones, which are recorded when this returns; empty: there are no more. */
        List<Entry.Received> make();
    }

    /**
     * @param wake runs what there is, if it may
     */
    Asides(Kit kit, Gate gate, Waiting waiting, Runnable wake) {
        this.kit = kit;
        this.gate = gate;
        this.waiting = waiting;
        this.wake = wake;
    }

    /** Does it soon. */
    void add(Router.Aside work) {
        asides.add(work);
        wake.run();
    }

    boolean isEmpty() {
        return asides.isEmpty();
    }

    /** What is made goes on before all that wait; until then none of these is taken. */
    void first(Maker maker) {
        waiting.stand();
        add(new Making(maker, waiting::goOn));
    }

    /** What is made goes on behind all that wait. */
    void last(Maker maker) {
        add(new Making(maker, ids -> LongStream.of(ids).forEach(waiting::add)));
    }

    /** Makes some, and more when these are durable, until there are no more. */
    private final class Making implements Router.Aside {

        private final Maker maker;
        private final Consumer<long[]> then;
        private final List<Long> ids = new ArrayList<>(1);

        /**
         * @param then gets the ids of all, in order
         */
        Making(Maker maker, Consumer<long[]> then) {
            this.maker = maker;
            this.then = then;
        }

        @Override
        public void run() {
            var made = maker.make();
            if (made.isEmpty()) {
                then.accept(ids.stream().mapToLong(Long::longValue).toArray());
                waiting.arrived(ids.size());
                return;
            }
            FailPoint.JOINED.pass();
            waiting.leave(made.size());
            kit.recorder().record(List.copyOf(made), first -> durable(first, made.size()));
        }

        /** On the writer's thread; the next run comes behind it. */
        private void durable(long first, int many) {
            FailPoint.CLOSED.pass();
            LongStream.range(first, first + many).forEach(ids::add);
            add(this);
        }
    }

    /** Runs them. False: something is in the way, and is tried again after the pause. */
    boolean run(Duration again) {
        for (int i = 0; i < GULP; i++) {
            var work = asides.peek();
            if (work == null || !gate.isOpen()) {
                return true;
            }
            try {
                work.run();
                asides.remove();
            } catch (EntryGone e) {
                LOG.debug("nothing comes after a message that retention took: {}", e.getMessage());
                asides.remove();
            } catch (IOException e) {
                LOG.error("the journal cannot be read, tried again: {}", e.getMessage());
                kit.threads().later(again, wake);
                return false;
            } catch (Formats.Missing | Made.NotKept e) {
                LOG.warn("what comes after a delivery waits: {}", e.getMessage());
                kit.threads().later(again, wake);
                return false;
            }
        }
        return true;
    }
}
