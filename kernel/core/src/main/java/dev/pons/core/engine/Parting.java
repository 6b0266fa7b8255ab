package dev.pons.core.engine;

import dev.pons.core.language.Flow;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Origin;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.StepResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes messages of the parts of one; they go on behind the step that split it. */
final class Parting {

    /** So many at most, for they are written at once. */
    private static final int MOST = 10_000;

    private static final long BYTES = 64L << 20;

    private final Program program;
    private final Made made;

    Parting(Program program, Made made) {
        this.program = program;
        this.made = made;
    }

    List<Entry.Received> of(long id, Entry.Received received, StepResult result, Flow flow)
            throws ProblemException {
        var parts = result.parts();
        long bytes = parts.stream().mapToLong(part -> part.body().size()).sum();
        if (parts.size() > MOST || bytes > BYTES) {
            throw new ProblemException(
                    Problem.of(
                            "too-long",
                            "it would become "
                                    + parts.size()
                                    + " parts with "
                                    + bytes
                                    + " bytes; at most "
                                    + MOST
                                    + " parts with "
                                    + BYTES
                                    + " bytes are made at once: split it into larger ones first"));
        }
        var all = new ArrayList<Entry.Received>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            all.add(part(id, received, parts.get(i), flow, (i + 1) + " of " + parts.size()));
        }
        return all;
    }

    private Entry.Received part(
            long id, Entry.Received received, Message part, Flow flow, String which) {
        var origin =
                new Origin(
                        Origin.Kind.SPLIT,
                        id,
                        "",
                        "",
                        which,
                        flow.lastStep(),
                        Map.copyOf(flow.variables()));
        return new Entry.Received(
                received.channel(),
                program.version(),
                received.at(),
                origin,
                Entry.Once.NONE,
                part.meta(),
                identity(part),
                made.content(part.body()));
    }

    /** What cannot be told is not known; the steps say whether it may go on. */
    private Map<String, String> identity(Message part) {
        try {
            return Fence.call(() -> program.format().identify(part));
        } catch (Exception unknown) {
            return Map.of();
        }
    }
}
