package dev.pons.admin.door;

import java.time.Duration;

/** What a door says. */
public sealed interface Entry {

    /** Come in. */
    record Open(Caller caller) implements Entry {}

    /**
     * No.
     *
     * @param why for the audit, never for the caller: it would tell which names exist; empty:
     *     nothing was shown that anybody could have
     */
    record Closed(String why) implements Entry {}

    /**
     * Not now, whatever is shown: too many were wrong.
     *
     * @param left how long
     */
    record Locked(Duration left) implements Entry {}
}
