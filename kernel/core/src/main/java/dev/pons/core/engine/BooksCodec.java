package dev.pons.core.engine;

import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Entry.Later;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link Books} as the bytes of a checkpoint and back. */
final class BooksCodec {

    private static final int FORMAT = 3;

    private BooksCodec() {}

    static byte[] write(Books books) throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 16);
        var out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeInt(books.accounts().size());
        for (var account : books.accounts()) {
            write(account, out);
        }
        return bytes.toByteArray();
    }

    private static void write(Account account, DataOutputStream out) throws IOException {
        out.writeUTF(account.channel);
        for (var sum : Account.Sum.values()) {
            out.writeLong(account.sum(sum));
        }
        texts(account.position, out);
        texts(account.orders, out);
        out.writeInt(account.versions.size());
        for (var version : account.versions.entrySet()) {
            out.writeLong(version.getKey());
            out.writeLong(version.getValue());
        }
        out.writeInt(account.destinations.size());
        for (var destination : account.destinations.entrySet()) {
            out.writeUTF(destination.getKey());
            for (var state : DeliveryState.values()) {
                out.writeLong(destination.getValue().getOrDefault(state, 0L));
            }
        }
        out.writeInt(account.open.size());
        for (var message : account.open.values()) {
            write(message, out);
        }
    }

    private static void texts(Map<String, String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts.entrySet()) {
            text(text.getKey(), out);
            text(text.getValue(), out);
        }
    }

    /** Of any length: a position may be long. */
    private static void text(String text, DataOutputStream out) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(OpenMessage message, DataOutputStream out) throws IOException {
        out.writeLong(message.id);
        out.writeLong(message.version);
        out.writeLong(message.at);
        out.writeLong(message.routed());
        out.writeBoolean(message.held());
        out.writeBoolean(message.released());
        out.writeInt(message.deliveries().size());
        for (var delivery : message.deliveries()) {
            out.writeUTF(delivery.destination);
            out.writeByte(delivery.state.ordinal());
            out.writeBoolean(delivery.aside);
            out.writeInt(delivery.attempts);
            out.writeInt(delivery.keys.length);
            for (long key : delivery.keys) {
                out.writeLong(key);
            }
            out.writeLong(delivery.made);
            out.writeBoolean(delivery.begun);
            text(delivery.later.correlation(), out);
            out.writeLong(delivery.later.until());
        }
    }

    /**
     * {@code IOException}: written by another version of the engine; fold the whole journal
     * instead.
     */
    static Books read(byte[] state) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(state));
        if (in.readInt() != FORMAT) {
            throw new IOException("the checkpoint has another format");
        }
        var books = new Books();
        for (int n = in.readInt(); n > 0; n--) {
            account(books, in);
        }
        return books;
    }

    private static void account(Books books, DataInputStream in) throws IOException {
        var account = books.account(in.readUTF());
        for (var sum : Account.Sum.values()) {
            account.add(sum, in.readLong());
        }
        texts(account.position, in);
        texts(account.orders, in);
        for (int n = in.readInt(); n > 0; n--) {
            account.versions.put(in.readLong(), in.readLong());
        }
        for (int n = in.readInt(); n > 0; n--) {
            var destination = in.readUTF();
            for (var state : DeliveryState.values()) {
                account.count(destination, state, in.readLong());
            }
        }
        for (int n = in.readInt(); n > 0; n--) {
            books.open(account, message(in));
        }
    }

    private static void texts(Map<String, String> into, DataInputStream in) throws IOException {
        for (int n = in.readInt(); n > 0; n--) {
            into.put(text(in), text(in));
        }
    }

    private static Later later(String correlation, long until) {
        return correlation.isEmpty() ? Later.NOTHING : new Later(correlation, until);
    }

    private static OpenMessage message(DataInputStream in) throws IOException {
        var message = new OpenMessage(in.readLong(), in.readLong(), in.readLong());
        long routed = in.readLong();
        boolean held = in.readBoolean();
        boolean released = in.readBoolean();
        List<OpenMessage.Delivery> deliveries = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            var destination = in.readUTF();
            var state = DeliveryState.values()[in.readByte()];
            boolean aside = in.readBoolean();
            int attempts = in.readInt();
            var keys = new long[in.readInt()];
            for (int k = 0; k < keys.length; k++) {
                keys[k] = in.readLong();
            }
            var delivery = new OpenMessage.Delivery(destination, state, aside, keys);
            delivery.attempts = attempts;
            delivery.made = in.readLong();
            delivery.begun = in.readBoolean();
            delivery.later = later(text(in), in.readLong());
            deliveries.add(delivery);
        }
        message.restore(routed, held, released, routed == 0 ? null : deliveries);
        return message;
    }
}
