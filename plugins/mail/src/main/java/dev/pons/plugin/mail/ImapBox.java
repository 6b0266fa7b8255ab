package dev.pons.plugin.mail;

import dev.pons.plugin.mail.MailSource.Pick;
import dev.pons.plugin.mail.MailSource.Then;
import dev.pons.spi.Position;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SearchTerm;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A folder of an IMAP server (RFC 3501). Its mails are numbered for good (UID) as long as a number
 * of the folder (UIDVALIDITY) stays the same. The position has both of the last mail that was
 * taken, and of one that was taken and may not be moved, marked or deleted yet.
 */
final class ImapBox implements Box {

    private static final Logger LOG = LoggerFactory.getLogger(ImapBox.class);

    private static final SearchTerm UNSEEN =
            new AndTerm(
                    new FlagTerm(new Flags(Flag.SEEN), false),
                    new FlagTerm(new Flags(Flag.DELETED), false));

    private static final String LAST = "";
    private static final String DUE = "due";
    private static final String NOTHING = "-";
    private static final Pattern AT = Pattern.compile("(\\d+):(\\d+)(?: ([A-Z]+))?");

    private final MailSource.Options options;
    private final IMAPStore store;
    private final IMAPFolder folder;
    private final long validity;
    private final boolean moves;
    private final boolean expunges;
    private long last;

    /** Opens the folder, and those that mails are put into. */
    ImapBox(IMAPStore store, MailSource.Options options) throws MessagingException {
        this.options = options;
        this.store = store;
        this.folder = (IMAPFolder) store.getFolder(options.folder());
        if (!folder.exists()) {
            throw new BoxException(
                    "there is no such folder as the option folder names; correct it, or create the"
                            + " folder");
        }
        if (options.after() == Then.MOVE) {
            prepare(options.done(), "done");
        }
        if (options.refused().isPresent()) {
            prepare(options.refused().get(), "refused");
        }
        // asked now: with a folder open, the library would connect once more for it
        moves = store.hasCapability("MOVE");
        expunges = store.hasCapability("UIDPLUS");
        folder.open(Folder.READ_WRITE);
        validity = folder.getUIDValidity();
    }

    private void prepare(String name, String option) throws MessagingException {
        var target = store.getFolder(name);
        if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES)) {
            throw new BoxException(
                    "the folder that the option "
                            + option
                            + " names is not there, and the server lets nobody create it; create"
                            + " it, or correct the option");
        }
    }

    /** A mail by its numbers. */
    private record At(long validity, long uid, String fate) {

        static At of(String cursor) {
            var match = AT.matcher(cursor);
            return match.matches()
                    ? new At(
                            Long.parseLong(match.group(1)),
                            Long.parseLong(match.group(2)),
                            match.group(3) == null ? "" : match.group(3))
                    : new At(-1, 0, "");
        }
    }

    @Override
    public List<Waiting> look(Position position) throws MessagingException {
        var due = At.of(position.cursor(DUE).orElse(NOTHING));
        if (due.validity() == validity) {
            var mail = folder.getMessageByUID(due.uid());
            if (mail != null) {
                settle(new Waiting("" + due.uid(), 0, mail), Fate.valueOf(due.fate()));
            }
        }
        var before = At.of(position.cursor(LAST).orElse(NOTHING));
        last = before.validity() == validity ? before.uid() : 0;
        if (before.validity() >= 0 && before.validity() != validity && options.pick() == Pick.NEW) {
            LOG.warn(
                    "the mail server has numbered the mails of a folder anew (UIDVALIDITY), so all"
                            + " that are in it are taken again");
        }
        var found = new ArrayList<Waiting>();
        for (var mail : sought()) {
            long uid = folder.getUID(mail);
            if (options.pick() == Pick.UNSEEN || uid > last) {
                found.add(new Waiting("" + uid, mail.getSize(), mail));
            }
        }
        found.sort(Comparator.comparingLong(one -> Long.parseLong(one.key())));
        return found;
    }

    private Message[] sought() throws MessagingException {
        var mails =
                options.pick() == Pick.UNSEEN
                        ? folder.search(UNSEEN)
                        : folder.getMessagesByUID(last + 1, UIDFolder.LASTUID);
        var facts = new FetchProfile();
        facts.add(UIDFolder.FetchProfileItem.UID);
        facts.add(FetchProfile.Item.SIZE);
        folder.fetch(mails, facts);
        for (var mail : mails) {
            if (mail instanceof IMAPMessage one) {
                one.setPeek(true);
            }
        }
        return mails;
    }

    @Override
    public Position behind(Waiting one, Fate fate) {
        last = Math.max(last, Long.parseLong(one.key()));
        return Position.of(
                Map.of(
                        LAST, validity + ":" + last,
                        DUE, validity + ":" + one.key() + " " + fate));
    }

    @Override
    public void settle(Waiting one, Fate fate) throws MessagingException {
        var mail = one.mail();
        if (fate == Fate.REFUSED) {
            if (options.refused().isPresent()) {
                move(mail, options.refused().get());
            } else if (options.pick() == Pick.UNSEEN) {
                mail.setFlag(Flag.SEEN, true);
            }
            return;
        }
        switch (options.after()) {
            case KEEP -> {}
            case SEEN -> mail.setFlag(Flag.SEEN, true);
            case MOVE -> move(mail, options.done());
            case DELETE -> delete(mail);
        }
    }

    /** In one step where the server can (RFC 6851). */
    private void move(Message mail, String to) throws MessagingException {
        var target = store.getFolder(to);
        if (options.pick() == Pick.UNSEEN) {
            mail.setFlag(Flag.SEEN, true);
        }
        if (moves) {
            folder.moveMessages(new Message[] {mail}, target);
        } else {
            folder.copyMessages(new Message[] {mail}, target);
            delete(mail);
        }
    }

    /**
     * Without UIDPLUS (RFC 4315) it stays, marked as deleted: others' mails are not ours to end.
     */
    private void delete(Message mail) throws MessagingException {
        mail.setFlag(Flag.DELETED, true);
        if (expunges) {
            folder.expunge(new Message[] {mail});
        }
    }

    @Override
    public Position settled() {
        return Position.of(Map.of(DUE, NOTHING));
    }

    @Override
    public void close() throws MessagingException {
        if (folder.isOpen()) {
            folder.close(false);
        }
        store.close();
    }
}
