package dev.pons.core.control;

/** States of a channel. */
public enum ChannelState {
    /** Its file is wrong and no earlier version runs. */
    BROKEN,
    /** A plugin that it names is not there; starts by itself when it comes. */
    WAITING,
    /**
     * Well, but the source cannot be opened now (port taken, folder missing), or a peer that its
     * steps ask does not answer; tried again.
     */
    DOWN,
    /** Receives and delivers. */
    STARTED,
    /** Receives no more, delivers what is queued. */
    PAUSED,
    /** Stopped by an operator. */
    STOPPED
}
