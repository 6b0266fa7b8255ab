package dev.pons.spi;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.function.Function;

/**
 * The door of a channel. Any thread may use it between {@code start} (or within {@code poll}) and
 * {@code close}. No method ever both keeps a message and says BUSY. {@code InterruptedException}
 * means BUSY too.
 */
@ProviderType
public interface Intake {

    /**
     * Returns when the fate of the message is sure: durable, refused, or not kept. Waits at most
     * the source's answer deadline. Blocking here is the back-pressure.
     */
    Receipt submit(Message message) throws InterruptedException;

    /**
     * The same, for a source whose protocol has an answer to everything (HTTP): where the format
     * has none, the channel's {@code reply:} steps shape this one.
     *
     * @param otherwise the source's own answer to a receipt; pure, called once at most
     */
    default Receipt submit(Message message, Function<Receipt, Message> otherwise)
            throws InterruptedException {
        var receipt = submit(message);
        return receipt.reply().kind() == Reply.Kind.SILENCE
                ? receipt.with(Reply.answer(otherwise.apply(receipt)))
                : receipt;
    }

    /**
     * Records that the peer sent something which is no message at all (a frame over the limit, a
     * frame cut off in the middle), with the words of the problem and the first bytes that came.
     * Returns when that is durable; the receipt is REFUSED and carries the answer that the format
     * gives to it.
     */
    Receipt refuse(Message fragment, Problem problem) throws InterruptedException;

    /**
     * Stores all messages and the position behind them at once. Kept: each was stored, known or
     * refused (see {@link Receipt#parts()}) and the position has moved, past refused ones too.
     * BUSY: nothing was kept and the position stands. An empty list only moves the position.
     */
    Receipt submitAll(List<Message> messages, Position position) throws InterruptedException;

    /** The last durable position: where to begin after a start, a crash or a swap. */
    Position position();
}
