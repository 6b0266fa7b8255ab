package dev.pons.plugin.mail;

import dev.pons.plugin.mail.MailSource.Then;
import dev.pons.spi.Position;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;

import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A POP3 maildrop (RFC 1939). The position has the unique ids (UIDL) of all mails that were taken
 * or refused and are still in it, each as the first bytes of its SHA-256: what is deleted is gone
 * only after QUIT, and what is kept never goes.
 */
final class Pop3Box implements Box {

    private static final String KNOWN = "";
    private static final int BYTES = 12;

    private final MailSource.Options options;
    private final POP3Store store;
    private final POP3Folder folder;

    /** By key, in the order of the maildrop. */
    private final Map<String, Fate> known = new LinkedHashMap<>();

    Pop3Box(POP3Store store, MailSource.Options options) throws MessagingException {
        this.options = options;
        this.store = store;
        this.folder = (POP3Folder) store.getFolder("INBOX");
        folder.open(Folder.READ_WRITE);
    }

    @Override
    public List<Waiting> look(Position position) throws MessagingException {
        for (var word : position.cursor(KNOWN).orElse("").split(" ")) {
            if (word.length() > 1) {
                known.put(word.substring(1), word.charAt(0) == '!' ? Fate.REFUSED : Fate.TAKEN);
            }
        }
        var found = new ArrayList<Waiting>();
        Set<String> there = new HashSet<>();
        var mails = folder.getMessages();
        var facts = new FetchProfile();
        facts.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(mails, facts);
        var sizes = folder.getSizes();
        for (int i = 0; i < mails.length; i++) {
            var id = folder.getUID(mails[i]);
            if (id == null) {
                throw new BoxException(
                        "the server has no UIDL, so nobody can know which mails were taken; ask for"
                                + " IMAP");
            }
            var one = new Waiting(key(id), sizes == null ? 0 : sizes[i], mails[i]);
            there.add(one.key());
            var fate = known.get(one.key());
            if (fate == null) {
                found.add(one);
            } else {
                settle(one, fate);
            }
        }
        known.keySet().retainAll(there);
        return found;
    }

    private static String key(String id) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public Position behind(Waiting one, Fate fate) {
        known.put(one.key(), fate);
        var words = new StringBuilder();
        known.forEach(
                (key, was) ->
                        words.append(words.length() == 0 ? "" : " ")
                                .append(was == Fate.REFUSED ? '!' : '.')
                                .append(key));
        return Position.at(words.toString());
    }

    @Override
    public void settle(Waiting one, Fate fate) throws MessagingException {
        if (fate == Fate.TAKEN && options.after() == Then.DELETE) {
            one.mail().setFlag(Flag.DELETED, true);
        }
    }

    /** Nothing is owed: what is known and still there is deleted at the next look. */
    @Override
    public Position settled() {
        return Position.of(Map.of());
    }

    @Override
    public void close() throws MessagingException {
        if (folder.isOpen()) {
            folder.close(true);
        }
        store.close();
    }
}
