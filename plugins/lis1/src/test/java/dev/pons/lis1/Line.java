package dev.pons.lis1;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A line in memory between two ends, with a clock of its own: each character takes a millisecond,
 * both ways at once, and nothing else takes time.
 */
final class Line {

    /** What sits at an end of the line. */
    interface End {

        void hears(byte character, Instant now);

        /** What it writes now. */
        byte[] says();

        /** The last character of that has left. */
        void left(Instant now);

        @Nullable Instant due();

        void wakes(Instant now);
    }

    /** What the line makes of what one end says. */
    interface Noise {
        byte[] on(byte[] said);
    }

    private record Event(Instant at, long number, Runnable act) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private static final Duration CHARACTER = Duration.ofMillis(1);

    private final List<End> ends;
    private final Noise noise;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Instant[] free = {Instant.EPOCH, Instant.EPOCH};
    private Instant now = Instant.EPOCH;
    private long number;

    /** How many characters went over it. */
    private long characters;

    Line(End one, End other, Noise noise) {
        this.ends = List.of(one, other);
        this.noise = noise;
    }

    Instant now() {
        return now;
    }

    long characters() {
        return characters;
    }

    void later(Duration wait, Runnable act) {
        at(now.plus(wait), act);
    }

    private void at(Instant time, Runnable act) {
        events.add(new Event(time, number++, act));
    }

    /** Lets time pass until nobody says anything any more and no timer runs. */
    void untilQuiet() {
        speak();
        while (step()) {
            speak();
        }
    }

    private boolean step() {
        var first = events.peek();
        int sleeper = -1;
        for (int i = 0; i < 2; i++) {
            var due = ends.get(i).due();
            if (due != null && (first == null || due.isBefore(first.at()))) {
                if (sleeper < 0 || due.isBefore(ends.get(sleeper).due())) {
                    sleeper = i;
                }
            }
        }
        if (sleeper >= 0) {
            var due = ends.get(sleeper).due();
            now = due.isAfter(now) ? due : now;
            ends.get(sleeper).wakes(now);
            return true;
        }
        if (first == null) {
            return false;
        }
        events.remove();
        now = first.at();
        first.act().run();
        return true;
    }

    private void speak() {
        for (int i = 0; i < 2; i++) {
            var end = ends.get(i);
            var other = ends.get(1 - i);
            var said = end.says();
            if (said.length > 0) {
                var time = free[i].isAfter(now) ? free[i] : now;
                for (byte character : noise.on(said)) {
                    time = time.plus(CHARACTER);
                    var at = time;
                    at(at, () -> other.hears(character, at));
                    characters++;
                }
                free[i] = time;
                var at = time;
                at(at, () -> end.left(at));
            }
        }
    }
}
