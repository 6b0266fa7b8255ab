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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link Books} as the stream of a checkpoint and back, block by block: the format, names, accounts
 * one by one, then open messages some at a time. A block has its length before it; one of no length
 * ends them.
 */
final class BooksCodec {

    private static final int FORMAT = 3;
    private static final int BLOCK = 1 << 16;

    private BooksCodec() {}

    static void write(Books books, OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.writeInt(FORMAT);
        var block = new BytesOut(BLOCK);
        var names = books.names().all();
        block.number(names.size());
        names.forEach(block::text);
        end(block, out);
        block.number(books.accounts().size());
        end(block, out);
        for (var account : books.accounts()) {
            write(account, block);
            end(block, out);
        }
        messages(books, block, out);
        out.writeInt(0);
        out.flush();
    }

    private static void end(BytesOut block, DataOutputStream out) throws IOException {
        out.writeInt(block.size());
        out.write(block.array(), 0, block.size());
        block.clear();
    }

    private static void write(Account account, BytesOut out) {
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
    }

    private static void texts(Map<String, String> texts, BytesOut out) {
        out.number(texts.size());
        texts.forEach(
                (key, value) -> {
                    out.text(key);
                    out.text(value);
                });
    }

    private static void messages(Books books, BytesOut block, DataOutputStream out)
            throws IOException {
        var packing = new OpenPacking(books.names());
        int owner = 0;
        for (var account : books.accounts()) {
            for (var message : account.open.values()) {
                block.number(owner);
                block.number(message.id);
                packing.write(message, block);
                if (block.size() > BLOCK) {
                    end(block, out);
                }
            }
            owner++;
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
        if (in.readInt() != FORMAT) {
            throw new IOException("the checkpoint has another format");
        }
        var books = new Books(zone);
        var names = block(in);
        for (int n = names.count(); n > 0; n--) {
            books.names().of(names.text());
        }
        List<Account> accounts = new ArrayList<>();
        for (long n = block(in).number(); n > 0; n--) {
            accounts.add(account(books, block(in)));
        }
        accounts.forEach(books::add);
        messages(books, accounts, in);
        return books;
    }

    private static void messages(Books books, List<Account> accounts, DataInputStream in)
            throws IOException {
        var packing = new OpenPacking(books.names());
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            var block = block(in, length);
            while (block.more()) {
                var owner = accounts.get((int) block.number());
                books.open(owner, packing.read(block.number(), block));
            }
        }
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

    private static Account account(Books books, BytesIn in) throws IOException {
        var account = new Account(in.text(), Ledger.read(books.calendar(), in));
        texts(account.position, in);
        texts(account.orders, in);
        for (int n = in.count(); n > 0; n--) {
            account.versions.put(in.number(), in.number());
        }
        account.once.read(in);
        return account;
    }

    private static void texts(Map<String, String> into, BytesIn in) throws IOException {
        for (int n = in.count(); n > 0; n--) {
            into.put(in.text(), in.text());
        }
    }
}
