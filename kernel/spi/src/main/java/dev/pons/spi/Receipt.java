package dev.pons.spi;

import java.util.List;
import java.util.Optional;

/**
 * What became of a submitted message. Made by the kernel; the source tells its peer. Three cases,
 * and no fourth will come: {@link #kept()}, {@link #refused()}, and neither (BUSY: our fault,
 * nothing kept; say "not now" or nothing, and leave it where it is).
 */
public final class Receipt {

    /** For records and displays; may grow. A plugin asks {@link #kept()} and {@link #refused()}. */
    public enum Kind {
        /** On disk. */
        STORED,
        /** On disk since an earlier time. */
        DUPLICATE,
        /** The sender's fault; recorded, never taken. */
        REFUSED,
        /** Our fault; nothing kept. */
        BUSY
    }

    private final Kind kind;
    private final String id;
    private final Reply reply;
    private final List<Problem> problems;
    private final List<Receipt> parts;
    private final boolean finished;

    private Receipt(
            Kind kind,
            String id,
            boolean finished,
            Reply reply,
            List<Problem> problems,
            List<Receipt> parts) {
        this.kind = kind;
        this.id = id;
        this.finished = finished;
        this.reply = reply;
        this.problems = List.copyOf(problems);
        this.parts = List.copyOf(parts);
    }

    /** For the kernel and for tests. */
    public static Receipt of(Kind kind, Problem... problems) {
        return new Receipt(kind, "", true, Reply.silence(), List.of(problems), List.of());
    }

    /** For the kernel: a copy with the engine's id of the message or of the recorded refusal. */
    public Receipt withId(String messageId) {
        return new Receipt(kind, messageId, finished, reply, problems, parts);
    }

    /** For the kernel: a copy with the answer to give. */
    public Receipt with(Reply answer) {
        return new Receipt(kind, id, finished, answer, problems, parts);
    }

    /** For the kernel: a copy with one receipt per message of a batch. */
    public Receipt with(List<Receipt> each) {
        return new Receipt(kind, id, finished, reply, problems, each);
    }

    /** For the kernel: a copy that says "kept, the rest is not known yet". */
    public Receipt unfinished() {
        return new Receipt(kind, id, false, reply, problems, parts);
    }

    /** It is on disk, now or since an earlier time: say yes, responsibility is ours. */
    public boolean kept() {
        return kind == Kind.STORED || kind == Kind.DUPLICATE;
    }

    /** The sender's fault: say no; the same message will never be taken. */
    public boolean refused() {
        return kind == Kind.REFUSED;
    }

    /**
     * For formats: all that {@code acknowledge} asks for is done. False: the message is kept and
     * its result is not known yet.
     */
    public boolean finished() {
        return finished;
    }

    /** The exact case. */
    public Kind kind() {
        return kind;
    }

    /** The engine's id of what was recorded, good for {@code message:show}; empty for BUSY. */
    public Optional<String> id() {
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** What to tell the peer, already in the channel's format (HL7 ACK, X12 999...). */
    public Reply reply() {
        return reply;
    }

    /** Why it was refused or not kept. */
    public List<Problem> problems() {
        return problems;
    }

    /** One per message of a batch or of {@code submitAll}, in order; else empty. */
    public List<Receipt> parts() {
        return parts;
    }
}
