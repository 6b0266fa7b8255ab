package dev.pons.lis1;

/** What is known of a message that was not sent. */
public enum Failure {
    /** The receiver has surely not got it whole: no answer, busy, or broken off before its end. */
    NOT_SENT,
    /** It cannot be sent, or a frame of it was refused as often as {@code attempts} allows. */
    REJECTED,
    /** All of it was sent, and the answer to the last frame is missing. */
    UNKNOWN
}
