package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Random;

/** Whatever somebody types: a channel, or faults with places in the file; never an exception. */
class BrokenTextTest {

    private static final String CHANNEL =
            """
            description: "A, b: c" # d
            source:
              mllp: { listen: { port: 2575 } }
              format: hl7v2
            steps:
              - keep:
                  MSH-9.1: ADT
              - set: { PID-5.1: "{PID-5.1 | upper}" }
                when: { PV1-2: [I, 'E'] }
            destinations:
              lab:
                mllp: { connect: "lab.example:2576" }
                order: { key: ["{mrn}", "{MRG-1.1}"], lanes: 4 }
            on-error: { then: hold, lane: goes-on }
            """;

    private static final String TYPED = "{}[]:,-?*&!|>'\"%@`#~<= \n\t\\\u0001\u00e4$0a\uD83D";

    @Test
    void isAlwaysAnswered() {
        var random = new Random(42);
        for (int run = 0; run < 4_000; run++) {
            var text = new StringBuilder(CHANNEL);
            for (int edit = random.nextInt(3); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                var typed = String.valueOf(TYPED.charAt(random.nextInt(TYPED.length())));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, typed);
                    case 1 -> text.replace(at, at + 1, typed);
                    default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(9)));
                }
            }
            answer(text.toString());
        }
    }

    private static void answer(String text) {
        var faults = new Faults();
        var channel = ChannelReader.read("a.yaml", text, n -> Optional.empty(), faults);
        assertThat(channel.isEmpty()).as(text).isEqualTo(!faults.none());
        assertThat(faults.list())
                .as(text)
                .allMatch(f -> f.mark().line() <= text.lines().count() + 1)
                .allMatch(f -> !f.words().isBlank());
    }
}
