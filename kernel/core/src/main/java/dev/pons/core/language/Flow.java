package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Template;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * One message on its way through the steps: its bytes, its variables, and its parsed content, which
 * is opened when first asked for and kept for steps in a row. One thread.
 */
public final class Flow implements Run {

    /**
     * A message at the beginning of the source's steps. {@code id} is what {@code {id}} stands for.
     */
    public Flow(
            String id, Message original, String format, Formats formats, Instant now, ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same message at the beginning of a destination's steps; what happens there stays there.
     */
    public Flow branch(String destination) {
        throw new UnsupportedOperationException();
    }

    /**
     * The message as it is now, changes written; the same object as the original if nothing was
     * changed.
     */
    public Message message() throws ProblemException {
        throw new UnsupportedOperationException();
    }

    /** All variables. */
    public Map<String, String> variables() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Message original() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> destination() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant now() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ZoneId zone() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String text(Template template) throws ProblemException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean holds(Condition condition) throws ProblemException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> variable(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void let(String name, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <S> S service(Class<S> type) {
        throw new UnsupportedOperationException();
    }
}
