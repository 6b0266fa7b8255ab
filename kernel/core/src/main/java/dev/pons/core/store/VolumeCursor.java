package dev.pons.core.store;

import java.io.IOException;

/** Goes through the entries of a volume. One thread. */
final class VolumeCursor {

    private final Volume volume;
    private final SideFolder large;
    private final At at = new At();
    private BytesIn in = new BytesIn(new byte[0], 0, 0, false);
    private byte[] block = new byte[0];

    /** Where it is. */
    private static final class At {
        int block = -1;
        long id;
        long content;
        int contentLength;
        int channel;
        int payload;
        int end;
    }

    /** Before the first entry behind an id. */
    VolumeCursor(Volume volume, long after) throws IOException {
        this.volume = volume;
        this.large = volume.facts().sides();
        var start = Math.max(0, volume.facts().find(after + 1));
        at.id = after;
        if (start < volume.facts().blocks()) {
            open(start);
            skip(after);
        }
    }

    private void open(int number) throws IOException {
        at.block = number;
        block = volume.facts().block(number);
        in = new BytesIn(block, 0, block.length, false);
        at.id = 0;
        at.content = volume.facts().content(number);
        at.contentLength = 0;
    }

    /** Passes over what is not behind an id; the entry that is found then comes with next. */
    private void skip(long after) throws IOException {
        while (in.more()) {
            var before = in.position();
            var id = at.id;
            var content = at.content;
            var length = at.contentLength;
            step();
            if (at.id > after) {
                at.id = id;
                at.content = content;
                at.contentLength = length;
                in = new BytesIn(block, before, block.length, false);
                return;
            }
        }
    }

    private void step() throws IOException {
        at.content += at.contentLength;
        at.id += in.number();
        at.contentLength = (int) in.number();
        at.channel = (int) in.number();
        var length = in.count();
        at.payload = in.position();
        at.end = at.payload + length;
        in.pass(length);
    }

    /** Moves to the next entry; false: there is none. */
    boolean next() throws IOException {
        while (!in.more()) {
            if (at.block + 1 >= volume.facts().blocks()) {
                return false;
            }
            open(at.block + 1);
        }
        step();
        return true;
    }

    long id() {
        return at.id;
    }

    /** Number of its channel in the label. */
    int channel() {
        return at.channel;
    }

    /** Opens the payload for decoding. */
    BytesIn payload(boolean withContent) throws IOException {
        if (!withContent) {
            return new BytesIn(block, at.payload, at.end, Apart.PASSED, large);
        }
        var gone = volume.label().gone();
        return new BytesIn(
                block,
                at.payload,
                at.end,
                gone != 0
                        ? Apart.gone(gone)
                        : Apart.of(volume.content(at.content, at.contentLength)),
                large);
    }

    /** The entry with its content said to be deleted. */
    Entry without(long when) throws IOException {
        var gone = volume.label().gone();
        var apart = Apart.gone(gone == 0 ? when : gone);
        return EntryDecoder.read(new BytesIn(block, at.payload, at.end, apart, large));
    }

    Entry entry(boolean withContent) throws IOException {
        return EntryDecoder.read(payload(withContent));
    }
}
