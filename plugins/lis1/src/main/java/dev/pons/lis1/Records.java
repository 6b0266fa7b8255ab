package dev.pons.lis1;

import dev.pons.framing.Content;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

/** The records of a message as they come, frame by frame. */
final class Records {

    private static final byte[] CR = {Control.CR};

    private final Content content;
    private final int longest;

    /** The type of the record that came last, its first letter. */
    private byte type;

    /** The next character begins a record. */
    private boolean begins = true;

    /** The last frame ended a record. */
    private boolean ended;

    private int completed;

    Records(int longest, @Nullable Spool spool) {
        this.content = new Content(longest, spool);
        this.longest = longest;
    }

    /** Adds the text of the next frame. */
    void add(Frame frame) {
        if (ended && !begins) { // the frame before ended a record, and had no CR
            content.add(CR, 0, 1);
            begins = true;
            completed++;
        }
        for (byte character : frame.text()) {
            type = begins && character != Control.CR ? character : type;
            begins = character == Control.CR;
        }
        content.add(frame.text(), 0, frame.text().length);
        ended = frame.ends();
    }

    /** The last one is the message terminator record of LIS02-A2, and has ended. */
    boolean areMessage() {
        return areWhole() && type == 'L';
    }

    /** There are some, and the last one has ended. */
    boolean areWhole() {
        return ended && content.length() > 0 && !areTooLong();
    }

    boolean areTooLong() {
        return content.length() > longest;
    }

    /** Bytes that came. */
    long length() {
        return content.length();
    }

    /** How many records got the CR that they lacked. */
    int completed() {
        return completed;
    }

    Payload payload() {
        return content.payload();
    }

    void drop() {
        content.drop();
    }
}
