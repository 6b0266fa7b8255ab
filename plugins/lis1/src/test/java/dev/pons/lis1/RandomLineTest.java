package dev.pons.lis1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A line that drops, repeats and changes characters: one at most in each frame or answer, since the
 * standard's checksum, a sum, does not find two that make up for each other, and one bit at most of
 * it, since an ACK that was made of something else is an ACK. Then what the sender was told is
 * true.
 */
class RandomLineTest {

    private static final int RUNS = Integer.getInteger("proof.runs", 300);
    private static final int MESSAGES = 12;

    private final Map<String, Integer> counts = new TreeMap<>();

    @Test
    void theLibraryAndAnIndependentImplementationOnABadLine() {
        for (int seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var one = new LinkEnd(random.nextBoolean() ? Given.host() : Given.analyzer());
            var peer = new Peer(random.nextBoolean(), 20);
            var line = new Line(one, peer, noise(random));
            decides(one, line, random);
            for (int n = 0; n < MESSAGES; n++) {
                oneTurn(one, peer, line, random, seed);
            }
        }
        LoggerFactory.getLogger(RandomLineTest.class).info("seeds 0 to {}: {}", RUNS - 1, counts);
        assertThat(counts.keySet())
                .contains(
                        "in SENT 1",
                        "out SENT 1",
                        "in UNKNOWN 1",
                        "out UNKNOWN 1",
                        "out NOT_SENT 0",
                        "in NOT_SENT 0");
    }

    /** One side sends, or both do. */
    private void oneTurn(LinkEnd one, Peer peer, Line line, Random random, int seed) {
        one.took.clear();
        peer.took.clear();
        one.became.clear();
        peer.became.clear();
        boolean sends = random.nextBoolean();
        boolean both = random.nextInt(4) == 0;
        var sent = message(random);
        var other = message(random);
        if (sends || both) {
            one.send(sent, line.now());
        }
        if (!sends || both) {
            peer.send(other);
        }
        line.untilQuiet();
        assertThat(one.link.idle()).as("seed %d: neutral", seed).isTrue();
        assertThat(peer.isFree()).as("seed %d: neutral", seed).isTrue();
        if (sends || both) {
            judge("out", one.became, peer.took, sent, seed);
        }
        if (!sends || both) {
            judge("in", peer.became, one.took, other, seed);
        }
    }

    @Test
    void twoLibrariesOnABadLine() {
        for (int seed = 0; seed < RUNS; seed++) {
            var random = new Random(-seed - 1);
            var host = new LinkEnd(Given.host());
            var analyzer = new LinkEnd(Given.analyzer());
            var line = new Line(host, analyzer, noise(random));
            decides(host, line, random);
            decides(analyzer, line, random);
            for (int n = 0; n < MESSAGES; n++) {
                List.of(host, analyzer)
                        .forEach(
                                end -> {
                                    end.took.clear();
                                    end.became.clear();
                                });
                var sent = message(random);
                var other = message(random);
                host.send(sent, line.now());
                analyzer.send(other, line.now());
                line.untilQuiet();
                assertThat(host.link.idle() && analyzer.link.idle()).as("seed %d", seed).isTrue();
                judge("host", host.became, analyzer.took, sent, seed);
                judge("analyzer", analyzer.became, host.took, other, seed);
            }
        }
        LoggerFactory.getLogger(RandomLineTest.class).info("seeds -1 to {}: {}", -RUNS, counts);
        assertThat(counts.keySet()).contains("host SENT 1", "analyzer SENT 1");
    }

    /** Sent: once, and the same; not sent or rejected: not at all; unknown: once at most. */
    private void judge(
            String way, List<String> became, List<String> took, String message, long seed) {
        assertThat(became).as("seed %d: one result", seed).hasSize(1);
        var result = became.get(0);
        counts.merge(way + " " + result + " " + took.size(), 1, Integer::sum);
        var expected = new ArrayList<String>();
        if (result.equals("SENT") || result.equals("UNKNOWN") && !took.isEmpty()) {
            expected.add(message);
        }
        assertThat(took).as("seed %d: %s %s", seed, way, result).isEqualTo(expected);
    }

    private static void decides(LinkEnd end, Line line, Random random) {
        end.decides =
                message -> {
                    int dice = random.nextInt(20);
                    if (dice < 2) {
                        end.decided(message, false);
                    } else if (dice < 5) {
                        var wait = Duration.ofMillis(random.nextInt(20_000));
                        end.decidedLater(line, wait, message, random.nextInt(4) > 0);
                    } else {
                        end.decided(message, true);
                    }
                };
    }

    private static String message(Random random) {
        var text = new StringBuilder("H|\\^&|").append(random.nextInt(1_000_000)).append('\r');
        for (int records = random.nextInt(6); records > 0; records--) {
            text.append("R|").append(records).append('|');
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append((char) (' ' + random.nextInt(95)));
            }
            text.append('\r');
        }
        return text.append("L|1|N\r").toString();
    }

    private static Line.Noise noise(Random random) {
        int often = random.nextInt(4) * 4; // of 100
        return said -> {
            if (random.nextInt(100) >= often) {
                return said;
            }
            int at = random.nextInt(said.length);
            int what = random.nextInt(3);
            if (what == 0) {
                var changed = said.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                return changed;
            }
            int skipped = what == 1 ? 1 : 0; // without the one; or with it twice
            var changed = new byte[said.length + 1 - 2 * skipped];
            System.arraycopy(said, 0, changed, 0, at + 1 - skipped);
            int rest = said.length - at - skipped;
            System.arraycopy(said, at + skipped, changed, changed.length - rest, rest);
            return changed;
        };
    }
}
