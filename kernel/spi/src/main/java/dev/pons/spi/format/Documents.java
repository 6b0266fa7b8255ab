package dev.pons.spi.format;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.osgi.annotation.versioning.ProviderType;

import java.io.IOException;

/** Behind {@link Document}; implemented by the kernel and by test kits, not called by plugins. */
@ProviderType
public interface Documents {

    /** See {@link Document#open}. */
    Document open(Message message) throws ProblemException, IOException;

    /** See {@link Document#escape}. */
    String escape(String format, String value);
}
