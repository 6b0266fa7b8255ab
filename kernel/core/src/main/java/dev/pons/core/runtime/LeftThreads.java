package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.osgi.framework.Bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Threads that run in the classes of plugins that were taken out. Any thread. */
final class LeftThreads {

    private final List<Left> all = new CopyOnWriteArrayList<>();

    private record Left(String what, Thread thread, String at) {}

    /** A plugin of which nothing is in use goes; before its bundle is uninstalled. */
    void look(Bundle bundle) {
        for (Map.Entry<Thread, StackTraceElement[]> one : Thread.getAllStackTraces().entrySet()) {
            Arrays.stream(one.getValue())
                    .filter(at -> isOf(bundle, at.getClassName()))
                    .findFirst()
                    .ifPresent(
                            at ->
                                    all.add(
                                            new Left(
                                                    name(bundle),
                                                    one.getKey(),
                                                    at.getClassName() + "." + at.getMethodName())));
        }
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** A class of this name is in the jar. */
    static boolean isOf(Bundle bundle, String className) {
        return bundle.getState() != Bundle.UNINSTALLED
                && bundle.getEntry(className.replace('.', '/') + ".class") != null;
    }

    /** Those that still run. */
    List<Finding> findings() {
        all.removeIf(left -> !left.thread().isAlive());
        return all.stream()
                .map(
                        left ->
                                new Finding(
                                        left.what(),
                                        "was taken out, but its thread \""
                                                + left.thread().getName()
                                                + "\" still runs in "
                                                + left.at(),
                                        "tell its vendor; a restart of the engine ends the thread"))
                .toList();
    }
}
