package dev.pons.core.engine;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * {@link Books} as the stream of a checkpoint and back, block by block: the format, names, what
 * copies need, groups, accounts one by one with their known keys, then open messages some at a
 * time. A block has its length before it; one of no length ends them.
 */
final class BooksCodec {

    private static final int FORMAT = 6;

    /** The one before, which had no groups. */
    private static final int WITHOUT_GROUPS = 5;

    private static final int BLOCK = 1 << 16;

    private BooksCodec() {}

    /**
     * Nothing may change meanwhile, except that accounts are made that are not among these.
     *
     * @param accounts all, by number
     */
    static void write(Books books, List<Account> accounts, OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(FORMAT);
        var block = new BytesOut(BLOCK);
        var names = books.names().all();
        block.number(names.size());
        names.forEach(block::text);
        end(block, out);
        block.number(books.resent().size());
        books.resent()
                .forEach(
                        (copy, original) -> {
                            block.number(copy);
                            block.number(original);
                        });
        end(block, out);
        block.number(books.groups().all().size());
        end(block, out);
        for (var group : books.groups().all()) {
            group.write(block);
            end(block, out);
        }
        block.number(accounts.size());
        end(block, out);
        for (var account : accounts) {
            write(account, block, out);
        }
        messages(books.open(), block, out);
        out.writeInt(0);
        out.flush();
    }

    private static void end(BytesOut block, DataOutputStream out) throws IOException {
        out.writeInt(block.size());
        out.write(block.array(), 0, block.size());
        block.clear();
    }

    private static void write(Account account, BytesOut block, DataOutputStream to)
            throws IOException {
        var pages = account.once.pages();
        write(account, pages.size(), block);
        end(block, to);
        for (var page : pages) {
            account.once.write(page, block);
            end(block, to);
        }
    }

    private static void write(Account account, int pages, BytesOut out) {
        out.text(account.channel);
        account.ledger.write(out);
        texts(account.position, out);
        texts(account.orders, out);
        out.number(account.versions.size());
        account.versions.forEach(
                (version, entry) -> {
                    out.number(version);
                    out.number(entry);
                });
        account.once.write(out);
        out.number(pages);
    }

    private static void texts(Map<String, String> texts, BytesOut out) {
        out.number(texts.size());
        texts.forEach(
                (key, value) -> {
                    out.text(key);
                    out.text(value);
                });
    }

    private static void messages(OpenMessages open, BytesOut block, DataOutputStream out)
            throws IOException {
        for (long id : open.ids()) {
            block.number(id);
            open.write(id, block);
            if (block.size() > BLOCK) {
                end(block, out);
            }
        }
        if (block.size() > 0) {
            end(block, out);
        }
    }

    /**
     * {@code IOException}: written by another version of the engine; fold the whole journal
     * instead.
     */
    static Books read(InputStream from, ZoneId zone) throws IOException {
        var in = new DataInputStream(from);
        int format = in.readInt();
        if (format != FORMAT && format != WITHOUT_GROUPS) {
            throw new IOException("the checkpoint has another format");
        }
        var books = new Books(zone);
        var names = block(in);
        for (int n = names.count(); n > 0; n--) {
            books.names().of(names.text());
        }
        var resent = block(in);
        for (int n = resent.count(); n > 0; n--) {
            books.resent().put(resent.number(), resent.number());
        }
        for (long n = format == FORMAT ? block(in).number() : 0; n > 0; n--) {
            books.groups().add(Group.read(block(in)));
        }
        for (long n = block(in).number(); n > 0; n--) {
            account(books, in);
        }
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            var block = block(in, length);
            while (block.more()) {
                books.open().put(block.number(), block.bytes());
            }
        }
        return books;
    }

    private static BytesIn block(DataInputStream in) throws IOException {
        return block(in, in.readInt());
    }

    private static BytesIn block(DataInputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the checkpoint ends too early");
        }
        return new BytesIn(bytes, 0, length, true);
    }

    private static void account(Books books, DataInputStream from) throws IOException {
        var in = block(from);
        var account = books.add(in.text(), Ledger.read(books.calendar(), in));
        texts(account.position, in);
        texts(account.orders, in);
        for (int n = in.count(); n > 0; n--) {
            account.versions.put(in.number(), in.number());
        }
        account.once.read(in);
        for (long n = in.number(); n > 0; n--) {
            account.once.readPage(block(from));
        }
    }

    private static void texts(Map<String, String> into, BytesIn in) throws IOException {
        for (int n = in.count(); n > 0; n--) {
            into.put(in.text(), in.text());
        }
    }
}
