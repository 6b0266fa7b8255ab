package dev.pons.core.engine;

import dev.pons.spi.Attempt;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The peer behind one scripted destination: does what a test tells it, and writes down what came.
 */
final class Peer {

    /** What it does with a message. */
    @FunctionalInterface
    interface Behaviour {
        Delivery on(Message message, Attempt attempt) throws Exception;
    }

    /** One call. */
    record Call(String text, int number, String key, String name, Object instance) {}

    static final Behaviour TAKES = (message, attempt) -> Delivery.delivered();
    static final Behaviour DOWN =
            (message, attempt) -> {
                throw new NotSentException("the peer is down");
            };
    static final Behaviour REJECTS = (message, attempt) -> Delivery.rejected("not wanted");
    static final Behaviour NOT_NOW = (message, attempt) -> Delivery.retry("not now");

    volatile Behaviour behaviour = TAKES;
    volatile CountDownLatch hang = new CountDownLatch(0);
    volatile boolean abortWorks = true;

    /** Called in every call, before anything else. */
    volatile Runnable onCall = () -> {};

    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> took = Collections.synchronizedList(new ArrayList<>());
    final Set<Object> instances = Collections.synchronizedSet(new HashSet<>());
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger aborts = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    /** It does not answer until it is aborted, or {@link #answer}. */
    void hangs() {
        hang = new CountDownLatch(1);
    }

    void answer() {
        hang.countDown();
    }

    Delivery send(Message message, Attempt attempt, String name, Object instance) throws Exception {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            onCall.run();
            var text = Pairs.text(message);
            calls.add(new Call(text, attempt.number(), attempt.key(), name, instance));
            hang.await();
            var delivery = behaviour.on(message, attempt);
            if (delivery.kind() == Delivery.Kind.DELIVERED) {
                took.add(text);
            }
            return delivery;
        } finally {
            inside.decrementAndGet();
        }
    }

    void abort() {
        aborts.incrementAndGet();
        if (!abortWorks) {
            throw new IllegalStateException("abort is broken");
        }
    }

    /** What was taken, as {@code id} values. */
    List<String> ids() {
        synchronized (took) {
            return took.stream().map(t -> Pairs.value(Pairs.message(t), "id")).toList();
        }
    }

    int attempts() {
        return calls.size();
    }

    Call call(int index) {
        return calls.get(index);
    }
}
