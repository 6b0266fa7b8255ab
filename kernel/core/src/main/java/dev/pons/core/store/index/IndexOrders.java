package dev.pons.core.store.index;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** What others want of the files of the index is done by the thread that writes them. */
final class IndexOrders {

    private final Queue<Order> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /** Something to do. */
    @FunctionalInterface
    interface Work {
        long run() throws IOException, SQLException;
    }

    private record Order(Work work, CompletableFuture<Long> done) {}

    /** Waits until it is done. */
    long give(Work work) throws IOException, InterruptedException {
        var order = new Order(work, new CompletableFuture<>());
        waiting.add(order);
        if (ended) {
            end();
        }
        try {
            return order.done().get();
        } catch (ExecutionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new IOException("The search index was not changed: " + why.getMessage(), e);
        }
    }

    /** The index thread, between two batches. */
    void run() {
        for (var order = waiting.poll(); order != null; order = waiting.poll()) {
            try {
                order.done().complete(order.work().run());
            } catch (IOException | SQLException | RuntimeException e) {
                order.done().completeExceptionally(e);
            }
        }
    }

    /** Nothing is done any more. */
    void end() {
        ended = true;
        for (var order = waiting.poll(); order != null; order = waiting.poll()) {
            order.done().completeExceptionally(new IOException("the engine stops"));
        }
    }
}
