package dev.pons.core.engine;

import dev.pons.core.control.ChannelState;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A channel as a whole and its source, as an alert looks at them. */
record SourceSight(Channel of, Status.Now<ChannelState> now) implements Sight {

    static SourceSight of(Channel channel) {
        return new SourceSight(channel, channel.status.now());
    }

    @Override
    public String channel() {
        return of.name;
    }

    @Override
    public String destination() {
        return "";
    }

    @Override
    public long queued() {
        return of.parts.outlets().queued() + of.parts.router().size();
    }

    @Override
    public long held() {
        return of.parts.outlets().held() + of.parts.router().held().size();
    }

    @Override
    public Optional<Instant> oldest() {
        return of.parts.outlets().all().stream()
                .flatMap(o -> OutletSight.of(of.name, o).oldest().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public Reach reach() {
        return switch (now.state()) {
            case DOWN -> Reach.DOWN;
            case STARTED -> Reach.UP;
            case PAUSED, STOPPED -> Reach.BY_ORDER;
            case BROKEN, WAITING -> Reach.UNKNOWN;
        };
    }

    @Override
    public Instant stateSince() {
        return now.since();
    }

    @Override
    public Optional<Instant> last() {
        return of.parts.traffic().lastIn();
    }

    @Override
    public String why() {
        return now.reason();
    }

    @Override
    public String downWords() {
        return "its source cannot be opened, or its steps cannot go on";
    }

    @Override
    public String idleWords() {
        return "nothing came";
    }
}
