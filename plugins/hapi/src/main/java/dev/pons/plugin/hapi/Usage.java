package dev.pons.plugin.hapi;

import java.util.Locale;
import java.util.Optional;

/** Whether an element stands in messages (HL7 v2.5, section 2.12.6.4, and v2.7, 2.B.7.5). */
enum Usage {
    /** Required. */
    R,
    /** Required, but may be empty. */
    RE,
    /** Optional. */
    O,
    /** Conditional; its predicate is prose. */
    C,
    /** Conditional, but may be empty. */
    CE,
    /** Not supported. */
    X,
    /** There for older versions. */
    B,
    /** Withdrawn. */
    W;

    /** As a profile writes it, also {@code C(R/X)}; empty: it is none. */
    static Optional<Usage> of(String written) {
        var code = written.strip().toUpperCase(Locale.ROOT);
        if (code.matches("C\\(\\w+/\\w+\\)")) {
            return Optional.of(C);
        }
        for (var usage : values()) {
            if (usage.name().equals(code)) {
                return Optional.of(usage);
            }
        }
        return Optional.empty();
    }

    /** An element that stands all the same is a finding. */
    boolean forbids() {
        return this == X || this == W;
    }
}
