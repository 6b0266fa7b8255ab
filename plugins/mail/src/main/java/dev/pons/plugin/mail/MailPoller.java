package dev.pons.plugin.mail;

import dev.pons.plugin.mail.Box.Fate;
import dev.pons.plugin.mail.Box.Waiting;
import dev.pons.plugin.mail.MailSource.Protocol;
import dev.pons.spi.Budget;
import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Message;
import dev.pons.spi.Next;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Poller;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Receipt;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes mails from a box, by a connection for each poll. The messages of a mail and the position
 * behind it are stored at once; then the mail is marked, moved or deleted, and where that could not
 * be done, at the next poll.
 */
final class MailPoller implements Poller {

    private final MailSource.Options options;
    private final Way way;
    private final Parts parts;
    private final Context context;
    private volatile @Nullable Line busy;

    MailPoller(MailSource.Options options, Way way, Parts parts, Context context) {
        this.options = options;
        this.way = way;
        this.parts = parts;
        this.context = context;
    }

    @Override
    public Next poll(Intake intake, Budget budget) throws Exception {
        var line = new Line(way, budget.deadline());
        busy = line;
        try {
            var next = Library.call(() -> look(line, intake, budget));
            context.up();
            return next;
        } catch (IOException e) {
            context.down(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            line.close();
        }
    }

    private Next look(Line line, Intake intake, Budget budget)
            throws IOException, InterruptedException {
        var store = connected(line);
        try (var box = box(store)) {
            return take(box, intake, budget);
        } catch (BoxException e) {
            throw new IOException(way.name() + ": " + e.getMessage(), e);
        } catch (MessagingException | IllegalStateException e) {
            // the library calls a line that broke a state, too
            throw new IOException(
                    "the conversation with "
                            + way.name()
                            + " ended early; what was not taken is taken at the next poll",
                    e);
        }
    }

    private Store connected(Line line) throws NotSentException {
        boolean imap = options.protocol() == Protocol.IMAP;
        var session = line.session(imap ? "imap" : "pop3");
        var store = imap ? imap(session) : pop3(session);
        try {
            store.connect(
                    way.server().host(), way.server().port(), options.user(), way.login().secret());
            return store;
        } catch (MessagingException e) {
            throw line.why(
                    e,
                    options.encryption() == Encryption.STARTTLS
                            ? "it does not speak "
                                    + options.protocol()
                                    + " here, or offers no STARTTLS; see whether encryption: tls is"
                                    + " right"
                            : "it does not speak "
                                    + options.protocol()
                                    + " here, or the connection broke; see whether server and"
                                    + " encryption are right");
        }
    }

    private static Store imap(Session session) {
        return new IMAPStore(session, new URLName("imap", null, -1, null, null, null));
    }

    private static Store pop3(Session session) {
        return new POP3Store(session, new URLName("pop3", null, -1, null, null, null));
    }

    private Box box(Store store) throws MessagingException {
        if (store instanceof IMAPStore imap) {
            return new ImapBox(imap, options);
        }
        return new Pop3Box((POP3Store) store, options);
    }

    private Next take(Box box, Intake intake, Budget budget)
            throws MessagingException, InterruptedException {
        boolean any = false;
        for (var one : box.look(intake.position())) {
            if (!budget.left()) {
                return Next.more();
            }
            var fate = taken(box, one, intake);
            if (fate == null) {
                return Next.more();
            }
            box.settle(one, fate);
            any = true;
        }
        if (any && !box.settled().cursors().isEmpty()) {
            intake.submitAll(List.of(), box.settled());
        }
        return Next.end();
    }

    /** Null: not now. */
    private @Nullable Fate taken(Box box, Waiting one, Intake intake)
            throws MessagingException, InterruptedException {
        List<Message> messages;
        try {
            messages = messages(one);
        } catch (ProblemException e) {
            var receipt = intake.refuse(Message.of(new byte[0]), e.problems().get(0));
            return receipt.refused() ? stored(box, one, List.of(), Fate.REFUSED, intake) : null;
        }
        return stored(box, one, messages, Fate.TAKEN, intake);
    }

    private static @Nullable Fate stored(
            Box box, Waiting one, List<Message> messages, Fate fate, Intake intake)
            throws InterruptedException {
        var receipt = intake.submitAll(messages, box.behind(one, fate));
        if (!receipt.kept()) {
            return null;
        }
        if (receipt.parts().stream().noneMatch(Receipt::refused)) {
            return fate;
        }
        // one of its messages is enough: a person has to look at the mail
        intake.submitAll(List.of(), box.behind(one, Fate.REFUSED));
        return Fate.REFUSED;
    }

    private List<Message> messages(Waiting one) throws MessagingException, ProblemException {
        if (one.size() > options.maxSize()) {
            throw tooLong(one.size());
        }
        var raw = new Limited(options.maxSize());
        try {
            one.mail().writeTo(raw);
        } catch (IOException e) {
            throw new MessagingException("the line broke inside of a mail", e);
        }
        if (!raw.isWhole()) {
            throw tooLong(raw.count());
        }
        var messages = new ArrayList<Message>();
        for (var piece : parts.of(raw.bytes())) {
            messages.add(Message.of(piece.bytes(), piece.facts()));
        }
        return messages;
    }

    private ProblemException tooLong(long bytes) {
        return new ProblemException(
                Problem.of(
                        "too-long",
                        "the mail has %d bytes; max-size is %d"
                                .formatted(bytes, options.maxSize())));
    }

    /** Each run is a login: how often that may be is for the channel to say. */
    @Override
    public boolean needsSchedule() {
        return true;
    }

    @Override
    public void abort() {
        var line = busy;
        if (line != null) {
            line.close();
        }
    }
}
