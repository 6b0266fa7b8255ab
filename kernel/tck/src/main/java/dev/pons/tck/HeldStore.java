package dev.pons.tck;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Space;
import dev.pons.core.store.Store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose disk takes its time, or is full, when a test says so. */
final class HeldStore {

    private final Store real;
    private final Store store;
    private final Path folder;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean full;
    private volatile boolean asked;

    HeldStore(Store real, Path folder) {
        this.real = real;
        this.folder = folder;
        this.store =
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("append") && isAMessage((List<?>) arguments[0])) {
            waiting.incrementAndGet();
            try {
                gate.await();
            } finally {
                waiting.decrementAndGet();
            }
        }
        if (method.getName().equals("space") && full) {
            asked = true;
            return new Space(true, 0, 1 << 20, folder);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isAMessage(List<?> entries) {
        return entries.stream().anyMatch(Entry.Received.class::isInstance);
    }

    Store store() {
        return store;
    }

    /** What comes in is not durable before {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** Messages that wait to become durable. */
    int waiting() {
        return waiting.get();
    }

    /** Something was to come in while the disk takes nothing. */
    boolean wasAsked() {
        return asked;
    }

    /** The disk takes nothing new, or does again. */
    void full(boolean yes) {
        full = yes;
    }
}
