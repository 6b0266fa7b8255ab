package dev.pons.framing;

import dev.pons.spi.config.Doc;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a message is answered; {@code answer: none} and {@code answer: format} stand for the first.
 */
public record Answer(
        @Doc("By the channel's format, in the same framing; by fixed bytes; or not at all")
                With with,
        @Doc("With bytes: what means yes, such as \"\\x06\"") Optional<String> yes,
        @Doc("With bytes: what means no, such as \"\\x15\"") Optional<String> no) {

    /** Who says what an answer is. */
    public enum With {
        /** The channel's format. */
        FORMAT,
        /** The bytes in the options. */
        BYTES,
        /** Nobody: one way. */
        NONE
    }

    /** Checks that bytes are named where they are used, and can be told apart. */
    public Answer {
        if (with == With.BYTES && yes.isEmpty()) {
            throw new IllegalArgumentException(
                    "with: bytes needs yes, and may have no; write yes: \"\\x06\"");
        }
        if (with != With.BYTES && (yes.isPresent() || no.isPresent())) {
            throw new IllegalArgumentException("yes and no are for with: bytes");
        }
        if (yes.isPresent() && no.isPresent()) {
            var one = Notation.bytes("yes", yes.get());
            var other = Notation.bytes("no", no.get());
            if (begins(one, other) || begins(other, one)) {
                throw new IllegalArgumentException("neither of yes and no may begin the other");
            }
        }
    }

    /** What means yes. */
    public byte[] yesBytes() {
        return Notation.bytes("yes", yes.orElseThrow());
    }

    /** What means no; empty: nothing does. */
    public byte[] noBytes() {
        return no.map(text -> Notation.bytes("no", text)).orElse(new byte[0]);
    }

    /** Whether {@code whole} begins with {@code what}. */
    public static boolean begins(byte[] what, byte[] whole) {
        return what.length <= whole.length
                && Arrays.equals(what, Arrays.copyOf(whole, what.length));
    }
}
