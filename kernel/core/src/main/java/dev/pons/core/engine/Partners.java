package dev.pons.core.engine;

import dev.pons.core.control.DestinationState;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks once a second whether the channels that destinations hand over to take anything: so a
 * destination says at once what is wrong, and goes on at once when it is mended, without a pause.
 * One thread.
 */
final class Partners {

    /** Destinations that were told that nothing is taken. */
    private final Set<String> away = new HashSet<>();

    void tick(Collection<Outlet> outlets, Program now) {
        for (var outlet : outlets) {
            now.destination(outlet.name)
                    .filter(to -> to.type() instanceof ToChannels)
                    .ifPresent(to -> tick(outlet, to));
        }
    }

    private void tick(Outlet outlet, Program.To to) {
        var now = outlet.status.state();
        boolean works = now != DestinationState.PAUSED && now != DestinationState.STOPPED;
        if (!works
                || !(to.type() instanceof ToChannels type)
                || !(to.bound().options() instanceof ToChannels.Options options)) {
            return;
        }
        var why = new HandOver(type.roster(), options.to()).away();
        if (why.isEmpty()) {
            if (away.remove(outlet.name)) {
                outlet.up();
            }
        } else if (!why.get().isEmpty()) {
            away.add(outlet.name);
            outlet.status.become(DestinationState.DOWN, why.get());
        }
    }
}
