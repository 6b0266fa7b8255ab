package dev.pons.core.engine;

import dev.pons.core.control.DestinationState;

import java.time.Instant;
import java.util.Optional;

/** A destination, as an alert looks at it. */
record OutletSight(String channel, Outlet outlet, Status.Now<DestinationState> now)
        implements Sight {

    static OutletSight of(String channel, Outlet outlet) {
        return new OutletSight(channel, outlet, outlet.status.now());
    }

    @Override
    public String destination() {
        return outlet.name;
    }

    @Override
    public long queued() {
        return outlet.backlog.queued();
    }

    @Override
    public long held() {
        return outlet.backlog.held();
    }

    @Override
    public Optional<Instant> oldest() {
        var at = outlet.backlog.oldest();
        return at.isPresent()
                ? Optional.of(Instant.ofEpochMilli(at.getAsLong()))
                : Optional.empty();
    }

    @Override
    public Reach reach() {
        return switch (now.state()) {
            case DOWN -> Reach.DOWN;
            case PAUSED, STOPPED -> Reach.BY_ORDER;
            case STARTED, BLOCKED -> {
                boolean tried = last().isPresent() || queued() == 0;
                yield tried ? Reach.UP : Reach.UNKNOWN;
            }
        };
    }

    @Override
    public Instant stateSince() {
        return now.since();
    }

    @Override
    public Optional<Instant> last() {
        return outlet.reach().lastOut();
    }

    @Override
    public String why() {
        return now.reason();
    }

    @Override
    public String downWords() {
        return "the peer cannot be reached";
    }

    @Override
    public String idleWords() {
        return "nothing was delivered";
    }
}
