package dev.pons.core.engine;

import dev.pons.core.control.ChannelView;
import dev.pons.core.control.DestinationState;
import dev.pons.core.control.DestinationView;
import dev.pons.core.control.LedgerView;
import dev.pons.core.store.Ids;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a channel or a destination is as it is: the state, since when, the last error in our words,
 * and what to type. Lines that begin with {@code type} or {@code nothing} say what to do.
 */
final class Why {

    /** Search that is so far behind is worth a word. */
    private static final long LAG = 1000;

    private static final int NAMED = 5;

    private final Kit kit;
    private final Views views;
    private final Clock clock;

    Why(Kit kit, Views views) {
        this.kit = kit;
        this.views = views;
        this.clock = kit.clock();
    }

    /** Of a channel with all of its destinations. */
    List<String> of(Channel channel) {
        var view = views.view(channel);
        var lines = new ArrayList<String>();
        lines.add(
                "channel "
                        + view.name()
                        + " is "
                        + view.state()
                        + " for "
                        + age(view.since())
                        + after(view.reason()));
        file(view, lines);
        channel.parts.entrance().turnedAway().forEach(t -> lines.add("turned away: " + t));
        steps(channel, lines);
        todo(view).ifPresent(lines::add);
        for (var destination : view.destinations()) {
            if (isWorthALine(destination)) {
                lines.addAll(lines(channel, destination));
            }
        }
        engine(lines);
        if (lines.size() == 1) {
            lines.add("nothing is wrong; " + view.queued() + " deliveries wait");
        }
        return lines;
    }

    /** Of one destination. */
    List<String> of(Channel channel, Outlet outlet) {
        var view = Views.view(channel, outlet);
        var lines = new ArrayList<>(lines(channel, view));
        for (long id : outlet.backlog.blocking(NAMED)) {
            lines.add("blocked by message " + Ids.text(id) + "; type message:show " + Ids.text(id));
        }
        if (lines.size() == 1) {
            lines.add("nothing is wrong here");
        }
        engine(lines);
        return lines;
    }

    /** The state of a destination whose lanes a held message blocks. */
    static String blockedBy(long message) {
        var id = Ids.text(message);
        return "message "
                + id
                + " waits for a person and blocks what is behind it; see message:show "
                + id
                + ", then message:release or message:skip";
    }

    private static void file(ChannelView view, List<String> lines) {
        var head = view.version() > 0 ? "its changed file was not taken: " : "its file: ";
        view.problems().stream()
                .filter(p -> !p.equals(view.reason()))
                .forEach(p -> lines.add(head + p));
        if (view.version() > 0 && !view.problems().isEmpty()) {
            lines.add("type nothing: mend the file and save it; until then the old version runs");
        }
    }

    private void steps(Channel channel, List<String> lines) {
        views.waits(channel, Duration.ZERO).ifPresent(lines::add);
        int waiting = channel.parts.router().size();
        int held = channel.parts.router().held().size();
        if (held > 0) {
            lines.add(
                    held
                            + " held before they were routed; type message:list --channel "
                            + channel.name
                            + " --state held");
        }
        if (waiting > 0) {
            lines.add(waiting + " wait for their steps");
        }
        var groups = channel.parts.closing().groups();
        if (!groups.isEmpty()) {
            lines.add(
                    groups.members() + " wait in open groups; type aggregate:list " + channel.name);
        }
    }

    /** What to do about the state of a channel; empty: nothing, or its reason says it. */
    static Optional<String> todo(ChannelView view) {
        return Optional.ofNullable(
                switch (view.state()) {
                    case BROKEN ->
                            "type nothing: mend channels/" + view.name() + ".yaml and save it";
                    case WAITING ->
                            "type plugin:doctor; the channel starts by itself when the plugin is"
                                    + " there";
                    case DOWN ->
                            "type nothing: it is tried again by itself; take the cause away, nothing"
                                    + " that was accepted is lost";
                    case STARTED, PAUSED, STOPPED -> null;
                });
    }

    /** What to do about the state of a destination; empty: nothing, or its reason says it. */
    static Optional<String> todo(DestinationState state) {
        return Optional.ofNullable(
                switch (state) {
                    case DOWN ->
                            "type nothing: it is tried again by itself; look at the peer and the"
                                    + " network, nothing is lost";
                    case STARTED, BLOCKED, PAUSED, STOPPED -> null;
                });
    }

    private static boolean isWorthALine(DestinationView destination) {
        return destination.state() != DestinationState.STARTED
                || destination.held() > 0
                || !destination.pace().isEmpty();
    }

    private List<String> lines(Channel channel, DestinationView view) {
        var lines = new ArrayList<String>();
        lines.add(
                "destination "
                        + view.name()
                        + " is "
                        + view.state()
                        + " for "
                        + age(view.since())
                        + after(view.reason())
                        + "; "
                        + view.queued()
                        + " wait"
                        + view.oldest().map(at -> " (the oldest for " + age(at) + ")").orElse("")
                        + ", "
                        + view.held()
                        + " held"
                        + view.nextTry().map(t -> ", next try in " + until(t)).orElse(""));
        if (!view.pace().isEmpty()) {
            lines.add("destination " + view.name() + ": " + view.pace());
        }
        todo(view.state()).ifPresent(lines::add);
        if (view.held() > 0) {
            lines.add(
                    "type message:list --channel "
                            + channel.name
                            + " --state held to see what is"
                            + " held");
        }
        sums(channel, view.name()).ifPresent(sums -> counted(sums, lines));
        return lines;
    }

    private static void counted(LedgerView.Line sums, List<String> lines) {
        if (sums.awaiting() > 0) {
            lines.add(sums.awaiting() + " were sent, and the peer's last word is not there yet");
        }
        if (sums.expired() > 0) {
            lines.add(
                    sums.expired() + " expired, too old to be sent; type ledger:show for the sums");
        }
    }

    private Optional<LedgerView.Line> sums(Channel channel, String destination) {
        return kit.books()
                .ask(
                        books ->
                                books.account(channel.name).view(0).destinations().stream()
                                        .filter(l -> l.destination().equals(destination))
                                        .findFirst());
    }

    /** What of the engine itself may be why. */
    private void engine(List<String> lines) {
        kit.recorder()
                .failing()
                .ifPresent(
                        f ->
                                lines.add(
                                        "the journal takes nothing for "
                                                + age(f.at())
                                                + after(f.why())
                                                + "; make room on its disk, it goes on by itself"));
        long lag = kit.store().search().lag().entries();
        if (lag > LAG) {
            lines.add("search is " + lag + " entries behind; lists do not show the newest yet");
        }
    }

    private static String after(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private String age(Instant since) {
        return Views.words(Duration.between(since, clock.instant()));
    }

    private String until(Instant then) {
        return Views.words(Duration.between(clock.instant(), then));
    }
}
