package dev.pons.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in words what an exception of the JDK means. */
final class Words {

    private Words() {}

    static String of(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "there is no file " + message;
        } else if (e instanceof AccessDeniedException) {
            return "may not read or write " + message;
        } else if (e instanceof UnknownHostException) {
            return "the name " + message + " is not known";
        } else if (e instanceof BindException) {
            return "cannot listen: " + message;
        } else if (e instanceof ConnectException) {
            return "nobody listens there (" + message + ")";
        } else if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return message.isEmpty() ? e.getClass().getSimpleName() : message;
    }
}
