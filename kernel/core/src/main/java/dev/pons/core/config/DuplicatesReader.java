package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Duplicates;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code duplicates: { by: MSH-10, within: 24h, then: drop, different: hold }}. */
final class DuplicatesReader {

    private static final Duration WITHIN = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final String SHAPE =
            "\"duplicates\" is a map; write for example { by: MSH-10, within: 24h }";

    private DuplicatesReader() {}

    static Optional<Duplicates> read(Section source, Faults faults) {
        return source.get("duplicates")
                .flatMap(y -> Section.of(ReservedWords.DUPLICATES, y, SHAPE, faults))
                .flatMap(s -> read(s.mark(), s, faults));
    }

    private static Optional<Duplicates> read(Mark mark, Section section, Faults faults) {
        section.refuseOthers();
        var within = section.duration("within", WITHIN, "");
        if (within.isZero() || within.compareTo(LONGEST) > 0) {
            section.refuse(
                    "within", "must be longer than nothing and at most 90d; write for example 24h");
        }
        var then = section.choice("then", Duplicates.Same.class, Duplicates.Same.DROP);
        var different =
                section.choice("different", Duplicates.Different.class, Duplicates.Different.HOLD);
        var by = section.text("by");
        if (by.isEmpty() && section.get("by").isEmpty()) {
            faults.add(
                    mark,
                    "\"duplicates\" needs the path that tells messages apart; write for example"
                            + " by: MSH-10");
        }
        return by.map(b -> new Duplicates(b, within, then, different));
    }
}
