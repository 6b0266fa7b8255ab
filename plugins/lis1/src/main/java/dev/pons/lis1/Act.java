package dev.pons.lis1;

/** What a link does when it moves; numbers are sections of LIS01-A2. */
enum Act {
    /** Nothing. */
    NOTHING,
    /** Sends ENQ (6.2). */
    ENQUIRE,
    /** Waits to ask a busy receiver again: 10 s (6.2). */
    WAIT,
    /** Waits to ask again after both asked at once: an analyzer 1 s, a host 20 s (6.2.7). */
    YIELD,
    /** Sends the next frame (6.3.1). */
    ADVANCE,
    /** Sends the same frame (6.5.1). */
    REPEAT,
    /** Sends EOT: all was acknowledged (6.4). */
    FINISH,
    /** Gives up asking; the line is neutral already. */
    GIVE_UP,
    /** Sends EOT: the frame was refused too often (6.5.1). */
    ABORT,
    /** Sends EOT: no reply came in time (6.5.2). */
    ABANDON,
    /** Sends ACK: frames may come (6.2). */
    ACCEPT,
    /** Sends ACK: the frame is accepted (6.3.4). */
    ACKNOWLEDGE,
    /** Sends NAK: the frame is not (6.3.4, 6.5.1). */
    REFUSE,
    /** Hands the message up; its last frame is answered when that is decided. */
    OFFER,
    /** Sends ACK for a message that is durable. */
    KEEP,
    /** Hands the message up; its sender has been answered and has ended the transfer. */
    OFFER_OPEN,
    /** Sends NAK to ENQ: the receiver is busy (6.2). */
    BUSY,
    /** Throws away what came, for the sender ended in the middle. */
    CUT,
    /** Throws away what came, for the sender fell silent (6.5.2). */
    SILENT,
    /** Throws away what came, for the line broke. */
    BREAK,
    /** Lets go of a message that was decided when its sender had gone. */
    FORGET
}
