package dev.pons.spi;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
    private final @Nullable CompletionStage<Reply> later;

    private Receipt(
            Kind kind,
            String id,
            boolean finished,
            Reply reply,
            @Nullable CompletionStage<Reply> later,
            List<Problem> problems,
            List<Receipt> parts) {
        this.kind = kind;
        this.id = id;
        this.finished = finished;
        this.reply = reply;
        this.later = later;
        this.problems = List.copyOf(problems);
        this.parts = List.copyOf(parts);
    }

    /** For the kernel and for tests. */
    public static Receipt of(Kind kind, Problem... problems) {
        return new Receipt(kind, "", true, Reply.silence(), null, List.of(problems), List.of());
    }

    /** For the kernel: a copy with the engine's id of the message or of the recorded refusal. */
    public Receipt withId(String messageId) {
        return new Receipt(kind, messageId, finished, reply, later, problems, parts);
    }

    /** For the kernel: a copy with the answer to give. */
    public Receipt with(Reply answer) {
        return new Receipt(kind, id, finished, answer, later, problems, parts);
    }

    /** For the kernel: a copy with one receipt per message of a batch. */
    public Receipt with(List<Receipt> each) {
        return new Receipt(kind, id, finished, reply, later, problems, each);
    }

    /** For the kernel: a copy that says "kept, the rest is not known yet". */
    public Receipt unfinished() {
        return new Receipt(kind, id, false, reply, later, problems, parts);
    }

    /** For the kernel: a copy with a second answer. */
    public Receipt then(CompletionStage<Reply> second) {
        return new Receipt(kind, id, finished, reply, second, problems, parts);
    }

    /**
     * For the kernel: a copy that says "kept, and what {@code acknowledge} asks for was not
     * reached", and why.
     */
    public Receipt failed(Problem why) {
        return new Receipt(kind, id, finished, reply, later, List.of(why), parts);
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
     * For formats: what {@code acknowledge} asks for has its result; a message that is kept and has
     * {@link #problems} did not reach it. False: the message is kept and its result is not known
     * yet.
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

    /**
     * A second answer, which follows the {@link #reply} when it is known (HL7: application after
     * accept acknowledgment); empty: none will. Completes once, on a thread that may wait for the
     * peer, or is complete already; it may be silence. Messages that come meanwhile on the same
     * line are taken as ever. A source that cannot give it any more says {@link Reply#lost}.
     */
    public Optional<CompletionStage<Reply>> later() {
        return Optional.ofNullable(later);
    }

    /** Why it was refused or not kept, or was kept and is not done. */
    public List<Problem> problems() {
        return problems;
    }

    /** One per message of a batch or of {@code submitAll}, in order; else empty. */
    public List<Receipt> parts() {
        return parts;
    }
}
