package dev.pons.core.engine;

import dev.pons.core.language.Flow;
import dev.pons.spi.ProblemException;

import java.util.Arrays;

/**
 * Where a delivery stands among the others of its destination.
 *
 * @param keys hashed: it waits for what came before it with one of them; empty: for nobody
 * @param first before those that it need not wait for
 */
record Place(long[] keys, boolean first) {

    static final Place NOWHERE = new Place(new long[0], false);

    static Place of(Program.To to, Flow flow) throws ProblemException {
        return new Place(keys(to, flow), goesFirst(to, flow));
    }

    /** Where that cannot be told it does not: it is delivered all the same, in its turn. */
    private static boolean goesFirst(Program.To to, Flow flow) {
        try {
            return to.priority().isPresent() && to.priority().get().of(flow).holds();
        } catch (ProblemException cannotTell) {
            return false;
        }
    }

    private static long[] keys(Program.To to, Flow flow) throws ProblemException {
        if (to.keys().isEmpty()) {
            return new long[0];
        }
        var keys = new long[to.keys().size()];
        int n = 0;
        for (var text : to.keys()) {
            var key = text.render(flow);
            if (!key.isEmpty()) {
                n = addNew(keys, n, hash(key));
            }
        }
        return Arrays.copyOf(keys, n);
    }

    private static int addNew(long[] keys, int n, long key) {
        for (int i = 0; i < n; i++) {
            if (keys[i] == key) {
                return n;
            }
        }
        keys[n] = key;
        return n + 1;
    }

    /** FNV-1a, 64 bits; two keys of one hash wait for one another, which is only slower. */
    static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }
}
