package dev.pons.plugin.mail;

import dev.pons.spi.Position;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import java.util.List;

/**
 * A mail box that is open, for one poll. Its position says which mails were taken; it is stored
 * with their messages, and what is done to a mail comes after that.
 */
interface Box extends AutoCloseable {

    /** A mail that waits. */
    record Waiting(String key, long size, Message mail) {

        /** It is content. */
        @Override
        public String toString() {
            return "Waiting[" + size + " bytes]";
        }
    }

    /** What becomes of a mail. */
    enum Fate {
        /** It was taken. */
        TAKEN,
        /** It was refused. */
        REFUSED
    }

    /**
     * Does what was not done any more to mails that are taken, and gives those that are not, oldest
     * first.
     */
    List<Waiting> look(Position position) throws MessagingException;

    /** The position behind a mail, to be stored with its messages. */
    Position behind(Waiting one, Fate fate);

    /** What is to be done to a mail whose position is stored; again where it was done. */
    void settle(Waiting one, Fate fate) throws MessagingException;

    /** The position when all is done. */
    Position settled();

    /** Ends it; what is done to mails counts from then on, with POP3. */
    @Override
    void close() throws MessagingException;
}
