package dev.pons.core.engine.trial;

import dev.pons.core.control.TraceView.Change;
import dev.pons.core.language.Formats;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What one step changed, place by place, with the values.
 *
 * @param formats by the name that a message carries; empty: the channel's
 */
public record Changes(Function<String, Optional<Format>> formats) {

    /** What the two are, that a step saw and left. */
    public record State(Message message, Map<String, String> variables) {}

    /** All of them, in the order of the message, then variables and facts. */
    public List<Change> between(State before, State after) {
        var changes = new ArrayList<Change>();
        var old = before.message();
        var now = after.message();
        if (!old.format().equals(now.format())) {
            changes.add(
                    new Change("format", Formats.plain(old.format()), Formats.plain(now.format())));
        }
        if (old.body() != now.body()) {
            changes.addAll(contents(old, now));
        }
        named("variable ", before.variables(), after.variables(), changes);
        named("fact ", old.meta(), now.meta(), changes);
        return changes;
    }

    private List<Change> contents(Message old, Message now) {
        try {
            var format = formats.apply(now.format());
            if (format.isPresent() && old.format().equals(now.format())) {
                return Leaves.of(format.get(), old).changes(Leaves.of(format.get(), now));
            }
            return List.of(new Change("content", size(old), size(now)));
        } catch (ProblemException | IOException | RuntimeException unreadable) {
            return List.of(new Change("content", size(old), size(now)));
        }
    }

    private static String size(Message message) {
        return message.body().size() + " bytes";
    }

    private static void named(
            String kind,
            Map<String, String> before,
            Map<String, String> now,
            List<Change> changes) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            if (!Objects.equals(before.get(name), now.get(name))) {
                changes.add(
                        new Change(
                                kind + name,
                                before.getOrDefault(name, ""),
                                now.getOrDefault(name, "")));
            }
        }
    }
}
