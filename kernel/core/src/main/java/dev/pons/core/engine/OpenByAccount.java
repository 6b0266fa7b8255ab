package dev.pons.core.engine;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** Open messages by their account, in the order in which they came; as they are at one moment. */
final class OpenByAccount {

    private final OpenMessages open;
    private final long[] ids;

    /** Where the ids of an account begin; the last number is where they end. */
    private final int[] begins;

    OpenByAccount(OpenMessages open, int accounts) {
        this.open = open;
        long[] all = open.ids();
        this.begins = new int[accounts + 1];
        for (long id : all) {
            begins[open.owner(id) + 1]++;
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        this.ids = new long[all.length];
        int[] next = begins.clone();
        for (long id : all) {
            ids[next[open.owner(id)]++] = id;
        }
    }

    void each(int account, Consumer<OpenMessage> work) {
        int end = account + 1 < begins.length ? begins[account + 1] : 0;
        for (int i = account + 1 < begins.length ? begins[account] : 0; i < end; i++) {
            work.accept(Objects.requireNonNull(open.find(ids[i])).message());
        }
    }
}
