package dev.pons.itests.proof;

import dev.pons.itests.archive.MllpClient;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Connections that each send a message, wait for its answer and send the next; a broken one is made
 * anew and goes on with the next message, so nothing is ever sent twice from here.
 */
final class Senders implements AutoCloseable {

    private final int port;
    private final BooleanSupplier rests;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    /**
     * @param rests they send nothing while this holds, so that a test bounds what it makes
     */
    Senders(int port, int connections, BooleanSupplier rests) {
        this.port = port;
        this.rests = rests;
        for (int i = 0; i < connections; i++) {
            int connection = i;
            Thread thread = new Thread(() -> send(connection), "sender-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void send(int connection) {
        long number = 0;
        while (end.getCount() > 0) {
            try (MllpClient line = MllpClient.to(port)) {
                while (end.getCount() > 0) {
                    if (rests.getAsBoolean()) {
                        waited(20);
                        continue;
                    }
                    exchange(line, Numbered.id(connection, number++));
                }
            } catch (UncheckedIOException e) {
                dropped.incrementAndGet();
                waited(20); // the engine is down: try again
            }
        }
    }

    private void exchange(MllpClient line, String id) {
        inFlight.incrementAndGet();
        boolean answered = false;
        long begin = System.nanoTime();
        try {
            Answer answer = Answer.of(line.send(Numbered.message(id)));
            answered = true;
            longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
            if (answer.accepted()) {
                acknowledged.add(id);
                acknowledgements.incrementAndGet();
            } else {
                refusals.add(answer.toString());
            }
        } finally {
            inFlight.decrementAndGet();
            cutOff.addAndGet(answered ? 0 : 1);
        }
    }

    private void waited(long millis) {
        try {
            end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end.countDown();
        }
    }

    /** Messages that were acknowledged. */
    Collection<String> acknowledged() {
        return acknowledged;
    }

    /** How many. */
    int acknowledgements() {
        return acknowledgements.get();
    }

    /** Messages on the wire, not answered. */
    int inFlight() {
        return inFlight.get();
    }

    /** Messages whose answer never came, because the line broke. */
    int cutOff() {
        return cutOff.get();
    }

    /** Connections that broke or could not be made. */
    int dropped() {
        return dropped.get();
    }

    /** The longest that anybody waited for an answer since this was asked last. */
    Duration longest() {
        return Duration.ofNanos(longest.getAndSet(0));
    }

    /** Answers that were no yes. */
    Collection<String> refusals() {
        return refusals;
    }

    /** No more messages; returns when the last answers are there. */
    void stop() {
        end.countDown();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the senders end", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
