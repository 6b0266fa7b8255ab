package dev.pons.plugin.hapi;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a profile, with lines. One thread. */
final class ProfileFaults {

    private static final int MOST = 5;

    private final String file;
    private final List<String> all = new ArrayList<>();

    ProfileFaults(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void add(int line, String words) {
        all.add(file + ":" + line + ": " + words);
    }

    boolean none() {
        return all.isEmpty();
    }

    /** {@code IllegalArgumentException} with the first of them, where there is one. */
    void end() {
        if (!all.isEmpty()) {
            int more = all.size() - MOST;
            throw new IllegalArgumentException(
                    String.join("; ", all.subList(0, Math.min(MOST, all.size())))
                            + (more > 0 ? " (and " + more + " more)" : ""));
        }
    }
}
