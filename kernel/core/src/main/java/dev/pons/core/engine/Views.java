package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.control.ChannelState;
import dev.pons.core.control.ChannelView;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.DestinationState;
import dev.pons.core.control.DestinationView;
import dev.pons.core.net.Net;
import dev.pons.core.store.Store;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What operators see of channels. Never waits for a peer or an order. */
final class Views {

    /** Whoever waits longer for a peer may wonder why. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private final Net net;
    private final Store store;
    private final Asks asks;
    private final Clock clock;

    Views(Kit kit) {
        this.store = kit.store();
        this.net = kit.net();
        this.asks = kit.asks();
        this.clock = kit.clock();
    }

    ChannelView view(Channel channel) {
        var now = channel.status.now();
        var text = channel.text();
        var program = channel.program();
        var outlets = channel.parts.outlets();
        var destinations = destinations(channel);
        return new ChannelView(
                channel.name,
                text.file().map(f -> f.description()).orElse(""),
                program == null ? 0 : program.version(),
                now.state(),
                now.since(),
                reason(channel, now),
                channel.parts.traffic().lastIn(),
                destinations.stream().flatMap(d -> d.lastOut().stream()).max(Instant::compareTo),
                outlets.queued() + channel.parts.router().size(),
                outlets.held() + channel.parts.router().held().size(),
                destinations.stream().flatMap(d -> d.oldest().stream()).min(Instant::compareTo),
                channel.parts.entrance().connected(),
                text.file().map(this::source).orElse(""),
                channel.parts.traffic().repaired(),
                destinations,
                text.problems(),
                program == null ? List.of() : program.warnings());
    }

    /**
     * A channel that runs takes nothing new while the disk is low, or waits for a peer; groups may
     * be in trouble.
     */
    private String reason(Channel channel, Status.Now<ChannelState> now) {
        if (now.state() != ChannelState.STARTED || !now.reason().isEmpty()) {
            return now.reason();
        }
        var low = store.space().words();
        if (!low.isEmpty()) {
            return low;
        }
        return waits(channel, LONG).orElseGet(() -> channel.parts.closing().groups().trouble());
    }

    /** Its steps wait for a peer, for longer than that. */
    Optional<String> waits(Channel channel, Duration longer) {
        var asked = asks.of(channel.name).waits();
        return asked.flatMap(
                a -> {
                    var time = Duration.between(a.since(), clock.instant());
                    return time.compareTo(longer) < 0
                            ? Optional.empty()
                            : Optional.of(
                                    "its steps wait for the answer of "
                                            + a.whom().name()
                                            + " for "
                                            + words(time));
                });
    }

    /** A destination by name; {@link ControlException} with "did you mean" where there is none. */
    static Outlet outlet(Channel channel, String destination) {
        return channel.parts
                .outlets()
                .get(destination)
                .orElseThrow(
                        () ->
                                ControlException.unknown(
                                        "channel "
                                                + channel.name
                                                + " has no destination "
                                                + destination
                                                + DidYouMean.words(
                                                        destination,
                                                        channel.parts.outlets().all().stream()
                                                                .map(o -> o.name)
                                                                .toList())));
    }

    /** {@code mllp 127.0.0.1:2575}; the type alone while nothing listens. */
    private String source(ChannelFile file) {
        return Stream.concat(
                        Stream.of(file.source().part().type()),
                        net.ports(file.name()).stream()
                                .map(p -> text(p.getAddress()) + ":" + p.getPort()))
                .collect(Collectors.joining(" "));
    }

    private static String text(InetAddress address) {
        var digits = address.getHostAddress();
        return digits.indexOf(':') < 0 ? digits : "[" + digits + "]";
    }

    private static List<DestinationView> destinations(Channel channel) {
        var names =
                channel.text()
                        .file()
                        .map(f -> f.destinations().stream().map(d -> d.name()))
                        .orElse(Stream.of());
        var left = channel.parts.outlets().all().stream().map(o -> o.name).sorted();
        return Stream.concat(names, left)
                .distinct()
                .flatMap(
                        n ->
                                channel.parts.outlets().get(n).stream()
                                        .map(o -> view(o, type(channel, n))))
                .toList();
    }

    /** One destination of a channel. */
    static DestinationView view(Channel channel, Outlet outlet) {
        return view(outlet, type(channel, outlet.name));
    }

    private static String type(Channel channel, String name) {
        return channel.text()
                .file()
                .flatMap(
                        f ->
                                f.destinations().stream()
                                        .filter(d -> d.name().equals(name))
                                        .findFirst())
                .map(d -> d.part().type())
                .orElse("gone");
    }

    private static DestinationView view(Outlet outlet, String type) {
        var now = outlet.status.now();
        var oldest = outlet.backlog.oldest();
        return new DestinationView(
                outlet.name,
                type,
                now.state(),
                now.since(),
                now.reason(),
                outlet.reach().lastOut(),
                outlet.backlog.queued(),
                outlet.backlog.held(),
                oldest.isPresent()
                        ? Optional.of(Instant.ofEpochMilli(oldest.getAsLong()))
                        : Optional.empty(),
                now.state() == DestinationState.DOWN ? outlet.reach().nextTry() : Optional.empty(),
                outlet.reach().pace().words(outlet.backlog.queued()));
    }

    /** {@code 90 s}, {@code 10 min}, {@code 3 h}. */
    static String words(Duration time) {
        long s = Math.max(0, time.toSeconds());
        if (s < 120) {
            return s + " s";
        }
        return s < 7200 ? s / 60 + " min" : s / 3600 + " h";
    }
}
