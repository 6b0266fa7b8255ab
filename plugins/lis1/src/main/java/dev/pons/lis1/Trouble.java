package dev.pons.lis1;

import java.util.ArrayList;

/** What went wrong on the line since the last message, in numbers. */
final class Trouble {

    private int badFrames;
    private long junk;
    private Fault fault = Fault.NONE;

    void bad(Fault what) {
        badFrames++;
        fault = what;
    }

    void junk() {
        junk++;
    }

    boolean hasBadFrames() {
        return badFrames > 0;
    }

    /** As the end of a sentence; empty: no frame was bad. */
    String frames() {
        return badFrames == 0
                ? ""
                : "; bad frames: %d, the last one with %s".formatted(badFrames, fault.words());
    }

    /**
     * What was repaired, own words; empty: nothing.
     *
     * @param completed records that got a CR
     * @param open the terminator record is missing
     */
    String repaired(int completed, boolean open) {
        var words = new ArrayList<String>();
        if (junk > 0) {
            words.add(junk + " bytes outside of frames skipped");
        }
        if (badFrames > 0) {
            words.add(
                    "%d bad frames repeated by the sender, the last one with %s"
                            .formatted(badFrames, fault.words()));
        }
        if (completed > 0) {
            words.add(completed + " records without CR at the end of their frame completed");
        }
        if (open) {
            words.add("no terminator record (L) before EOT; the sender was answered before");
        }
        return String.join("; ", words);
    }
}
