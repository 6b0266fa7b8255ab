package dev.pons.framing;

import org.jspecify.annotations.Nullable;

/**
 * Frames between a start and an end, or before a delimiter.
 *
 * <pre>
 *   start | content ... | end   [bytes that are skipped]   start | content ... | end
 *           content ... | delimiter   content ... | delimiter
 * </pre>
 *
 * <p>A start inside a frame begins a new one, for the end of the one before was lost. Bytes that
 * may be the beginning of a mark are held back until that is known; they are never copied, since
 * they are the mark's own.
 */
final class MarkCutter implements Cutter {

    private final @Nullable Mark start;
    private final Mark end;

    /** No bytes may stand between frames. */
    private final boolean strict;

    private boolean inside;
    private long skipped;
    private Frame.@Nullable End ended;

    MarkCutter(byte @Nullable [] start, byte[] end, boolean strict) {
        this.start = start == null ? null : new Mark(start);
        this.end = new Mark(end);
        this.strict = strict;
        this.inside = start == null;
    }

    @Override
    public int cut(byte[] bytes, int from, int to, Sink content) {
        int at = from;
        while (at < to && ended == null) {
            at =
                    inside || start == null
                            ? inside(bytes, at, to, content)
                            : between(start, bytes, at, to, content);
        }
        return at;
    }

    private int between(Mark begin, byte[] bytes, int from, int to, Sink content) {
        for (int at = from; at < to; at++) {
            int held = begin.matched();
            if (begin.next(bytes[at])) {
                begin.reset();
                inside = true;
                return at + 1;
            }
            int passed = held + 1 - begin.matched();
            skipped += passed;
            if (strict && passed > 0) {
                pass(begin, held, passed, bytes, at, content);
                ended = Frame.End.JUNK;
                return at + 1;
            }
        }
        return to;
    }

    private int inside(byte[] bytes, int from, int to, Sink content) {
        int at = from;
        while (at < to) {
            if (holder().matched() == 0) {
                int plain = plain(bytes, at, to);
                if (plain > at) {
                    content.add(bytes, at, plain - at);
                }
                at = plain;
            }
            if (at < to) {
                look(bytes, at++, content);
                if (ended != null) {
                    return at;
                }
            }
        }
        return to;
    }

    /** Where the first byte is that may begin a mark. */
    private int plain(byte[] bytes, int from, int to) {
        byte one = end.first();
        byte other = start == null ? one : start.first();
        int at = from;
        while (at < to && bytes[at] != one && bytes[at] != other) {
            at++;
        }
        return at;
    }

    /** The mark of which more was seen: what is held back are its first bytes. */
    private Mark holder() {
        return start == null || end.matched() >= start.matched() ? end : start;
    }

    private void look(byte[] bytes, int at, Sink content) {
        var holder = holder();
        int held = holder.matched();
        boolean ends = end.next(bytes[at]);
        boolean begins = start != null && start.next(bytes[at]);
        if (ends) {
            pass(holder, held, held + 1 - end.matched(), bytes, at, content);
            inside = start == null;
            ended = Frame.End.COMPLETE;
        } else if (begins && start != null) {
            pass(holder, held, held + 1 - start.matched(), bytes, at, content);
            ended = content.length() > 0 ? Frame.End.CUT : null;
        } else {
            pass(holder, held, held + 1 - holder().matched(), bytes, at, content);
            return;
        }
        end.reset();
        if (start != null) {
            start.reset();
        }
    }

    /** The first of those that were held back, and of the byte behind them. */
    private static void pass(Mark holder, int held, int count, byte[] bytes, int at, Sink content) {
        content.add(holder.bytes(), 0, Math.min(held, count));
        if (count > held) {
            content.add(bytes, at, 1);
        }
    }

    @Override
    public void release(Sink content) {
        if (inside) {
            content.add(holder().bytes(), 0, holder().matched());
        }
    }

    @Override
    public Frame.@Nullable End ended() {
        return ended;
    }

    @Override
    public boolean inside() {
        return start == null ? end.matched() > 0 : inside || start.matched() > 0;
    }

    @Override
    public void next() {
        ended = null;
    }

    @Override
    public long skipped() {
        long some = skipped;
        skipped = 0;
        return some;
    }
}
