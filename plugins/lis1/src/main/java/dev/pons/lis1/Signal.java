package dev.pons.lis1;

/** What happens to a link. */
enum Signal {
    /** A message is to be sent. */
    SEND,
    /** The other side wants to send. */
    ENQ,
    /** The same while a transfer lasts, between two messages: its EOT was lost. */
    ENQ_ANEW,
    /** The question or the frame is acknowledged. */
    ACK,
    /** The last frame is acknowledged. */
    LAST_ACK,
    /** The last frame is acknowledged, and the receiver wants to send (6.3.5). */
    LAST_EOT,
    /** Not now; or: this frame again. */
    NAK,
    /** Refused once more, as often as is allowed. */
    TOO_OFTEN,
    /** The sender ends its transfer. */
    EOT,
    /** The same, and what came since the last message is whole records without an L. */
    WHOLE_EOT,
    /** The next frame. */
    FRAME,
    /** The next frame, with which a message is whole. */
    LAST_FRAME,
    /** The frame that was accepted last, again. */
    SAME_FRAME,
    /** A frame that cannot be accepted. */
    BAD_FRAME,
    /** The time that was waited for. */
    TIME,
    /** The message is durable. */
    KEPT,
    /** The message is not kept. */
    NOT_KEPT,
    /** The line broke. */
    LOST
}
