package dev.pons.plugin.x12;

import dev.pons.plugin.x12.Envelopes.Group;
import dev.pons.plugin.x12.Envelopes.Interchange;
import dev.pons.plugin.x12.Envelopes.TransactionSet;
import dev.pons.spi.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What X12.5 and X12.6 ask of every message, whatever its implementation guide: counts and control
 * numbers of the envelopes, segments with content, and HL that name each other.
 */
final class Rules {

    /**
     * One thing that is wrong.
     *
     * @param owner ISA, GS or ST
     * @param code of data element I18 (TA1), 716 or 718 (AK9, AK5 and IK5)
     */
    record Fault(Segment owner, String code, Problem problem) {}

    private final Delimiters own;
    private final Counts counts;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Segment, String> paths = new HashMap<>();

    private Rules(Segments segments) {
        this.own = segments.delimiters();
        this.counts = new Counts(segments.all(), own);
        var seen = new HashMap<String, Integer>();
        for (var segment : segments.all()) {
            int number = seen.merge(segment.name(), 1, Integer::sum);
            paths.put(segment, segment.name() + (number > 1 ? "[" + number + "]" : ""));
        }
    }

    static List<Fault> faults(Segments segments) {
        var rules = new Rules(segments);
        new Envelopes(segments.all()).interchanges().forEach(rules::interchange);
        return rules.faults;
    }

    private void tell(Segment owner, String code, String kind, String words, String path) {
        faults.add(new Fault(owner, code, Problem.of(kind, words).at(path)));
    }

    private String path(Segment segment) {
        return paths.getOrDefault(segment, segment.name());
    }

    private void interchange(Interchange one) {
        trailer(one.header, 13, one.trailer, new String[] {"023", "021", "001"});
        one.groups.forEach(this::group);
    }

    private void group(Group group) {
        trailer(group.header, 6, group.trailer, new String[] {"3", "5", "4"});
        var numbers = new HashSet<String>();
        for (var set : group.sets) {
            if (!numbers.add(set.header.said(own, 2))) {
                tell(
                        set.header,
                        "23",
                        "value",
                        "the control number of this transaction set is not unique in its group",
                        path(set.header) + "-2");
            }
            set(set);
        }
    }

    /** Codes: no trailer, its count, its control number. */
    private void trailer(Segment header, int number, @Nullable Segment trailer, String[] codes) {
        if (trailer == null) {
            tell(header, codes[0], "missing", "the trailer of this is missing", path(header));
            return;
        }
        if (!counts.isRight(trailer)) {
            tell(
                    header,
                    codes[1],
                    "value",
                    "the count must be " + counts.of(trailer),
                    path(trailer) + "-1");
        }
        if (!trailer.said(own, 2).equals(header.said(own, number))) {
            tell(
                    header,
                    codes[2],
                    "value",
                    "the control number is not that of " + path(header) + "-" + number,
                    path(trailer) + "-2");
        }
    }

    private void set(TransactionSet set) {
        trailer(set.header, 2, set.trailer, new String[] {"2", "4", "3"});
        var levels = new HashSet<String>();
        for (var segment : set.segments) {
            if (segment.count(own) == 0) {
                tell(set.header, "5", "missing", "a segment has no elements", path(segment));
            }
            if (segment.is("HL")) {
                level(set, segment, levels);
            }
        }
    }

    private void level(TransactionSet set, Segment segment, HashSet<String> levels) {
        var above = segment.said(own, 2);
        if (!above.isEmpty() && !levels.contains(above)) {
            tell(
                    set.header,
                    "5",
                    "value",
                    "no HL before this one has the number that HL-2 names",
                    path(segment) + "-2");
        }
        if (!levels.add(segment.said(own, 1))) {
            tell(
                    set.header,
                    "5",
                    "value",
                    "an HL before this one has the same number",
                    path(segment) + "-1");
        }
    }
}
