package dev.pons.core.engine;

import dev.pons.core.engine.Repeats.Look;
import dev.pons.core.engine.Repeats.Looks;
import dev.pons.core.language.Formats;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;
import dev.pons.spi.NotSentException;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A batch at the side door of one channel, under one version of it. One thread. */
final class Visit {

    /** A format that takes bytes of any other. */
    private static final String BYTES = "binary";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SideDoor door;
    private final Program program;
    private final Current.User user;
    private final List<Guest> guests = new ArrayList<>();
    private @Nullable Looks looks;

    /** A message that it takes. */
    private record Guest(Handing.Given given, Map<String, String> identity) {}

    Visit(SideDoor door, Program program, Current.User user) {
        this.door = door;
        this.program = program;
        this.user = user;
    }

    SideDoor door() {
        return door;
    }

    /** Looks at the next message; why the channel can never take it, or empty: it can. */
    Optional<String> look(Handing.Given given) {
        var own = Formats.plain(program.around().format());
        var format = Formats.plain(given.format());
        if (!format.isEmpty() && !format.equals(own) && !own.equals(BYTES)) {
            return Optional.of(
                    "channel "
                            + door.channel()
                            + " takes "
                            + own
                            + ", and this is "
                            + format
                            + "; convert it in a step of the destination, or change the format of"
                            + " the channel");
        }
        try {
            var identity = Fence.call(() -> program.format().identify(given.message()));
            guests.add(new Guest(given, identity));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(
                    "channel " + door.channel() + " does not take it: " + e.getMessage());
        } catch (Exception e) {
            return Optional.of(
                    "the format of channel "
                            + door.channel()
                            + " cannot look at it: "
                            + Fence.words(e));
        }
    }

    /**
     * Whether the first of those that it looked at came before, and how many of them can be written
     * at once: one that is the same as another of them waits until that one is known. {@code
     * NotSentException}: the same is being written for too long.
     */
    int repeats(int many) throws NotSentException, InterruptedException {
        var messages = guests.stream().limit(many).map(guest -> guest.given().message()).toList();
        long until = System.nanoTime() + PATIENCE.toNanos();
        looks =
                door.repeats()
                        .look(program, messages, until)
                        .orElseThrow(
                                () ->
                                        new NotSentException(
                                                "the same message is being written to channel "
                                                        + door.channel()
                                                        + ", and was not in time"));
        var all = looks.all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).like() >= 0) {
                return i;
            }
        }
        return all.size();
    }

    /** What the journal gets of one of those that were looked at; in their order. */
    Entry entry(int place, Origin origin) {
        var guest = guests.get(place);
        var look = looks().all().get(place);
        long at = door.kit().clock().millis();
        return look.drops()
                ? new Entry.Duplicate(door.channel(), at, look.of())
                : received(guest, look, origin, at);
    }

    private Entry.Received received(Guest guest, Look look, Origin origin, long at) {
        return new Entry.Received(
                door.channel(),
                program.version(),
                at,
                origin,
                look.once(),
                look.message().meta(),
                guest.identity(),
                guest.given().body());
    }

    private Looks looks() {
        var all = looks;
        if (all == null) {
            throw new IllegalStateException("nobody looked");
        }
        return all;
    }

    /** Uses nothing of the program any more. */
    void leave() {
        user.leave();
    }

    /** They are durable, or surely not kept. */
    void done() {
        if (looks != null) {
            looks.done();
        }
    }
}
