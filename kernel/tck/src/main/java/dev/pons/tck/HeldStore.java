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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;

/** A store whose disk takes its time, or is full, when a test says so. */
final class HeldStore {

    private final Store real;
    private final Path folder;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final StampedLock following = new StampedLock();
    private volatile boolean full;
    private volatile boolean asked;

    HeldStore(Store real, Path folder) {
        this.real = real;
        this.folder = folder;
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
        var result = invoke(real, method, arguments);
        return result instanceof Store.Reader reader ? slow(reader) : result;
    }

    private static Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Finds nothing while those who follow stand still. */
    private Store.Reader slow(Store.Reader reader) {
        return (Store.Reader)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.Reader.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("next")
                                        ? next(reader, method, arguments)
                                        : invoke(reader, method, arguments));
    }

    private Object next(Store.Reader reader, Method method, Object[] arguments) throws Throwable {
        long stamp = following.tryReadLock((long) arguments[0], TimeUnit.MILLISECONDS);
        if (stamp == 0) {
            return false;
        }
        try {
            return invoke(reader, method, arguments);
        } finally {
            following.unlockRead(stamp);
        }
    }

    private static boolean isAMessage(List<?> entries) {
        return entries.stream().anyMatch(Entry.Received.class::isInstance);
    }

    Store store() {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (proxy, method, arguments) -> call(method, arguments));
    }

    /** What comes in is not durable before {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
        if (following.isWriteLocked()) {
            following.asWriteLock().unlock();
        }
    }

    /** Who follows the journal, as the ledger does, learns nothing before {@link #release}. */
    void standStill() {
        following.writeLock();
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
