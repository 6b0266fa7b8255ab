package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.control.CheckView;
import dev.pons.core.control.ControlException;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.store.Notes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says what is wrong or doubtful with a channel's file, without running it. Any thread. */
public final class Checks {

    private static final Duration LONGEST_BUILD = Duration.ofSeconds(15);

    private final Kit kit;
    private final Roster roster;

    Checks(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    /** All of it, beside the other channels as they are now. */
    public CheckView check(Script script) {
        var faults = new Faults();
        var name = script.channel() + ".yaml";
        var file = ChannelReader.read(name, script.text(), script.include(), faults);
        var problems = new ArrayList<String>();
        if (file.isPresent()) {
            recalls(file.get(), faults);
            problems.addAll(built(file.get(), faults));
        }
        problems.addAll(0, faults.list().stream().map(Object::toString).toList());
        return new CheckView(
                script.channel(),
                List.copyOf(problems),
                faults.warnings().stream().map(Object::toString).toList());
    }

    /** Compiles it; what is missing, or would be left behind. */
    private List<String> built(ChannelFile file, Faults faults) {
        try {
            var built = new ProgramBuilder(kit, file, faults).within(LONGEST_BUILD);
            if (built.program().isEmpty()) {
                return built.missing();
            }
            var program = built.program().get();
            try {
                return roster.channel(file.name())
                        .map(c -> c.parts.outlets().leftBehind(program))
                        .orElse(List.of());
            } finally {
                Versions.end(program);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted", e);
        } catch (Exception e) {
            faults.add(Mark.whole(file.name() + ".yaml"), Fence.words(e));
            return List.of();
        }
    }

    /** Recalls of tables in which nothing is, and no channel remembers anything. */
    private void recalls(ChannelFile file, Faults faults) {
        var recalls = MemoryUse.of(file, "recall");
        if (recalls.isEmpty()) {
            return;
        }
        var known = remembered(file.name());
        MemoryUse.of(file, "remember").forEach(use -> known.add(use.table()));
        for (var recall : recalls) {
            if (!known.contains(recall.table())) {
                faults.warn(
                        recall.mark(),
                        "no channel remembers anything in \""
                                + recall.table()
                                + "\""
                                + DidYouMean.hint(recall.table(), known)
                                + "; right only if the channel that does comes later, or a"
                                + " plugin's step does");
            }
        }
    }

    /** Tables in which something is, or in which another channel than this remembers. */
    private Set<String> remembered(String but) {
        try {
            var known = new TreeSet<>(kit.store().notes().sizes().keySet());
            known.remove(Notes.SEQUENCES);
            roster.channels().stream()
                    .filter(channel -> !channel.name.equals(but))
                    .flatMap(channel -> channel.text().file().stream())
                    .flatMap(file -> MemoryUse.of(file, "remember").stream())
                    .forEach(use -> known.add(use.table()));
            return known;
        } catch (IOException e) {
            throw new ControlException(String.valueOf(e.getMessage()), e);
        }
    }
}
