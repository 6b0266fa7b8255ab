package dev.pons.core.control;

/** The data folder as an operator sees it. Any thread. */
public interface Storage {

    /** What it takes on disk, by channel; sums that are kept, so it is cheap. */
    StoreView usage();

    /**
     * Compacts what is written and deletes what retention lets go, now; else that happens in the
     * background. Gives the bytes that came back; takes seconds to minutes. {@link
     * ControlException}: it could not be done, and goes on in the background.
     */
    long tidy();
}
