package dev.pons.core.engine.alert;

import java.util.List;

/** A way to somebody. One call at a time, on a thread that may wait. */
interface Target {

    /** What it is and whom it reaches, for lists; no secret. */
    String way();

    /** Returns when all of them were taken; bounded in time. */
    void tell(List<Notice> notices) throws NotToldException, InterruptedException;
}
