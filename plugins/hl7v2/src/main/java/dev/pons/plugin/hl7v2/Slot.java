package dev.pons.plugin.hl7v2;

import java.util.ArrayList;
import java.util.List;

/**
 * What may stand at one place of a message structure: a segment, or a group of slots. Immutable.
 *
 * @param name of the segment or the group
 * @param slots of a group; empty: a segment
 * @param required must be there
 * @param repeats may be there several times
 * @param choice one of several in a row, of which one is there
 */
record Slot(String name, List<Slot> slots, boolean required, boolean repeats, boolean choice) {

    boolean group() {
        return !slots.isEmpty();
    }

    /** The structure of a message, as the tables have it: {@code MSH PID? OBS(OBX NTE*)+}. */
    static Slot structure(String name, String written) {
        var slots = new ArrayList<Slot>();
        int end = read(written, 0, slots);
        if (end < written.length()) {
            throw new IllegalStateException("the tables have no such structure: " + name);
        }
        return new Slot(name, List.copyOf(slots), true, false, false);
    }

    private static int read(String text, int from, List<Slot> into) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ')') {
            boolean choice = text.charAt(at) == '|';
            int start = choice ? at + 1 : at;
            at = start;
            while (at < text.length() && "()?*+ ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var name = text.substring(start, at);
            var below = new ArrayList<Slot>();
            if (at < text.length() && text.charAt(at) == '(') {
                at = read(text, at + 1, below) + 1;
            }
            char often = at < text.length() ? text.charAt(at) : ' ';
            into.add(slot(name, below, often, choice));
            at += "?*+".indexOf(often) >= 0 ? 1 : 0;
            at += at < text.length() && text.charAt(at) == ' ' ? 1 : 0;
        }
        return at;
    }

    private static Slot slot(String name, List<Slot> below, char often, boolean choice) {
        return new Slot(
                name,
                List.copyOf(below),
                often == ' ' || often == '+' || often == ')',
                often == '*' || often == '+',
                choice);
    }
}
