package dev.pons.admin.door;

/** What somebody may do; each operation asks for one. */
public enum Permission {
    /** See states, sums and ids; no content. */
    SEE,
    /** See content of messages. */
    CONTENT,
    /** See content of messages with a reason, which is kept (break the glass). */
    CONTENT_WITH_REASON,
    /** Start, stop, resend, hold and release. */
    OPERATE,
    /** Change channels and what they look into. */
    CHANGE,
    /** Users, tokens of others and the audit. */
    MANAGE
}
