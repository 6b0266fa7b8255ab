package dev.pons.lis1;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * What is to be written on the line, and the one timer that runs. The time for a reply begins when
 * the last character has left (LIS01-A2, 6.5.2).
 */
final class Wire {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Was given to be written. */
    private boolean leaving;

    private @Nullable Duration reply;
    private @Nullable Instant due;

    void say(byte... bytes) {
        out.writeBytes(bytes);
    }

    /** Says what the other side must reply to. */
    void ask(Duration within, byte... bytes) {
        say(bytes);
        reply = within;
    }

    void wake(Instant at) {
        due = at;
    }

    /** No timer runs. */
    void rest() {
        reply = null;
        due = null;
    }

    byte[] output() {
        var bytes = out.toByteArray();
        out.reset();
        leaving |= bytes.length > 0;
        return bytes;
    }

    void written(Instant now) {
        leaving = false;
        if (reply != null && out.size() == 0) {
            due = now.plus(reply);
            reply = null;
        }
    }

    /** What was said has not left yet: nothing that comes can be the reply to it. */
    boolean isSaying() {
        return leaving || out.size() > 0;
    }

    @Nullable Instant due() {
        return due;
    }

    boolean isDue(Instant now) {
        return due != null && !now.isBefore(due);
    }

    /** As new. */
    void clear() {
        rest();
        out.reset();
        leaving = false;
    }
}
