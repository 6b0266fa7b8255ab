package dev.pons.core.engine;

import dev.pons.core.net.PortException;
import dev.pons.spi.NotSentException;
import dev.pons.spi.ProblemException;

import java.util.List;
import java.util.concurrent.Callable;

/** The one place where the kernel calls plugins and nothing that they throw gets through untold. */
final class Fence {

    private Fence() {}

    /** An error (missing class, endless recursion) that came out of a plugin. */
    static final class PluginError extends Exception {

        private static final long serialVersionUID = 1L;

        PluginError(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }

    /** Calls a plugin; errors become exceptions. */
    static <T> T call(Callable<T> plugin) throws Exception {
        try {
            return plugin.call();
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof OutOfMemoryError) {
                throw (OutOfMemoryError) e;
            }
            Mishaps.add("threw " + e.getClass().getSimpleName(), e.getStackTrace());
            throw new PluginError(e);
        }
    }

    /** Work of a plugin without result. */
    @FunctionalInterface
    interface Work {

        /** Does it. */
        void run() throws Exception;
    }

    /** Calls a plugin; errors become exceptions. */
    static void run(Work plugin) throws Exception {
        call(
                () -> {
                    plugin.run();
                    return true;
                });
    }

    /**
     * What went wrong, in words that hold no content: our own exceptions say it themselves, of
     * others only the kind is told, since their text may quote a message or a peer.
     */
    static String words(Throwable e) {
        if (e instanceof NotSentException
                || e instanceof ProblemException
                || e instanceof PortException
                || e instanceof Deadline.Missed) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof PluginError) {
            return "the plugin is broken (" + e.getMessage() + "); see plugin:doctor";
        }
        return "the plugin failed with " + e.getClass().getSimpleName();
    }

    /** Its kind and where it came from, for the log. */
    static String place(RuntimeException e) {
        var stack = List.of(e.getStackTrace());
        return e.getClass().getName() + " at " + stack.subList(0, Math.min(5, stack.size()));
    }
}
