package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What retention takes of one volume. Three ways, the cheapest that does: the file goes as it is;
 * it goes and a few entries that must stay are copied forward; what is not due is copied forward,
 * since channels that had one retention have several now.
 */
final class Cut {

    private static final int GULP = 4096;

    private final Run run;
    private final Volume volume;
    private final Rules rules;
    private final Round round;
    private final List<String> channels;
    private final Map<String, Due> dues = new LinkedHashMap<>();

    /** What of an entry goes. */
    enum Due {
        NOTHING,
        CONTENT,
        ALL
    }

    Cut(Run run, Volume volume, Rules rules, Round round) {
        this.run = run;
        this.volume = volume;
        this.rules = rules;
        this.round = round;
        this.channels = List.copyOf(volume.label().channels().keySet());
        for (var share : Usage.shares(volume.label()).entrySet()) {
            var channel = share.getKey();
            var over = round.overdrawn().getOrDefault(channel, 0L);
            if (over > 0 && !isEngines()) {
                dues.put(channel, Due.ALL);
                round.overdrawn().put(channel, over - share.getValue().bytes());
            } else {
                dues.put(channel, due(channel, volume.label().kept().wrong()));
            }
        }
    }

    private boolean isEngines() {
        return volume.label().kept().equals(Kept.ENGINE);
    }

    private Due due(String channel, boolean wrong) {
        var rule = isEngines() ? Retention.FOREVER : rules.of(channel);
        var age = round.now() - volume.label().span().newest();
        return age > rule.metadata(wrong)
                ? Due.ALL
                : age > rule.content(wrong) ? Due.CONTENT : Due.NOTHING;
    }

    /** Something of it may go. */
    boolean isDue() {
        return dues.containsValue(Due.ALL)
                || dues.containsValue(Due.CONTENT) && volume.label().hasContent();
    }

    /**
     * Takes it: adds to {@code next} what stays of the volume, to the writer what is copied.
     *
     * @param dying side files that go, unless what is copied has them
     * @return false: nothing goes, since all of it is still needed
     */
    boolean into(RunWriter writer, List<Volume> next, List<String> dying, Compactor.Pace pace)
            throws IOException, InterruptedException {
        var alike = EnumSet.copyOf(dues.values()).size() == 1;
        var most = dues.values().iterator().next();
        if (!alike || mayHaveKeepers()) {
            var counts = count(pace);
            if (alike && counts[most.ordinal()] == volume.label().sizes().entries()) {
                drop(most, next);
            } else if (counts[Due.NOTHING.ordinal()] == volume.label().sizes().entries()) {
                next.add(volume);
                return false;
            } else {
                copy(writer, alike ? most : null, pace);
                if (alike) {
                    drop(most, next);
                }
            }
        } else {
            drop(most, next);
        }
        dying.addAll(volume.label().sides());
        return true;
    }

    private boolean mayHaveKeepers() {
        return round.openUpTo(run.lastId()) > 0
                || round.later().length > 0 && !volume.label().kept().wrong();
    }

    private void drop(Due what, List<Volume> next) {
        if (what == Due.CONTENT) {
            next.add(new Volume(volume.label().without(round.now()), volume.facts(), null));
        }
    }

    private long[] count(Compactor.Pace pace) throws IOException, InterruptedException {
        var counts = new long[Due.values().length];
        var cursor = new VolumeCursor(volume, 0);
        for (var n = 1; cursor.next(); n++) {
            counts[of(cursor, cursor.entry(false)).ordinal()]++;
            if (n % GULP == 0) {
                pace.rest();
            }
        }
        return counts;
    }

    private Due of(VolumeCursor cursor, Entry entry) {
        var message = EntryFacts.message(cursor.id(), entry);
        if (message != 0 && round.isOpen(message)) {
            return Due.NOTHING;
        }
        var channel = channels.get(cursor.channel());
        var due = dues.getOrDefault(channel, Due.NOTHING);
        return due != Due.NOTHING && isWrongLater(message) ? due(channel, true) : due;
    }

    private boolean isWrongLater(long message) {
        return message != 0 && !volume.label().kept().wrong() && round.wentWrongLater(message);
    }

    /** Copies what stays; of a volume that goes alike in all its channels, what is kept longer. */
    private void copy(RunWriter writer, @Nullable Due alike, Compactor.Pace pace)
            throws IOException, InterruptedException {
        var cursor = new VolumeCursor(volume, 0);
        for (var n = 1; cursor.next(); n++) {
            var facts = cursor.entry(false);
            var due = of(cursor, facts);
            if (due != Due.ALL && (alike == null || due.compareTo(alike) < 0)) {
                var channel = channels.get(cursor.channel());
                var wrong =
                        volume.label().kept().wrong()
                                || isWrongLater(EntryFacts.message(cursor.id(), facts));
                var entry = due == Due.CONTENT ? cursor.without(round.now()) : cursor.entry(true);
                var at = Math.max(entry.at(), volume.label().span().oldest());
                writer.add(kept(channel, wrong), cursor.id(), entry, at, channel);
            }
            if (n % GULP == 0) {
                pace.rest();
            }
        }
    }

    private Kept kept(String channel, boolean wrong) {
        return isEngines() ? Kept.ENGINE : Kept.of(rules.of(channel), wrong, channel);
    }
}
