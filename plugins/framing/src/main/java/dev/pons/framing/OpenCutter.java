package dev.pons.framing;

import org.jspecify.annotations.Nullable;

/** Frames that nothing in them ends: after so many bytes, when the peer leaves, in a silence. */
final class OpenCutter implements Cutter {

    private final long fixed;
    private final Frame.End left;
    private final Frame.End silent;
    private Frame.@Nullable End ended;

    /**
     * @param fixed bytes of each
     * @param left how it ends when the peer leaves
     * @param silent how it ends when the peer falls silent
     */
    OpenCutter(long fixed, Frame.End left, Frame.End silent) {
        this.fixed = fixed;
        this.left = left;
        this.silent = silent;
    }

    @Override
    public int cut(byte[] bytes, int from, int to, Sink content) {
        int some = (int) Math.min(fixed - content.length(), to - from);
        content.add(bytes, from, some);
        ended = content.length() == fixed ? Frame.End.COMPLETE : null;
        return from + some;
    }

    @Override
    public Frame.@Nullable End ended() {
        return ended;
    }

    @Override
    public boolean inside() {
        return false;
    }

    @Override
    public void next() {
        ended = null;
    }

    @Override
    public Frame.End left() {
        return left;
    }

    @Override
    public Frame.End silent() {
        return silent;
    }
}
