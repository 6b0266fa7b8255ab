package dev.pons.plugin.script;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** How many bytes this thread has allocated so far, where the machine counts them. */
final class Allocated {

    private static final LongSupplier COUNTER = counter();

    private Allocated() {}

    /** Bytes since the thread began; 0 where nobody counts. */
    static long bytes() {
        return COUNTER.getAsLong();
    }

    /**
     * Taken from the platform, for its package is not among those that every bundle sees. Other
     * machines than HotSpot may have none.
     */
    private static LongSupplier counter() {
        try {
            var type =
                    Class.forName(
                            "com.sun.management.ThreadMXBean",
                            true,
                            ClassLoader.getPlatformClassLoader());
            var bean = ManagementFactory.getThreadMXBean();
            var found =
                    MethodHandles.publicLookup()
                            .findVirtual(
                                    type,
                                    "getCurrentThreadAllocatedBytes",
                                    MethodType.methodType(long.class));
            return type.isInstance(bean)
                    ? MethodHandleProxies.asInterfaceInstance(
                            LongSupplier.class, found.bindTo(bean))
                    : () -> 0;
        } catch (ReflectiveOperationException lacking) {
            return () -> 0;
        }
    }
}
