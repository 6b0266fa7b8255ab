package dev.pons.core.engine;

import dev.pons.core.language.Aggregate;
import dev.pons.core.store.Entry;
import dev.pons.spi.ProblemException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Closes the groups of one channel, each by one entry of the journal: the message that is made of
 * it. What makes messages is called on the router's thread.
 */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final long AGAIN_MILLIS = 30_000;

    /** So many are recorded at once; the others follow. */
    private static final int SOME = 256;

    private static final long BYTES = 8 << 20;

    private final Kit kit;
    private final String channel;
    private final Current current;
    private final Gathering groups;
    private final AtomicBoolean asked = new AtomicBoolean();

    Closing(Kit kit, String channel, Current current) {
        this.kit = kit;
        this.channel = channel;
        this.current = current;
        this.groups = new Gathering(kit, channel, current);
    }

    /** Those that are open. */
    Gathering groups() {
        return groups;
    }

    /** Messages made of the groups whose last one came. */
    List<Entry.Received> ofWhole() {
        return close(open -> open.group.isWhole());
    }

    /** Messages made of the groups that end with a poll, or of none; for one poll's end. */
    Asides.Maker ofPoll() {
        var begun = new AtomicBoolean();
        return () -> ofPoll(!begun.getAndSet(true));
    }

    private List<Entry.Received> ofPoll(boolean first) {
        var made = close(o -> groups.step(o).filter(a -> a.until().endOfPoll()).isPresent());
        var program = current.program();
        if (!first || groups.collected(true) || !made.isEmpty() || program == null) {
            return made;
        }
        for (var by : program.aggregates()) {
            if (by.until().sendsEmpty()) {
                ofNone(program, by).ifPresent(made::add);
            }
        }
        return made;
    }

    private Optional<Entry.Received> ofNone(Program program, Aggregate by) {
        try {
            return Optional.of(new Joining(kit, program).ofNone(by));
        } catch (ProblemException | IOException | RuntimeException e) {
            LOG.error(
                    "channel {}: the empty message of {} cannot be made: {}",
                    channel,
                    by.mark(),
                    Fence.words(e));
            return Optional.empty();
        }
    }

    /** Messages made of the groups whose time is over, or that a person closes. */
    List<Entry.Received> ofDue() {
        asked.set(false);
        return close(this::isDue);
    }

    private boolean isDue(OpenGroup open) {
        long after = groups.step(open).map(a -> a.until().after().toMillis()).orElse(0L);
        boolean over = after > 0 && open.group.label.since() + after <= kit.clock().millis();
        return over || open.group.isWhole() || open.ordered != Joining.Close.NOBODY;
    }

    /** Once a second, and after an order: the router closes what is due. */
    void tick(Router router) {
        if (current.program() != null
                && !groups.ready(this::isDue).isEmpty()
                && asked.compareAndSet(false, true)) {
            router.close(this::ofDue);
        }
    }

    private List<Entry.Received> close(Predicate<OpenGroup> which) {
        var program = current.program();
        var made = new ArrayList<Entry.Received>();
        long bytes = 0;
        if (program != null) {
            for (var open : groups.ready(which)) {
                if (made.size() == SOME || bytes > BYTES) {
                    break;
                }
                close(open, program).ifPresent(made::add);
                bytes += open.group.bytes();
            }
        }
        return made;
    }

    private Optional<Entry.Received> close(OpenGroup open, Program program) {
        try {
            var made = new Joining(kit, program).of(open.group, why(open));
            groups.closed(open);
            return Optional.of(made);
        } catch (ProblemException | IOException | RuntimeException e) {
            var words = Fence.words(e);
            if (!open.failed.why().equals(words)) {
                LOG.warn(
                        "channel {}: a group of {} messages is not closed: {}; see aggregate:list",
                        channel,
                        open.group.size(),
                        words);
            }
            groups.failed(open, words, kit.clock().millis() + AGAIN_MILLIS);
            return Optional.empty();
        }
    }

    /** In words, for the record. */
    private Joining.Close why(OpenGroup open) {
        if (open.ordered != Joining.Close.NOBODY) {
            return open.ordered;
        }
        var limit = groups.step(open).map(Aggregate::limit).orElse(Aggregate.Limit.USUAL);
        boolean early =
                open.group.size() >= limit.messages() || open.group.bytes() >= limit.bytes();
        var until = groups.step(open).map(a -> a.until().words()).orElse("");
        return new Joining.Close(
                "",
                open.group.size()
                        + " messages, until: "
                        + until
                        + (early ? "; its limit was reached" : ""));
    }

    /** For the source: a poll of it ended, which gave so many messages. */
    IntConsumer ends(Router router) {
        return many -> {
            if (isConcerned(many)) {
                // an entry that says nothing new: it stands behind all that was accepted
                var mark = new Entry.Moved(channel, Map.of());
                kit.recorder().record(List.of(mark), id -> router.pollEnded());
            }
        };
    }

    private boolean isConcerned(int many) {
        var program = current.program();
        if (program == null) {
            return false;
        }
        boolean waits = many > 0 || groups.collected(false) || !groups.isEmpty();
        return program.aggregates().stream()
                .anyMatch(a -> a.until().sendsEmpty() || (a.until().endOfPoll() && waits));
    }
}
