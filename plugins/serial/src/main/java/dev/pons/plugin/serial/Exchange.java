package dev.pons.plugin.serial;

import dev.pons.framing.Answer;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;

/** A message that goes out in a framing, until its answer is known. The line's thread. */
final class Exchange {

    /** Where it is. */
    enum Phase {
        /** Bytes of it are still to be written. */
        WRITING,
        /** It is written, and answered by bytes or a frame. */
        AWAITING,
        /** Its answer came, and the lane judges it. */
        JUDGED
    }

    private final Order order;
    private Phase phase = Phase.WRITING;
    private Instant due = Instant.MAX;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    Exchange(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }

    private Answer.With with() {
        return order.request().answer().with();
    }

    boolean isWritten() {
        return phase != Phase.WRITING;
    }

    boolean isJudged() {
        return phase == Phase.JUDGED;
    }

    /** What comes may be its answer, as bytes. */
    boolean wantsBytes() {
        return phase == Phase.AWAITING && with() == Answer.With.BYTES;
    }

    /** What comes may be its answer, as a frame. */
    boolean wantsFrame() {
        return phase == Phase.AWAITING && with() == Answer.With.FORMAT;
    }

    /** All of it is written: true, that is all. */
    boolean written(Instant now) {
        await(now);
        return with() == Answer.With.NONE;
    }

    /** An answer is waited for, from now on. */
    void await(Instant now) {
        phase = Phase.AWAITING;
        due = now.plus(order.request().timeout());
    }

    void judged() {
        phase = Phase.JUDGED;
    }

    boolean isLate(Instant now) {
        return phase == Phase.AWAITING && now.isAfter(due);
    }

    /** One more byte: what all of them mean; null: nothing yet. */
    @Nullable Delivery heard(byte one) {
        said.write(one);
        var sofar = said.toByteArray();
        if (Arrays.equals(sofar, order.request().answer().yesBytes())) {
            return Delivery.delivered().with(Message.of(sofar));
        }
        return Arrays.equals(sofar, order.request().answer().noBytes())
                ? Delivery.rejected("the device said no").with(Message.of(sofar))
                : null;
    }

    /** What came begins neither answer: these bytes, which are something else; empty: it may. */
    byte[] strange() {
        var sofar = said.toByteArray();
        var answer = order.request().answer();
        if (Answer.begins(sofar, answer.yesBytes()) || Answer.begins(sofar, answer.noBytes())) {
            return new byte[0];
        }
        said.reset();
        return sofar;
    }
}
