package dev.pons.jdk25;

import org.jspecify.annotations.Nullable;

import java.security.AccessControlContext;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

import javax.security.auth.Subject;

/**
 * Who is acting on this thread, as {@link AccessControlContext} knew it up to JDK 23: bound by
 * {@code doAs}, inherited by threads that are started inside. Called by woven Karaf classes only,
 * therefore public and with the descriptors of the methods that it stands in for.
 */
@SuppressWarnings("removal") // the stand-in needs the signatures that the JDK gives up
public final class Subjects {

    private static final InheritableThreadLocal<@Nullable Subject> CURRENT =
            new InheritableThreadLocal<>();

    private Subjects() {}

    /** For {@code Subject.getSubject}, which throws since JDK 24. The context is not looked at. */
    public static @Nullable Subject getSubject(@Nullable AccessControlContext ignored) {
        return CURRENT.get();
    }

    /** For {@code JaasHelper.doAs}. */
    public static Object doAs(Subject subject, PrivilegedAction<?> action) {
        Subject before = CURRENT.get();
        CURRENT.set(subject);
        try {
            return Subject.doAs(subject, action);
        } finally {
            restore(before);
        }
    }

    /** For {@code JaasHelper.doAs} with an action that may fail. */
    public static Object doAs(Subject subject, PrivilegedExceptionAction<?> action)
            throws PrivilegedActionException {
        Subject before = CURRENT.get();
        CURRENT.set(subject);
        try {
            return Subject.doAs(subject, action);
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Subject before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
