package dev.pons.plugin.x12;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What SE-1, GE-1 and IEA-1 must be: segments with ST and SE, transaction sets, groups. */
final class Counts {

    private final Delimiters own;
    private final Map<Segment, Integer> counts = new IdentityHashMap<>();

    Counts(List<Segment> segments, Delimiters own) {
        this.own = own;
        int since = 0;
        int sets = 0;
        int groups = 0;
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            switch (segment.name()) {
                case "ISA" -> groups = 0;
                case "GS" -> {
                    groups++;
                    sets = 0;
                }
                case "ST" -> {
                    sets++;
                    since = i;
                }
                case "SE" -> counts.put(segment, i - since + 1);
                case "GE" -> counts.put(segment, sets);
                case "IEA" -> counts.put(segment, groups);
                default -> {}
            }
        }
    }

    /** Of a trailer; 0 of any other segment. */
    int of(Segment segment) {
        return counts.getOrDefault(segment, 0);
    }

    /** A trailer says its count; zeros before it do not matter. */
    boolean isRight(Segment trailer) {
        return trailer.said(own, 1).matches("0*" + of(trailer));
    }

    /** The trailers that do. */
    Set<Segment> right() {
        Set<Segment> right = Collections.newSetFromMap(new IdentityHashMap<>());
        counts.keySet().stream().filter(this::isRight).forEach(right::add);
        return right;
    }

    /** The text of a trailer with its count; as it stands where that is right. */
    String corrected(Segment trailer) {
        var text = trailer.text(own);
        if (!counts.containsKey(trailer) || isRight(trailer)) {
            return text;
        }
        var parts = Split.by(own.element(), text);
        var rest = parts.size() > 2 ? parts.subList(2, parts.size()) : List.<String>of();
        var separator = String.valueOf(own.element());
        return trailer.name()
                + separator
                + of(trailer)
                + (rest.isEmpty() ? "" : separator + String.join(separator, rest));
    }
}
