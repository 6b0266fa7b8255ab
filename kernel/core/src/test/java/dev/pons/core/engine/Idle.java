package dev.pons.core.engine;

import dev.pons.core.control.IndexLag;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;

/** Stands for a part that a test does not need: knows nothing, does nothing, never fails. */
final class Idle {

    private Idle() {}

    /** One of that interface. */
    static <T> T a(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> nothing(method.getReturnType())));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == void.class) {
            return null;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == IndexLag.class) {
            return IndexLag.NONE;
        }
        if (type == Set.class) {
            return Set.of();
        }
        throw new UnsupportedOperationException("nobody asks here: " + type);
    }
}
