package dev.pons.spi.format;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;

/**
 * The content of one message, to be read and changed by a step that need not know its format.
 * Belongs to the step that opened it and ends with its {@code apply}; so no parsed content outlives
 * a swap of the format's plugin.
 */
@ProviderType
public interface Document extends Node {

    /**
     * Opens a message in its format; parsed when first used and once for steps in a row. Changes do
     * not touch the message. A format with this name that is not installed is an {@code
     * IllegalStateException}: the message waits.
     */
    static Document open(Message message, Run run) throws ProblemException, IOException {
        return run.service(Documents.class).open(message);
    }

    /**
     * A value as a message of a format holds it, so that what stands for structure there stays
     * text; for steps that write a message as text. A format with this name that is not installed
     * is an {@code IllegalStateException}: the message waits.
     *
     * @param format its name; empty: that of the channel's source
     */
    static String escape(String format, String value, Run run) {
        return run.service(Documents.class).escape(format, value);
    }

    /** The format's name. */
    String format();

    /** The message with the content as it is now; the same object if nothing was changed. */
    Message message() throws ProblemException;
}
