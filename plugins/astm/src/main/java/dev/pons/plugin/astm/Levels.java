package dev.pons.plugin.astm;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands below a record (E1394-97, sections 5.1.8 and 5.1.9): H and L are level 0; P, Q and S
 * 1; O 2; R 3. C and M belong to the record before them that is neither.
 */
final class Levels {

    /** Of C and M, which have a level below whatever they follow. */
    static final int ATTACHED = 9;

    private Levels() {}

    static int of(String name) {
        return switch (name) {
            case "H", "L" -> 0;
            case "P", "Q", "S" -> 1;
            case "O" -> 2;
            case "R" -> 3;
            default -> ATTACHED;
        };
    }

    static boolean attached(AstmRecord record) {
        return of(record.name()) == ATTACHED;
    }

    /** The index behind the last record below this one. */
    static int end(List<AstmRecord> all, int parent) {
        int level = of(all.get(parent).name());
        int i = parent + 1;
        while (i < all.size() && level < of(all.get(i).name())) {
            i++;
        }
        return i;
    }

    /** The index behind the comments and manufacturer records that belong to this record. */
    static int attachedEnd(List<AstmRecord> all, int parent) {
        int i = parent + 1;
        while (i < all.size() && !attached(all.get(parent)) && attached(all.get(i))) {
            i++;
        }
        return i;
    }

    /** Those of a name below a record. C and M: its own only, not those of what is below it. */
    static List<AstmRecord> below(List<AstmRecord> all, int parent, String name) {
        int end = of(name) == ATTACHED ? attachedEnd(all, parent) : end(all, parent);
        var found = new ArrayList<AstmRecord>();
        for (int i = parent + 1; i < end; i++) {
            if (all.get(i).name().equals(name)) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    /** The index for a new record below another one, behind all that belong before it. */
    static int place(List<AstmRecord> all, int parent, String name) {
        if (of(name) == ATTACHED) {
            return attachedEnd(all, parent);
        }
        return end(all, parent);
    }

    /** The record that this one stands below; of a C or M, what it belongs to; -1: none. */
    static int parent(List<AstmRecord> all, int index) {
        int level = of(all.get(index).name());
        for (int i = index - 1; i >= 0; i--) {
            if (of(all.get(i).name()) < level) {
                return i;
            }
        }
        return -1;
    }
}
