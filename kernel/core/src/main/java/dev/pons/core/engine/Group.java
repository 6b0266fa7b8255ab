package dev.pons.core.engine;

import dev.pons.core.store.BytesIn;
import dev.pons.core.store.BytesOut;
import dev.pons.core.store.Collected;

import java.io.IOException;
import java.util.Arrays;

/**
 * Messages of which one will be made, in the order in which they were collected: their ids and
 * those of the entries that say what they left, 16 bytes each. One thread at a time.
 */
final class Group {

    final Label label;
    private long[] members = new long[8];
    private int count;
    private long bytes;
    private boolean whole;

    /**
     * Which group.
     *
     * @param id that of its first message
     * @param name of the step that collects
     * @param key of the group among those of the step; content
     * @param since when the first was collected, ms
     */
    record Label(long id, String channel, String name, String key, long since) {

        @Override
        public String toString() {
            return "Group[" + channel + ", " + name + "]";
        }
    }

    Group(Label label) {
        this.label = label;
    }

    /** One more, as an entry of the journal has it. */
    void add(long message, long entry, Collected what) {
        add(message, entry);
        bytes += what.size();
        whole |= what.closes();
    }

    private void add(long message, long entry) {
        if (2 * count == members.length) {
            members = Arrays.copyOf(members, members.length * 2);
        }
        members[2 * count] = message;
        members[2 * count + 1] = entry;
        count++;
    }

    int size() {
        return count;
    }

    /** Of what its messages left. */
    long bytes() {
        return bytes;
    }

    /** Its last message came. */
    boolean isWhole() {
        return whole;
    }

    long message(int i) {
        return members[2 * i];
    }

    /** The entry that says what the message left. */
    long entry(int i) {
        return members[2 * i + 1];
    }

    Group copy() {
        var copy = new Group(label);
        copy.members = members.clone();
        copy.count = count;
        copy.bytes = bytes;
        copy.whole = whole;
        return copy;
    }

    void write(BytesOut out) {
        out.number(label.id());
        out.text(label.channel());
        out.text(label.name());
        out.text(label.key());
        out.number(label.since());
        out.number(bytes);
        out.fixed8(whole ? 1 : 0);
        out.number(count);
        for (int i = 0; i < 2 * count; i++) {
            out.number(members[i]);
        }
    }

    static Group read(BytesIn in) throws IOException {
        var group = new Group(new Label(in.number(), in.text(), in.text(), in.text(), in.number()));
        group.bytes = in.number();
        group.whole = in.fixed8() != 0;
        for (long n = in.number(); n > 0; n--) {
            group.add(in.number(), in.number());
        }
        return group;
    }
}
