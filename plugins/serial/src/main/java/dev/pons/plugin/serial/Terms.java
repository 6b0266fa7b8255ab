package dev.pons.plugin.serial;

import dev.pons.framing.Framing;
import dev.pons.lis1.Lis1;

import java.time.Duration;
import java.util.Optional;

/** What all members of a line must want alike. */
record Terms(Wiring wiring, Optional<Framing> framing, Optional<Lis1> lis1) {

    /** What adapters and drivers wait by themselves. */
    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(50);

    /** {@code IllegalArgumentException}: they are no terms of a line, in words for the file. */
    Terms {
        if (framing.isPresent() == lis1.isPresent()) {
            throw new IllegalArgumentException(
                    "write one of framing and lis1; lis1: host is for analyzers that speak ASTM");
        }
        if (framing.isPresent() && framing.get().untilClose()) {
            throw new IllegalArgumentException(
                    "a device does not close its line; choose another framing than until-close");
        }
        var silence = framing.map(Framing::silence).orElse(Duration.ZERO);
        if (!silence.isZero() && silence.compareTo(SHORTEST_SILENCE) < 0) {
            throw new IllegalArgumentException(
                    "a silence under 50ms cannot be told from the delays of adapters; take a longer"
                            + " one");
        }
    }

    /** What is spoken on such a line. */
    Talk talk() {
        return lis1.isPresent() ? new LinkTalk(lis1.get()) : new FramedTalk(framing.orElseThrow());
    }

    /** As people say it. */
    String words() {
        return wiring.words() + (lis1.isPresent() ? " with lis1" : " with framing");
    }
}
