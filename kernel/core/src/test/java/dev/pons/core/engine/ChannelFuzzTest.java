package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.net.Net;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Channel files that were damaged at random: each of them runs, or says in words and with its place
 * what is wrong; nothing is thrown. {@code -Dproof.runs=100000} makes a long run, {@code
 * -Dproof.seed=S} repeats one that failed.
 */
@Timeout(3600)
class ChannelFuzzTest {

    private static final String FILE =
            """
            description: Admissions, "quoted"
            zone: Europe/Berlin
            source: { hand: { tag: a }, format: pairs, acknowledge: stored, within: 10s }
            steps:
              - keep: { key: [a, b], any: [ { id: ~^1 }, { id: { over: 5 } } ] }
              - let: { mrn: "{id | need}" }
              - set: { key: "{key | upper}" }
              - obey: { mark: v1 }
              - choose: [ { when: { key: A }, steps: [ { drop: { id: 7 } } ] }, { steps: [] } ]
            on-error: hold
            destinations:
              lab:
                peer: { tag: t, name: "{id}-{mrn}" }
                when: { key: { not: none } }
                order: { key: ["{key}", "{old}"], lanes: 4 }
                retry: { first: 5ms, longest: 20ms, jitter: no }
              all: { batch: {}, steps: [ { set: { key: x } } ] }
            """;
    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ": ",
                    "\n",
                    "  ",
                    "\"",
                    "'",
                    "|",
                    "&a ",
                    "*a",
                    "!!int ",
                    "- ",
                    "~",
                    "{key",
                    "{key | ",
                    "${env:HOME}",
                    "${secret:x}",
                    "0x1F",
                    "1e400",
                    "null",
                    "#",
                    "%",
                    "@",
                    "\t",
                    "\u0000",
                    "\u00e9",
                    "when: ",
                    "steps: ",
                    "retry: ",
                    "include: x.yaml",
                    "99999999999",
                    "-1",
                    "5ms",
                    "<<: ",
                    "? ",
                    "---\n",
                    "...");

    private static String damaged(Random random) {
        var text = new StringBuilder(FILE);
        int many = 1 + random.nextInt(3);
        for (int i = 0; i < many; i++) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 3, 4 -> text.setCharAt(from, (char) ('0' + random.nextInt(75)));
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private static Engine engine(MemoryStore store, Net net) throws IOException {
        return new Engine(
                store,
                net,
                new Scripted(),
                new Site((kind, name) -> Optional.empty()),
                Clock.systemUTC(),
                Instance.of("0.1.0"));
    }

    @Test
    void damagedFilesRunOrSayWhatIsWrong() throws IOException {
        long first = Long.getLong("proof.seed", 1);
        long runs = Long.getLong("proof.runs", 400);
        var ran = new ArrayList<Long>();
        var net = new Net();
        var store = new MemoryStore(MemoryStore.Kept.NOTHING);
        var engine = engine(store, net);
        engine.deploy("fuzz", FILE, name -> Optional.empty());
        assertThat(engine.control().channel("fuzz").problems()).as("undamaged").isEmpty();
        for (long seed = first; seed < first + runs; seed++) {
            var text = damaged(new Random(seed));
            try {
                if (runs(engine, text)) {
                    ran.add(seed);
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dproof.seed=" + seed + ":\n" + text, e);
            }
        }
        engine.close();
        store.close();
        net.close();
        assertThat(ran).as("files that still run").isNotEmpty();
    }

    private static boolean runs(Engine engine, String text) {
        engine.deploy("fuzz", text, name -> Optional.empty());
        var view = engine.control().channel("fuzz");
        for (var problem : view.problems()) {
            assertThat(problem)
                    .contains("fuzz.yaml:")
                    .doesNotContain("Exception")
                    .doesNotContain("org.snakeyaml");
        }
        assertThat(view.state() == ChannelState.STARTED || !view.reason().isEmpty())
                .as("it runs, or says why not")
                .isTrue();
        return view.problems().isEmpty();
    }
}
