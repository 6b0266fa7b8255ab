package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A content put together from stretches of others; nothing is copied. */
final class Pieces implements Content {

    private final List<Content> all = new ArrayList<>();
    private long size;

    void add(byte[] bytes) {
        add(Content.of(bytes));
    }

    void add(Content piece) {
        if (piece.size() == 0) {
            return;
        }
        size += piece.size();
        if (!all.isEmpty()
                && piece instanceof Part next
                && all.get(all.size() - 1) instanceof Part last
                && last.of() == next.of()
                && last.from() + last.size() == next.from()) {
            all.set(all.size() - 1, new Part(last.of(), last.from(), last.size() + next.size()));
        } else {
            all.add(piece);
        }
    }

    void addAll(Pieces others) {
        others.all.forEach(this::add);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new Joined(List.copyOf(all).iterator());
    }

    /** One after the other; each is opened when the one before has ended. */
    private static final class Joined extends InputStream {

        private final Iterator<Content> pieces;
        private @Nullable InputStream open;

        Joined(Iterator<Content> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (true) {
                var in = open;
                if (in == null) {
                    if (!pieces.hasNext()) {
                        return -1;
                    }
                    open = pieces.next().open();
                    continue;
                }
                int count = in.read(into, at, length);
                if (count > 0) {
                    return count;
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            var in = open;
            open = null;
            if (in != null) {
                in.close();
            }
        }
    }
}
