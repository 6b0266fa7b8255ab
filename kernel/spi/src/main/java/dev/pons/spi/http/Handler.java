package dev.pons.spi.http;

import org.osgi.annotation.versioning.ConsumerType;

/** Answers requests. */
@ConsumerType
@FunctionalInterface
public interface Handler {

    /**
     * Answers one request, whose caller the kernel has let in; its body is not read yet. Called on
     * kernel threads, several at the same time; it may wait. The exchange is valid until this
     * returns. A {@link StatusException} becomes an answer with its status and words, any other
     * exception, and no answer at all, a 500 without a text.
     */
    void handle(Exchange exchange) throws Exception;
}
