package dev.pons.plugin.serial;

import dev.pons.framing.Frame;
import dev.pons.plugin.serial.Incoming.Reader;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.Spool;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes the messages of a line. They are submitted, and answered, on the line's thread. */
final class Taking implements Listener {

    /** So many second answers may be owed; then no further message is read. */
    private static final int MOST = 64;

    /** The longest that a line is kept for what is owed on it, in seconds. */
    private static final long PATIENCE = 60;

    private final SerialSource.Options options;
    private final Context context;
    private final Member member;
    private final Semaphore owed = new Semaphore(MOST);
    private volatile @Nullable Intake intake;
    private volatile boolean joined;

    Taking(SerialSource.Options options, Context context) {
        this.options = options;
        this.context = context;
        this.member = new Member(context, options.terms(), this);
    }

    private Line line() {
        return Lines.of(options.line().port());
    }

    /** Returns at once; whether the port is there is told by the line. */
    @Override
    public void start(Intake opened) {
        intake = opened;
        joined = true;
        line().join(member);
    }

    /** How messages are read. */
    Reader reader() {
        return new Reader(options.maxSize(), Spool.of(context), options.timeout());
    }

    /** A frame came: submitted and answered. The line's thread. */
    void taken(Frame frame, FramedTalk talk) throws InterruptedException {
        try (frame) {
            var door = intake;
            if (door == null) {
                return; // it takes nothing any more, so nothing is answered either
            }
            var message = message(frame.content(), frame.repaired());
            if (frame.end() == Frame.End.COMPLETE) {
                answer(door.submit(message), talk);
                return;
            }
            var problem = frame.problem(options.maxSize(), options.timeout());
            var receipt = door.refuse(message, problem);
            if (frame.end() == Frame.End.TOO_LONG || frame.end() == Frame.End.ENDLESS) {
                answer(receipt, talk);
            }
        }
    }

    /** A message came over the link: true if it is kept. The line's thread. */
    boolean kept(Payload content, String repaired) {
        var door = intake;
        try {
            return door != null && door.submit(message(content, repaired)).kept();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What came over the link was none. The line's thread. */
    void refused(Payload part, Problem problem) {
        var door = intake;
        try {
            if (door != null) {
                door.refuse(message(part, ""), problem);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Message message(Payload content, String repaired) {
        var message = Message.of(content).with("peer", options.line().port());
        return repaired.isEmpty() ? message : message.with("repaired", repaired);
    }

    /** Nothing is said when nothing was kept: a device sends again what was not answered. */
    private void answer(Receipt receipt, FramedTalk talk) throws InterruptedException {
        switch (options.answered().with()) {
            case NONE -> {}
            case BYTES -> {
                if (receipt.kept()) {
                    talk.answer(options.answered().yesBytes());
                } else if (receipt.refused()) {
                    talk.answer(options.answered().noBytes());
                }
            }
            case FORMAT -> {
                if (receipt.reply().speaks()) {
                    talk.answer(receipt.reply());
                }
                var later = receipt.later();
                if (later.isPresent()) {
                    second(later.get(), talk);
                }
            }
        }
    }

    private void second(CompletionStage<Reply> later, FramedTalk talk) throws InterruptedException {
        owed.acquire();
        later.whenComplete(
                (reply, never) ->
                        line().post(
                                        () -> {
                                            if (reply != null && reply.speaks()) {
                                                talk.answer(reply);
                                            }
                                            owed.release();
                                        }));
    }

    /** What is being taken is taken to its end, and answered; nothing else is. */
    @Override
    public void quiesce() throws InterruptedException {
        if (owed.tryAcquire(MOST, PATIENCE, TimeUnit.SECONDS)) {
            owed.release(MOST);
        }
        var passed = new CountDownLatch(1);
        line().whenIdle(
                        () -> {
                            intake = null;
                            passed.countDown();
                        });
        passed.await(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        intake = null;
        if (joined) {
            line().leave(member);
        }
    }
}
