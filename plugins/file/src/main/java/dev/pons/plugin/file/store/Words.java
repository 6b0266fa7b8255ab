package dev.pons.plugin.file.store;

import dev.pons.spi.NotSentException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * What went wrong with a file, without its name: a name made from a message is content. The
 * exceptions of the JDK carry it, so they are never passed on.
 */
public final class Words {

    private static final String FULL = "No space left on device";

    private Words() {}

    /** In a few words. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "not there";
        }
        if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return "not a folder";
        }
        var reason = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** Nothing was written into the folder; with the remedy. */
    public static NotSentException notSent(Store store, String folder, IOException e) {
        if (e instanceof NotSentException already) {
            return already;
        }
        if (e instanceof StoreException) {
            return new NotSentException(of(e));
        }
        return new NotSentException(
                "cannot write into " + store.shown(folder) + ": " + remedy(store, e));
    }

    private static String remedy(Store store, IOException e) {
        var reason = of(e);
        if (reason.contains(FULL)) {
            return "the disk is full; free some space, deliveries then go on by themselves";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied; let " + store.user() + " write there";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist; create it, or say create: true";
        }
        if (reason.equals("not a folder") || reason.equals("Not a directory")) {
            return "it is not a folder; correct the option folder";
        }
        return reason;
    }
}
