package dev.pons.plugin.serial;

import dev.pons.framing.Answer;
import dev.pons.framing.Frame;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One message that a lane sends over a line: what becomes of it crosses from thread to thread. */
final class Order {

    /** What it asks of the line. */
    record Request(Payload content, Answer answer, Duration timeout, int longest) {}

    /**
     * What the line learned: a result, an answer that the lane judges, or that surely nothing left.
     */
    record Said(@Nullable Delivery result, @Nullable Frame answer, String notSent) {}

    /** Where it is. */
    enum State {
        /** It waits for the line; the lane may take it back. */
        WAITING,
        /** The line sends it, or waits for its answer. */
        BEGUN,
        /** An answer is there, and the lane judges it. */
        JUDGED,
        /** Nobody waits for it any more. */
        OVER
    }

    private final Request request;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

    Order(Request request) {
        this.request = request;
    }

    Request request() {
        return request;
    }

    State state() {
        return Objects.requireNonNull(state.get());
    }

    /** The line begins with it; false: it was taken back. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    /** The line is done with it. */
    void done(Delivery result) {
        state.set(State.OVER);
        said.add(new Said(result, null, ""));
    }

    /** The same: surely not one byte of it left. */
    void notSent(String why) {
        state.set(State.OVER);
        said.add(new Said(null, null, why));
    }

    /** The line has an answer; it waits until the lane says whether another one follows. */
    void answered(Frame answer) {
        state.compareAndSet(State.BEGUN, State.JUDGED);
        said.add(new Said(null, answer, ""));
    }

    /** The lane has judged it, and another answer follows on the line. */
    void goOn() {
        state.compareAndSet(State.JUDGED, State.BEGUN);
    }

    /** The lane wants nothing more of it; true: it had not begun. */
    boolean over() {
        return state.getAndSet(State.OVER) == State.WAITING;
    }

    /** The lane waits; null: nothing by then. */
    @Nullable Said await(Instant until) throws InterruptedException {
        long left = Duration.between(Instant.now(), until).toMillis();
        return said.poll(Math.max(0, left), TimeUnit.MILLISECONDS);
    }
}
