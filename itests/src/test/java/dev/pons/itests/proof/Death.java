package dev.pons.itests.proof;

import dev.pons.core.store.FailPoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How one engine ends.
 *
 * @param point that it ends itself at; empty: it is killed from outside at a random moment
 * @param pass of that point
 */
record Death(Optional<FailPoint> point, int pass) {

    /** They come in minutes by themselves, and at once when a person asks for them. */
    private static final Set<FailPoint> TIDYING =
            EnumSet.of(
                    FailPoint.COMPACTING, FailPoint.COMPACTED, FailPoint.PRUNING, FailPoint.PRUNED);

    /** Passed only where a channel has an {@code aggregate}: {@link AggregateIT}. */
    private static final Set<FailPoint> AGGREGATE = EnumSet.of(FailPoint.JOINED, FailPoint.CLOSED);

    /**
     * Random kills, and twice as many named points, all of them in turn, in a random order; {@code
     * -Dproof.points=pruned,rolled} takes these points only.
     */
    static List<Death> some(int kills, Random random) {
        List<Death> deaths = new ArrayList<>();
        List<FailPoint> points = new ArrayList<>();
        while (points.size() < 2 * kills) {
            List<FailPoint> turn = new ArrayList<>(points());
            Collections.shuffle(turn, random);
            points.addAll(turn);
        }
        points.subList(0, 2 * kills).forEach(point -> deaths.add(at(point, random)));
        for (int i = 0; i < kills; i++) {
            deaths.add(new Death(Optional.empty(), 0));
        }
        Collections.shuffle(deaths, random);
        return deaths;
    }

    private static List<FailPoint> points() {
        List<String> only = List.of(System.getProperty("proof.points", "").split(","));
        return Arrays.stream(FailPoint.values())
                .filter(point -> only.contains("") || only.contains(point.word()))
                .filter(point -> !AGGREGATE.contains(point))
                .toList();
    }

    static Death at(FailPoint point, Random random) {
        int pass =
                switch (point) {
                    case RECOVERED, SWAPPING -> 1;
                    case COMPACTING, COMPACTED, PRUNING, PRUNED -> oneTo(2, random);
                    case SWAPPED -> 2; // the first is the start itself
                    // each comes once a segment, and the slow receiver sets the pace
                    case FULL, ROLLED, CHECKPOINT_WRITTEN, CHECKPOINT_KEPT -> oneTo(4, random);
                    case INDEX_WRITING, INDEX_WRITTEN -> oneTo(8, random);
                    case INDEX_SYNCED -> 1;
                    default -> oneTo(1_500, random);
                };
        return new Death(Optional.of(point), pass);
    }

    private static int oneTo(int most, Random random) {
        return 1 + random.nextInt(most);
    }

    boolean isAtTidying() {
        return point.filter(TIDYING::contains).isPresent();
    }

    /** The option of the engine's JVM. */
    String option() {
        return point.map(at -> "-D" + FailPoint.OPTION + "=" + at.word() + ":" + pass).orElse("");
    }

    @Override
    public String toString() {
        return point.map(at -> "at " + at.word() + ", pass " + pass).orElse("killed");
    }
}
