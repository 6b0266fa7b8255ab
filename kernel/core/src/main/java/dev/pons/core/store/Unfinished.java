package dev.pons.core.store;

/** Knows which messages are not done; retention never touches them. The engine has one. */
@FunctionalInterface
public interface Unfinished {

    /**
     * Ids of all messages that wait, are held or are awaited, in rising order; of now or a little
     * later. The keeper's thread asks, some times an hour.
     */
    long[] messages();
}
