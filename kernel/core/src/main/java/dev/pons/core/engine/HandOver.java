package dev.pons.core.engine;

import dev.pons.core.config.DidYouMean;
import dev.pons.spi.Attempt;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code channel} destination at work. It sends nothing: what its targets get is written with the
 * results of its deliveries. One lane at a time.
 */
final class HandOver implements Destination {

    private final Optional<Roster> roster;

    /** By name, so that two that hand over to the same never wait for each other. */
    private final List<String> targets;

    HandOver(Optional<Roster> roster, List<String> targets) {
        this.roster = roster;
        this.targets = targets.stream().sorted().toList();
    }

    /** Why nothing can be handed over now; the words are empty while the engine begins or ends. */
    Optional<String> away() {
        if (roster.isEmpty()) {
            return Optional.of("no channels run here");
        }
        for (var name : targets) {
            var why = away(roster.get(), name);
            if (!why.isEmpty()) {
                return Optional.of(roster.get().runs() ? why : "");
            }
        }
        return Optional.empty();
    }

    private static String away(Roster roster, String name) {
        return roster.channel(name)
                .map(channel -> channel.parts.side().shut())
                .orElseGet(
                        () ->
                                "there is no channel "
                                        + name
                                        + DidYouMean.hint(name, roster.names())
                                        + "; put "
                                        + name
                                        + ".yaml into channels/, or name another one in \"to\"");
    }

    /**
     * Makes what the targets get of messages in their order, or of the first of them; nothing is
     * written yet. {@code NotSentException}: a target takes nothing now.
     */
    Handing hand(String channel, Program.To to, List<Sending> sendings)
            throws NotSentException, InterruptedException {
        var visits = new ArrayList<Visit>(targets.size());
        boolean made = false;
        try {
            for (var name : targets) {
                var door = roster.flatMap(r -> r.channel(name)).map(c -> c.parts.side());
                visits.add(door.orElseThrow(() -> gone(name)).enter());
            }
            var handing = new Handing(from(channel, to), visits).of(sendings);
            made = true;
            return handing;
        } finally {
            visits.forEach(Visit::leave);
            if (!made) {
                visits.forEach(Visit::done);
            }
        }
    }

    private Handing.From from(String channel, Program.To to) {
        var format =
                roster.flatMap(r -> r.channel(channel))
                        .flatMap(sender -> Optional.ofNullable(sender.program()))
                        .map(now -> now.around().format());
        return new Handing.From(
                channel, to.file().name(), format.orElse(""), to.part().isPresent());
    }

    private static NotSentException gone(String name) {
        return new NotSentException("there is no channel " + name + " any more");
    }

    @Override
    public Delivery send(Message message, Attempt attempt) {
        return Delivery.retry("it is handed over, and not sent");
    }
}
