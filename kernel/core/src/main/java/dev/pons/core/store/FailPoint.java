package dev.pons.core.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Steps of the pipeline at which a test ends the process as a crash does: {@code
 * -Dpons.fail=written:3,rolled:1} halts at the third pass of one, or the first of the other. An
 * engine without the option passes at the cost of one constant. Any thread.
 */
public enum FailPoint {
    /** A group was taken from the queue; nothing of it is in the file. */
    APPENDED,
    /** A group is in the file, and not yet synced. */
    WRITTEN,
    /** A group is synced, and nobody was told. */
    SYNCED,
    /** Those who waited for a group were told. */
    TOLD,
    /** A full segment was closed, and the next one is not begun. */
    FULL,
    /** The next segment is begun, and nothing is in it. */
    ROLLED,
    /** A start has closed the segment that a crash left open, and has not begun the next one. */
    RECOVERED,
    /** A new checkpoint is on the disk beside the old one, which still counts. */
    CHECKPOINT_WRITTEN,
    /** A new checkpoint counts. */
    CHECKPOINT_KEPT,
    /** What the index learned is about to be committed. */
    INDEX_WRITING,
    /** The index has committed, and has not noted how far it is. */
    INDEX_WRITTEN,
    /** Files of the index were synced, and how far they are was not noted. */
    INDEX_SYNCED,
    /** Segments were compacted into files that are synced, and do not count yet. */
    COMPACTING,
    /** Files that were compacted count, and their segments are still there. */
    COMPACTED,
    /** What is copied forward is in files that are synced, and do not count yet. */
    PRUNING,
    /** What retention deletes does not count any more, and is still there. */
    PRUNED,
    /** A message comes in; whoever sends one after the other has read the answer before it. */
    INTAKE,
    /** A message is durable, and its sender has no answer. */
    ANSWERING,
    /** The steps have run, and nothing was recorded of it. */
    ROUTING,
    /** What the steps gave is durable, and no destination knows it. */
    ROUTED,
    /** One message was made of a group, and it is not recorded. */
    JOINED,
    /** The message that was made of a group is durable, and its steps have not run. */
    CLOSED,
    /** A message is about to be sent. */
    SENDING,
    /** The peer has a message, and that was not recorded. */
    SENT,
    /** What a peer answered is recorded in the journal, durably. */
    RESULT,
    /** A channel's new version is in the journal, and the old one runs. */
    SWAPPING,
    /** A channel's new version runs. */
    SWAPPED;

    /** The option: names of points with the pass that ends the process. */
    public static final String OPTION = "pons.fail";

    private static final Logger LOG = LoggerFactory.getLogger(FailPoint.class);
    private static final boolean SET = System.getProperty(OPTION) != null;

    /** How a process ends that was killed (128 + SIGKILL). */
    private static final int KILLED = 137;

    /** The points that were asked for; read when the first one is passed. */
    private static final class Asked {

        static final Map<FailPoint, AtomicInteger> LEFT = new EnumMap<>(FailPoint.class);

        static {
            parse(System.getProperty(OPTION, ""))
                    .forEach((point, pass) -> LEFT.put(point, new AtomicInteger(pass)));
        }

        private Asked() {}
    }

    /** The work of a thread comes by here: the process ends if a test asked for it. */
    public void pass() {
        if (SET) {
            end();
        }
    }

    private void end() {
        var left = Asked.LEFT.get(this);
        if (left != null && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** As the option spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An engine begins: one that will end itself says so. {@code IOException}: no such point. */
    static void begin() throws IOException {
        if (SET) {
            try {
                LOG.warn(
                        "For a test, this process ends itself at {}",
                        parse(System.getProperty(OPTION, "")));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Reads the option; {@code IllegalArgumentException}: says what is wrong with it. */
    static Map<FailPoint, Integer> parse(String option) {
        var points = new EnumMap<FailPoint, Integer>(FailPoint.class);
        for (var word : option.split(",")) {
            var parts = List.of(word.strip().split(":"));
            var point = Arrays.stream(values()).filter(p -> p.word().equals(parts.get(0)));
            points.put(point.findFirst().orElseThrow(() -> unknown(word)), count(word, parts));
        }
        return points;
    }

    private static int count(String word, List<String> parts) {
        if (parts.size() == 1) {
            return 1;
        }
        if (parts.size() > 2 || !parts.get(1).matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    OPTION + " has NAME or NAME:PASS, separated by commas, not '" + word + "'");
        }
        return Integer.parseInt(parts.get(1));
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                OPTION
                        + " has no point '"
                        + word
                        + "'; there are: "
                        + Arrays.stream(values())
                                .map(FailPoint::word)
                                .collect(Collectors.joining(", ")));
    }
}
