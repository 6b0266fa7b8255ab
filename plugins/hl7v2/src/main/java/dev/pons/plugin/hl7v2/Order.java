package dev.pons.plugin.hl7v2;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What stands below a segment, and where a new one goes, without the standard's tables of messages.
 *
 * <p>Below X are the segments after it up to the next X, or the next segment of the same or a
 * higher level: the headers and trailers of batches, MSH, PID, PV1, ORC, OBR, then SPM and all that
 * are not named here, OBX, NTE. Notes are closer: {@code X/NTE} are those with nothing between X
 * and them but notes and {@link #DETAILS}.
 */
final class Order {

    static final String NOTE = "NTE";

    /** Segments that only add to the one before them, so that a note behind them is not theirs. */
    private static final Set<String> DETAILS =
            Set.of("NTE", "PD1", "PV2", "PRT", "ARV", "ROL", "CTD", "TCD");

    private static final int OTHER = 10;

    private static final Map<String, Integer> LEVELS =
            Map.ofEntries(
                    Map.entry("FHS", 1),
                    Map.entry("FTS", 2),
                    Map.entry("BHS", 3),
                    Map.entry("BTS", 4),
                    Map.entry("MSH", 5),
                    Map.entry("PID", 6),
                    Map.entry("PV1", 7),
                    Map.entry("ORC", 8),
                    Map.entry("OBR", 9),
                    Map.entry("OBX", 11),
                    Map.entry(NOTE, 12));

    /** The usual order of the common segments over all messages of v2.5. */
    private static final Map<String, Integer> PLACES = places();

    private Order() {}

    private static Map<String, Integer> places() {
        var order =
                "MSH SFT UAC MSA ERR EVN SCH QAK QRD QRF QPD RCP DSC PID PD1 ARV PRT NK1 MRG PV1 PV2 ROL"
                        + " DB1 TXA RGS AIS AIG AIL AIP ORC TQ1 TQ2 RXO RXE RXD RXA RXR RXC OBR TCD CTD"
                        + " OBX AL1 DG1 DRG PR1 GT1 IN1 IN2 IN3 ACC UB1 UB2 PDA FT1 CTI BLG SPM SAC NTE";
        var places = new HashMap<String, Integer>();
        for (var name : order.split(" ")) {
            places.put(name, places.size());
        }
        return Map.copyOf(places);
    }

    /** The index of the first segment after this one that is not below it. */
    static int end(Segments segments, int parent, int limit, String child) {
        var first = segments.get(parent);
        if (first == null) {
            return parent;
        }
        var name = first.name();
        int level = LEVELS.getOrDefault(name, OTHER);
        boolean note = child.equals(NOTE);
        int i = parent + 1;
        for (; i < limit; i++) {
            var segment = segments.get(i);
            if (segment == null) {
                return i;
            }
            var other = segment.name();
            if (note ? !DETAILS.contains(other) : ends(name, level, other)) {
                return i;
            }
        }
        return i;
    }

    private static boolean ends(String name, int level, String other) {
        if (other.equals(name)) {
            return true;
        }
        var its = LEVELS.get(other);
        return its != null && its <= level || other.equals("SPM") && level >= OTHER;
    }

    /** The index for a new segment of this name between two others. */
    static int place(Segments segments, int from, int to, String name) {
        int wanted = PLACES.getOrDefault(name, Integer.MAX_VALUE);
        if (wanted == Integer.MAX_VALUE) {
            return to;
        }
        for (int i = to; i > from; i--) {
            var before = segments.get(i - 1);
            if (before != null && PLACES.getOrDefault(before.name(), Integer.MAX_VALUE) <= wanted) {
                return DETAILS.contains(name) ? i : behindNotes(segments, i, to);
            }
        }
        return from;
    }

    /** Notes stay with the segment that they belong to. */
    private static int behindNotes(Segments segments, int from, int to) {
        for (int i = from; i < to; i++) {
            var segment = segments.get(i);
            if (segment == null || !segment.name().equals(NOTE)) {
                return i;
            }
        }
        return to;
    }
}
