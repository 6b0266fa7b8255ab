package dev.pons.framing;

import dev.pons.framing.Framing.Length;

import org.jspecify.annotations.Nullable;

/**
 * Frames with a length in front.
 *
 * <pre>
 *   at bytes | length | body ...
 *              ^ counts the body, or all from the first byte on
 * </pre>
 */
final class CountCutter implements Cutter {

    private final Length length;
    private final long most;
    private final byte[] header;
    private int came;
    private long left;
    private Frame.@Nullable End ended;

    /**
     * @param most what a body may have, to be read to its end
     */
    CountCutter(Length length, long most) {
        this.length = length;
        this.most = most;
        this.header = new byte[length.at() + length.bytes()];
    }

    @Override
    public int cut(byte[] bytes, int from, int to, Sink content) {
        int at = from;
        if (came < header.length) {
            int some = Math.min(header.length - came, to - at);
            System.arraycopy(bytes, at, header, came, some);
            came += some;
            at += some;
            if (came < header.length) {
                return at;
            }
            begin(content);
        }
        if (ended == null) {
            int some = (int) Math.min(left, to - at);
            content.add(bytes, at, some);
            left -= some;
            at += some;
            ended = left == 0 ? Frame.End.COMPLETE : null;
        }
        return at;
    }

    private void begin(Sink content) {
        left = Numbers.body(length, header);
        boolean sane = left >= 0 && left <= most;
        ended = sane ? null : Frame.End.CORRUPT;
        if (length.at() > 0 || !sane) {
            content.add(header, 0, header.length);
        }
    }

    @Override
    public Frame.@Nullable End ended() {
        return ended;
    }

    @Override
    public boolean inside() {
        return came > 0;
    }

    @Override
    public void next() {
        ended = null;
        came = 0;
    }
}
