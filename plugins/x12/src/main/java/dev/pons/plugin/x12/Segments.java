package dev.pons.plugin.x12;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** The segments of one or more interchanges in order, and what stands before the first one. */
final class Segments {

    private final String lead;
    private final Delimiters delimiters;
    private final List<Segment> all;
    private boolean changed;
    private @Nullable Loops loops;
    private @Nullable Set<Segment> honest;

    Segments(String lead, Delimiters delimiters, List<Segment> all) {
        this.lead = lead;
        this.delimiters = delimiters;
        this.all = all;
    }

    Delimiters delimiters() {
        return delimiters;
    }

    /** In order; the live list, not to be changed. */
    List<Segment> all() {
        return all;
    }

    /** Something is not as it came. */
    boolean changed() {
        return changed;
    }

    /** The text of a segment is another one. */
    void change(Segment segment) {
        changed = true;
        if (segment.is("HL")) {
            loops = null;
        }
    }

    /** What stands below what, as it is now. */
    Loops loops() {
        if (loops == null) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).index(i);
            }
            loops = new Loops(all, delimiters);
        }
        return loops;
    }

    int indexOf(Segment segment) {
        loops();
        return segment.index();
    }

    /** A new one before the one at this index, with the terminator and line end of the ISA. */
    Segment insert(int index, String name) {
        moves();
        var added = new Segment(name, name, all.get(0).end());
        all.add(index, added);
        loops = null;
        return added;
    }

    void remove(Segment segment) {
        moves();
        all.remove(indexOf(segment));
        loops = null;
        segment.leave();
    }

    private void moves() {
        if (honest == null) {
            honest = new Counts(all, delimiters).right();
        }
        changed = true;
    }

    /**
     * All of them. Where segments came or went, counts in SE, GE and IEA that were right are right
     * again.
     */
    String write() {
        if (honest == null) {
            return write(all, Set.of());
        }
        return write(all, honest);
    }

    /** The text of some segments, with the counts of some trailers made right. */
    String write(List<Segment> wanted, Set<Segment> corrected) {
        var counts = new Counts(wanted, delimiters);
        var out = new StringBuilder(lead);
        for (var segment : wanted) {
            out.append(
                    corrected.contains(segment)
                            ? counts.corrected(segment)
                            : segment.text(delimiters));
            out.append(segment.end());
        }
        return out.toString();
    }

    static ProblemException malformed(String words, long offset) {
        return new ProblemException(Problem.of("malformed", words).at(offset));
    }
}
