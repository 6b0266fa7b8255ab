package dev.pons.plugin.mail;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Calls into the mail library, which finds its parts by the class loader of the thread. Whatever is
 * set for the log, it writes nothing there: what it says has addresses and content in it.
 */
final class Library {

    /** Held, since the log forgets loggers that nobody holds. */
    private static final List<Logger> SILENT =
            Stream.of(
                            "jakarta.mail",
                            "jakarta.activation",
                            "org.eclipse.angus.mail",
                            // the library names some after the class that extends its own
                            Library.class.getPackageName())
                    .map(Logger::getLogger)
                    .toList();

    private Library() {}

    /** A call. */
    @FunctionalInterface
    interface Call<T> {

        T make() throws Exception;
    }

    /** Makes a call, on this thread. */
    static <T> T call(Call<T> call) throws Exception {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(Library.class.getClassLoader());
        try {
            return call.make();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
