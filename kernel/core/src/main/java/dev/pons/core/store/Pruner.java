package dev.pons.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Deletes what retention does not keep any more: whole files, and where a file has more than what
 * is due, the rest is copied forward first. The keeper's thread only.
 */
final class Pruner {

    private final Archive archive;
    private final Rules rules;

    /** How many messages were unfinished when a volume that is due was left for them. */
    private final Map<BlockFile, Integer> waitedFor = new HashMap<>();

    Pruner(Archive archive, Rules rules) {
        this.archive = archive;
        this.rules = rules;
    }

    /**
     * One round over all runs, oldest first.
     *
     * @param open ids of unfinished messages, in order
     * @param covered id up to which a checkpoint covers all
     * @return bytes that came back
     */
    long round(long now, long[] open, long covered, Compactor.Pace pace)
            throws IOException, InterruptedException {
        var later =
                archive.runs().stream()
                        .flatMapToLong(run -> LongStream.of(run.later()))
                        .sorted()
                        .toArray();
        var round = new Round(now, open, later, overdrawn());
        var sum = 0L;
        for (var run : List.copyOf(archive.runs())) {
            if (run.lastId() <= covered) {
                sum += prune(run, round, pace);
            }
        }
        return sum;
    }

    /** Bytes by which channels have more than they may. */
    private Map<String, Long> overdrawn() {
        var sums = new HashMap<String, Long>();
        for (var run : archive.runs()) {
            for (var label : run.labels()) {
                Usage.shares(label)
                        .forEach((channel, share) -> sums.merge(channel, share.bytes(), Long::sum));
            }
        }
        sums.replaceAll(
                (channel, bytes) -> {
                    var most = rules.of(channel).bytes();
                    return most == Retention.EVER ? 0 : bytes - most;
                });
        sums.values().removeIf(bytes -> bytes <= 0);
        return sums;
    }

    private long prune(Run run, Round round, Compactor.Pace pace)
            throws IOException, InterruptedException {
        var next = new ArrayList<Volume>();
        var dying = new ArrayList<String>();
        var changed = false;
        try (var writer = new RunWriter(archive, run.name(), run.lastNumber(), round.now())) {
            for (var volume : run.volumes()) {
                var cut = new Cut(run, volume, rules, round);
                if (!cut.isDue() || waits(run, volume, round)) {
                    next.add(volume);
                } else if (cut.into(writer, next, dying, pace)) {
                    waitedFor.remove(volume.facts());
                    changed = true;
                } else {
                    waitedFor.put(volume.facts(), round.openUpTo(run.lastId()));
                }
            }
            if (!changed) {
                return 0;
            }
            next.addAll(writer.finish());
        }
        FailPoint.PRUNING.pass();
        next.forEach(volume -> dying.removeAll(volume.label().sides()));
        archive.replace(run, new Run(run.first(), run.counts(), next, run.later()), dying);
        return bytes(run.volumes()) - bytes(next);
    }

    /** It was looked at before, and is left for messages that are still unfinished. */
    private boolean waits(Run run, Volume volume, Round round) {
        var before = waitedFor.get(volume.facts());
        return before != null && round.openUpTo(run.lastId()) >= before;
    }

    private static long bytes(List<Volume> volumes) {
        return volumes.stream().mapToLong(v -> v.label().sizes().bytes()).sum();
    }
}
