package dev.pons.plugin.mllp;

import dev.pons.spi.Payload;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads MLLP frames from a buffered stream with mark and reset, in bulk, and leaves what follows a
 * frame in the stream.
 *
 * <pre>
 *   0x0B | content ... | 0x1C  0x0D        HL7 v2 Transport: MLLP Release 1 and 2;
 *   (VT)                 (FS)  (CR)        IHE ITI TF-2, appendix C.2.1
 * </pre>
 *
 * <p>What real senders do is repaired and said in {@link Frame#repaired()}: bytes between frames
 * are skipped and counted, doubled start and end blocks are taken as one, a message without a start
 * block is known by {@code MSH|}, an end block needs no carriage return. A start block with {@code
 * MSH|} inside a message begins a new one; what came before it is {@link Frame#broken()}.
 */
final class FrameReader {

    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte CR = 0x0D;

    /** As large as the kernel's buffer: what one system call brings. */
    private static final int CHUNK = 8192;

    /** How far a frame that is too long is read, in lengths allowed, to find its end. */
    private static final int PATIENT_TIMES = 8;

    private static final byte[] HEADER = {'M', 'S', 'H', '|'};

    /** Called before a read that may wait. */
    interface Waiting {

        /** Sets the time limit. */
        void begins() throws IOException;
    }

    /** How long a content may be, and where a large one goes. */
    private record Room(int longest, @Nullable Spool spool) {}

    private final InputStream in;
    private final Room room;
    private final Waiting waiting;
    private final byte[] chunk = new byte[CHUNK];
    private long skipped;
    private int header;

    /** A carriage return would belong to the frame before. */
    private boolean endedJustNow;

    /**
     * @param spool for frames that are more than a little; null: all of it may be in memory
     */
    FrameReader(InputStream in, int longest, @Nullable Spool spool, Waiting waiting) {
        this.in = in;
        this.room = new Room(longest, spool);
        this.waiting = waiting;
    }

    /**
     * Skips what stands before a frame. Waits for one byte only. False: all that came is skipped
     * and no frame has begun; call it again when more has come. {@code EOFException}: the peer
     * left.
     */
    boolean begins() throws IOException {
        do {
            if (in.available() == 0) {
                waiting.begins();
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the peer left between two messages");
            }
            if (b == START) {
                skipped += header;
                header = 0;
                endedJustNow = false;
                return true;
            }
            if (isHeader(b)) {
                return true;
            }
        } while (in.available() > 0);
        return false;
    }

    /** True: the byte completes {@code MSH|}. Others are counted. */
    private boolean isHeader(int b) {
        if (b == HEADER[header]) {
            header++;
            return header == HEADER.length;
        }
        boolean expected = endedJustNow && b == CR && header == 0;
        endedJustNow = false;
        skipped += header + (b == HEADER[0] || expected ? 0 : 1);
        header = b == HEADER[0] ? 1 : 0;
        return false;
    }

    /** The frame that has begun, to be closed after use. Waits for its end. */
    Frame read() throws IOException {
        var content = new Content(room.longest(), room.spool());
        var repairs = repairsBefore();
        if (header == HEADER.length) {
            content.add(HEADER, 0, HEADER.length);
            repairs.add("no start block");
        }
        header = 0;
        var end = fill(content);
        return content.isInMemory() ? frame(end, content, repairs) : large(end, content, repairs);
    }

    private List<String> repairsBefore() {
        var repairs = new ArrayList<String>(0);
        if (skipped > 0) {
            repairs.add(skipped + " bytes before the start block skipped");
            skipped = 0;
        }
        return repairs;
    }

    private Frame.End fill(Content content) throws IOException {
        long most = (long) room.longest() * PATIENT_TIMES;
        try {
            while (content.length() <= most) {
                if (in.available() == 0) {
                    waiting.begins();
                }
                in.mark(CHUNK);
                int got = in.read(chunk, 0, CHUNK);
                if (got < 0) {
                    return Frame.End.LEFT;
                }
                int end = indexOf(chunk, 0, got, END);
                content.add(chunk, 0, end < 0 ? got : end);
                if (end >= 0) {
                    in.reset();
                    in.skipNBytes(behind(end, got));
                    return content.length() > room.longest()
                            ? Frame.End.TOO_LONG
                            : Frame.End.COMPLETE;
                }
            }
            return Frame.End.ENDLESS;
        } catch (SocketTimeoutException e) {
            return Frame.End.SILENT;
        } catch (IOException e) {
            return Frame.End.LEFT;
        }
    }

    /** How many bytes of the chunk belong to this frame: a doubled end block is taken as one. */
    private int behind(int end, int got) {
        int next = end + 1;
        while (next < got && chunk[next] == END) {
            next++;
        }
        endedJustNow = next == got;
        return next < got && chunk[next] == CR ? next + 1 : next;
    }

    private static Frame frame(Frame.End end, Content content, List<String> repairs) {
        var bytes = content.first();
        int from = 0;
        while (from < bytes.length && bytes[from] == START) {
            from++;
        }
        if (from > 0) {
            repairs.add("start block doubled");
        }
        byte[] broken = {};
        int again = lastStart(bytes, from);
        if (again >= 0) {
            int length = again - from;
            if (startsWith(bytes, from, HEADER)) {
                broken = Arrays.copyOfRange(bytes, from, again);
                repairs.add("the message before it was not ended");
            } else {
                repairs.add(length + " bytes before the second start block skipped");
            }
            from = again + 1;
        }
        if (from > 0) {
            bytes = Arrays.copyOfRange(bytes, from, bytes.length);
        }
        var rest = Payload.of(bytes);
        var repaired = String.join("; ", repairs);
        return new Frame(end, rest, content.length() - from, repaired, broken, content::drop);
    }

    /** The same for a content whose first bytes only are in memory. */
    private static Frame large(Frame.End end, Content content, List<String> repairs) {
        var first = content.first();
        int doubled = 0;
        while (doubled < first.length && first[doubled] == START) {
            doubled++;
        }
        if (doubled > 0) {
            repairs.add("start block doubled");
        }
        byte[] broken = {};
        long from = doubled;
        long again = content.lastStart();
        if (again >= doubled) {
            if (startsWith(first, doubled, HEADER)) {
                broken = Arrays.copyOfRange(first, doubled, (int) Math.min(again, first.length));
                repairs.add("the message before it was not ended");
            } else {
                repairs.add(again - doubled + " bytes before the second start block skipped");
            }
            from = again + 1;
        }
        var rest = content.from(from);
        var repaired = String.join("; ", repairs);
        return new Frame(end, rest, content.length() - from, repaired, broken, content::drop);
    }

    /** The last start block that {@code MSH|} follows. */
    private static int lastStart(byte[] bytes, int from) {
        int last = -1;
        for (int at = from; (at = indexOf(bytes, at, bytes.length, START)) >= 0; at++) {
            if (startsWith(bytes, at + 1, HEADER)) {
                last = at;
            }
        }
        return last;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] what) {
        return bytes.length >= at + what.length
                && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
    }

    private static int indexOf(byte[] bytes, int from, int to, byte what) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == what) {
                return i;
            }
        }
        return -1;
    }
}
