package dev.pons.plugin.file.afar;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who appends to which file of a server just now. Nobody waits for a claim: a lane that does not
 * get it is told so, and comes again.
 */
public final class Claims {

    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** False: somebody else has it. */
    boolean take(String file) {
        return held.add(file);
    }

    void release(String file) {
        held.remove(file);
    }
}
