package dev.pons.core.runtime;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Failures in one short line, for findings. */
final class Reason {

    private static final int LONGEST = 200;

    private Reason() {}

    /** Why a file or folder could not be used. */
    static String of(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (fault instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        return of((Throwable) fault);
    }

    /** The innermost cause: its name, and the first line of what it says. */
    static String of(Throwable fault) {
        var inner = fault;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        var words = inner.getMessage();
        var name = inner.getClass().getSimpleName();
        if (words == null || words.isBlank()) {
            return name;
        }
        var line = words.strip().lines().findFirst().orElse("").strip();
        return name + ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }
}
