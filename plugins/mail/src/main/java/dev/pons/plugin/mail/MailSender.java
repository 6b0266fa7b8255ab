package dev.pons.plugin.mail;

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;

/** Sends each message as one mail, on a connection that is kept for a while. */
final class MailSender implements Destination {

    private final MailDestination.Options options;
    private final Way way;
    private final Kept kept;
    private final Context context;
    private volatile @Nullable Line busy;

    MailSender(MailDestination.Options options, Way way, Kept kept, Context context) {
        this.options = options;
        this.way = way;
        this.kept = kept;
        this.context = context;
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws Exception {
        Letter letter;
        try {
            letter = Letter.of(options, message, attempt, context.name());
        } catch (UnfitException e) {
            return Delivery.rejected(String.valueOf(e.getMessage()));
        }
        return Library.call(() -> sent(letter, due(attempt)));
    }

    private Delivery sent(Letter letter, Instant due) throws Exception {
        MimeMessage mail;
        try {
            mail = Writing.of(letter, Date.from(context.clock().instant()));
        } catch (MessagingException e) {
            return Delivery.rejected("no mail can be written of this message");
        }
        var waiting = kept.take();
        if (waiting != null) {
            var first = converse(waiting, letter, mail, due);
            if (first != null) {
                return first;
            }
        }
        var again = converse(opened(due), letter, mail, due);
        return again == null
                ? Delivery.retry(way.name() + " ended the connection before it heard of the mail")
                : again;
    }

    private Conversation opened(Instant due) throws NotSentException {
        var line = new Line(way, due);
        busy = line;
        var opened = new Conversation(way, line, line.session("smtp"));
        opened.open();
        return opened;
    }

    /** Null: the server left before it heard of the mail. */
    private @Nullable Delivery converse(
            Conversation with, Letter letter, MimeMessage mail, Instant due) {
        busy = with.line();
        boolean keeps = false;
        try {
            var said =
                    with.send(
                            letter.from().address(),
                            letter.recipients(),
                            mail,
                            options.partial(),
                            due);
            keeps = said.code() >= 200 && said.code() != Outcome.LEAVES;
            boolean left = !keeps && said.stage() == Conversation.Stage.SENDER;
            return left ? null : Outcome.of(said, way.login());
        } catch (MessagingException | IOException e) {
            return with.stage() == Conversation.Stage.SENDER ? null : Outcome.broken(with.stage());
        } finally {
            if (keeps) {
                kept.put(with);
            } else {
                with.line().close();
            }
        }
    }

    private Instant due(Attempt attempt) {
        var own = Instant.now().plus(options.timeout());
        return attempt.deadline().isBefore(own) ? attempt.deadline() : own;
    }

    /** Without letting go of it: the sending thread sees the failure. */
    @Override
    public void abort() {
        var line = busy;
        if (line != null) {
            line.close();
        }
    }

    @Override
    public void close() {
        kept.close();
    }
}
