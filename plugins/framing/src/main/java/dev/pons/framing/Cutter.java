package dev.pons.framing;

import org.jspecify.annotations.Nullable;

/** Finds where frames begin and end; keeps what it must know between two pieces of a stream. */
interface Cutter {

    /**
     * Looks at bytes up to the end of a frame; content goes to the sink.
     *
     * @return the place behind those that it looked at
     */
    int cut(byte[] bytes, int from, int to, Sink content);

    /** How the frame ended; null: it did not. */
    Frame.@Nullable End ended();

    /** A frame has begun, by what was seen besides its content. */
    boolean inside();

    /** Nothing more will come of this frame: what was held back is its content. */
    default void release(Sink content) {}

    /** The frame that ended was taken: another one. */
    void next();

    /** Bytes between frames that were skipped since the last call. */
    default long skipped() {
        return 0;
    }

    /** How a frame ends that the peer left in. */
    default Frame.End left() {
        return Frame.End.LEFT;
    }

    /** How a frame ends that the peer fell silent in. */
    default Frame.End silent() {
        return Frame.End.SILENT;
    }
}
