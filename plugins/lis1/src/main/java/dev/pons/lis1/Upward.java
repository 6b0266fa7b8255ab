package dev.pons.lis1;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;

/**
 * Who uses a {@link Link}. Called on the thread that called the link, while that call lasts; it may
 * call {@link Link#taken} and {@link Link#send} from here. Words never quote content.
 */
public interface Upward {

    /**
     * A whole message came. {@link Link#taken} answers it: at once or later, once, and within the
     * 15 s that the sender waits. Until then nothing else is received.
     *
     * @param message the records as they came, good until {@link Link#taken} returns; the same one
     *     comes again where it was not taken and the sender repeats its last frame
     * @param repaired what was wrong on the way, own words; empty: nothing
     */
    void message(Payload message, String repaired);

    /**
     * What came was no message: broken off, or too long. The sender was not told that it was taken.
     *
     * @param part its first bytes, good while this call lasts
     */
    void refused(Payload part, Problem problem);

    /** The receiver has acknowledged every frame of the message. */
    void sent();

    /** The message was not sent, or nobody knows; words say why. The link keeps nothing of it. */
    void failed(Failure failure, String words);
}
