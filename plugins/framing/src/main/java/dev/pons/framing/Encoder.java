package dev.pons.framing;

import dev.pons.spi.Payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Frames contents. Has no state; any thread. */
public final class Encoder {

    private static final int CHUNK = 64 << 10;

    private final Rule rule;

    Encoder(Rule rule) {
        this.rule = rule;
    }

    /**
     * Why a content cannot be framed so that a receiver finds it again, as words behind "the
     * message cannot be framed: "; empty: it can. There is no escape: a receiver would have to know
     * it too.
     */
    public String misfit(Payload content) throws IOException {
        if (content.size() == 0) {
            return "it is empty, which no receiver would notice";
        }
        var own = rule.misfit(content.size());
        if (own.isEmpty() && rule.tail().length > 0 && !isFoundAgain(content)) {
            return "it contains the bytes that begin or end a message; remove them in a step";
        }
        return own;
    }

    /** Marks that are no marks of this frame may also arise where contents and marks meet. */
    private boolean isFoundAgain(Payload content) throws IOException {
        var cutter = rule.cutter(Integer.MAX_VALUE);
        var found = new Sink.Counting();
        var head = rule.head(content.size(), Rule.NONE);
        cutter.cut(head, 0, head.length, found);
        try (var in = content.open()) {
            var chunk = new byte[(int) Math.min(CHUNK, content.size())];
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                cutter.cut(chunk, 0, got, found);
                if (cutter.ended() != null) {
                    return false;
                }
            }
        }
        var tail = rule.tail();
        int taken = cutter.cut(tail, 0, tail.length, found);
        return taken == tail.length
                && cutter.ended() == Frame.End.COMPLETE
                && found.length() == content.size();
    }

    /** One frame, flushed. The content fits. */
    public void write(OutputStream out, Payload content) throws IOException {
        try (var in = content.open()) {
            out.write(rule.head(content.size(), in.readNBytes(rule.headInside())));
            in.transferTo(out);
            out.write(rule.tail());
            out.flush();
        }
    }

    /** One frame in memory. The content fits. */
    public byte[] framed(Payload content) throws IOException {
        var out = new ByteArrayOutputStream((int) content.size() + 32);
        write(out, content);
        return out.toByteArray();
    }
}
