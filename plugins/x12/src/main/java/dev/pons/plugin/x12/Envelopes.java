package dev.pons.plugin.x12;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Interchanges, their functional groups and the transaction sets of these (X12.5, X12.6). */
final class Envelopes {

    private final List<Interchange> interchanges = new ArrayList<>();

    /** ISA up to IEA, or what there is of it. */
    static final class Interchange {

        final Segment header;
        final List<Group> groups = new ArrayList<>();
        @Nullable Segment trailer;

        Interchange(Segment header) {
            this.header = header;
        }
    }

    /** GS up to GE. */
    static final class Group {

        final Segment header;
        final List<TransactionSet> sets = new ArrayList<>();
        @Nullable Segment trailer;

        Group(Segment header) {
            this.header = header;
        }
    }

    /** ST up to SE. */
    static final class TransactionSet {

        final Segment header;
        final List<Segment> segments = new ArrayList<>();
        @Nullable Segment trailer;

        TransactionSet(Segment header) {
            this.header = header;
        }
    }

    Envelopes(List<Segment> all) {
        Group group = null;
        TransactionSet set = null;
        for (var segment : all) {
            if (interchanges.isEmpty() || segment.is("ISA")) {
                interchanges.add(new Interchange(segment));
                group = null;
                set = null;
                continue;
            }
            var interchange = interchanges.get(interchanges.size() - 1);
            switch (segment.name()) {
                case "IEA" -> interchange.trailer = segment;
                case "GS" -> {
                    group = new Group(segment);
                    set = null;
                    interchange.groups.add(group);
                }
                case "GE" -> {
                    set = null;
                    if (group != null) {
                        group.trailer = segment;
                    }
                }
                case "ST" -> {
                    set = new TransactionSet(segment);
                    if (group != null) {
                        group.sets.add(set);
                    }
                }
                default -> {}
            }
            if (set != null) {
                set.segments.add(segment);
                set.trailer = segment.is("SE") ? segment : set.trailer;
                set = segment.is("SE") ? null : set;
            }
        }
    }

    List<Interchange> interchanges() {
        return interchanges;
    }
}
