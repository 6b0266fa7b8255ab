package dev.pons.core.store;

import java.io.IOException;
import java.util.List;

/** Makes a run of closed segments. One thread. */
final class Compactor {

    private final Segments segments;
    private final Archive archive;
    private final Rules rules;
    private final Pace pace;

    /** Rests between pieces of work, so that those who work for messages go first. */
    @FunctionalInterface
    interface Pace {

        /**
         * Some work was done. {@code InterruptedException}: end at once, the work is not needed.
         */
        void rest() throws InterruptedException;
    }

    Compactor(Segments segments, Archive archive, Rules rules, Pace pace) {
        this.segments = segments;
        this.archive = archive;
        this.rules = rules;
        this.pace = pace;
    }

    /**
     * Writes the run, then deletes its segments. {@code IOException}: what was before still counts.
     *
     * @param group neighbours that are closed, none of them in a run
     */
    void compact(List<Segment> group, long now) throws IOException, InterruptedException {
        var first = group.get(0).epoch();
        var counts = new int[(int) (group.get(group.size() - 1).epoch() - first + 1)];
        for (var segment : group) {
            counts[(int) (segment.epoch() - first)] = segment.count();
        }
        var survey = new Survey(archive, first, counts);
        each(group, false, survey::add);
        var name = Run.name(first, first + counts.length - 1);
        try (var writer = new RunWriter(archive, name, 0, now)) {
            // a position does not say when it was written
            var at = new long[] {group.get(0).madeAt()};
            each(
                    group,
                    true,
                    (id, entry) -> {
                        at[0] = Math.max(entry.at(), entry instanceof Entry.Moved ? at[0] : 0);
                        var channel = survey.channel(id);
                        writer.add(
                                kept(channel, survey.isWrong(id, entry)),
                                id,
                                entry,
                                at[0],
                                channel);
                    });
            var volumes = writer.finish();
            FailPoint.COMPACTING.pass();
            archive.add(new Run(first, counts, volumes, survey.later()));
        }
        segments.delete(group, archive.disk());
    }

    private Kept kept(String channel, boolean wrong) {
        return channel.isEmpty() ? Kept.ENGINE : Kept.of(rules.of(channel), wrong, channel);
    }

    /** Takes one entry. */
    @FunctionalInterface
    private interface Taker {
        void take(long id, Entry entry) throws IOException;
    }

    private void each(List<Segment> group, boolean withContent, Taker taker)
            throws IOException, InterruptedException {
        for (var segment : group) {
            var end = segment.end();
            var count = segment.count();
            try (var file = new SegmentFile(segment.path())) {
                var scan = segment.scan(file, segment.start());
                var rest = scan.position() + (1 << 20);
                for (var sequence = 0; sequence < count; sequence++) {
                    if (!scan.next(end) || scan.isEnd()) {
                        throw Frames.damaged(segment.path(), scan.position());
                    }
                    taker.take(
                            Ids.of(segment.epoch(), sequence),
                            EntryDecoder.read(scan.payload(withContent)));
                    if (scan.position() > rest) {
                        rest = scan.position() + (1 << 20);
                        pace.rest();
                    }
                }
            }
        }
    }
}
