package dev.pons.core.engine;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control;
import dev.pons.core.control.TableControl;
import dev.pons.core.language.Surroundings;
import dev.pons.core.net.Net;
import dev.pons.core.store.Store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All channels of this node. Recovers queues, holds and ledger from the store when it is made; then
 * files are deployed into it. Any thread.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Set<ChannelState> UNWELL =
            EnumSet.of(ChannelState.BROKEN, ChannelState.WAITING, ChannelState.DOWN);

    private final Map<String, Channel> channels = new ConcurrentSkipListMap<>();
    private final Kit kit;
    private final Instance instance;
    private final Desk desk;
    private final Drift drift;
    private final OnCall onCall;
    private final Progress progress;

    /** What operators work with. */
    private record Desk(
            Control control, Rehearsals rehearsals, Checks checks, TableControl tables) {}

    /** How far it is with its beginning and its end. */
    private static final class Progress {
        final Instant since;
        final AtomicBoolean ticking = new AtomicBoolean();
        volatile boolean deployed;
        volatile boolean closed;

        Progress(Instant since) {
            this.since = since;
        }
    }

    /**
     * Reads what the journal says; does not close store and net. {@code IOException}: the journal
     * cannot be read.
     */
    public Engine(Store store, Net net, Types types, Site site, Clock clock, Instance instance)
            throws IOException {
        var threads = new Threads();
        var recorder = new Recorder(store, threads);
        var memory = new Keepsakes(store);
        var books = new Bookkeeper(store, memory);
        var members = new Members();
        this.kit =
                new Kit(
                        store,
                        net,
                        new OwnTypes(types, members),
                        site,
                        clock,
                        threads,
                        recorder,
                        books,
                        memory,
                        new Asks(clock));
        this.instance = instance;
        this.progress = new Progress(clock.instant());
        this.drift = new Drift(kit, members);
        this.onCall = new OnCall(kit, members, drift, instance);
        var control = new Operations(kit, members, drift, onCall);
        this.desk =
                new Desk(
                        control,
                        new Rehearsals(kit, control::messages),
                        new Checks(kit, members),
                        new TableDesk(kit, members));
        for (var name : books.ask(Books::unfinished)) {
            channel(name);
        }
        books.start();
        threads.clock().scheduleWithFixedDelay(this::begin, 1, 1, TimeUnit.SECONDS);
    }

    /** The tick before it may take longer than a second. */
    private void begin() {
        if (progress.ticking.compareAndSet(false, true)) {
            kit.threads().waiting().execute(this::tick);
        }
    }

    private void tick() {
        try {
            channels.values().forEach(Channel::tick);
            drift.tick();
            kit.memory().tick(kit.clock().instant());
            if (progress.deployed) {
                onCall.tick();
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "a fault of the engine: {} at {}",
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        } finally {
            progress.ticking.set(false);
        }
    }

    /**
     * A channel file appeared or changed. What is wrong with it stands in the channel's view
     * afterwards and was logged once; an earlier version keeps running. Returns when the new
     * version runs or is refused.
     *
     * @param name of the channel
     * @param text of the file
     * @param include text of a file that it includes, by its relative path
     */
    public void deploy(String name, String text, Function<String, Optional<String>> include) {
        deploy(name, text, include, "");
    }

    /**
     * The same.
     *
     * @param who put the text there, for the channel's history; empty: nobody knows
     */
    public void deploy(
            String name, String text, Function<String, Optional<String>> include, String who) {
        if (progress.closed) {
            return;
        }
        try {
            channel(name).deploy(text, include, who, false);
        } catch (IOException e) {
            LOG.error("channel {} cannot begin: {}", name, e.getMessage());
        }
    }

    private Channel channel(String name) throws IOException {
        synchronized (channels) {
            var known = channels.get(name);
            if (known == null) {
                known = new Channel(name, kit);
                channels.put(name, known);
            }
            return known;
        }
    }

    /**
     * The channel's file is gone: stops it; what is queued stays and waits for the file's return.
     */
    public void remove(String name) {
        var channel = channels.get(name);
        if (channel != null) {
            channel.remove();
            desk.rehearsals().removed(name);
        }
    }

    /**
     * Types came, went, or are others now: channels that name them are started, parked or swapped.
     * When a type goes, returns after no call into its instances runs any more; where one took its
     * place, {@link #awaitLeft} says when.
     *
     * @return a sentence for each channel that keeps what it should not, and why
     */
    public List<String> typesChanged(Collection<Types.TypeName> changed) {
        desk.rehearsals().typesChanged(changed);
        return channels.values().stream()
                .flatMap(
                        c ->
                                c.typesChanged(changed).stream()
                                        .map(why -> "channel " + c.name + ": " + why))
                .toList();
    }

    /** Code tables came or are others now: channels that could not run for them are tried again. */
    public void tablesChanged() {
        channels.values().forEach(Channel::tryAgain);
    }

    /**
     * Returns when nothing lives any more that was replaced. A send that has not ended by itself
     * within the time is aborted; false: something does not end.
     */
    public boolean awaitLeft(Duration longest) throws InterruptedException {
        var until = Instant.now().plus(longest);
        boolean all = true;
        for (var channel : channels.values()) {
            all &= channel.awaitLeft(until);
        }
        return all;
    }

    /** All channel files that were there at the start have been deployed. */
    public void deployedAll() {
        progress.deployed = true;
        channels.values().forEach(Channel::allRead);
        Retaining.begin(kit);
    }

    /** Names of the channels that use a type. */
    public Set<String> usersOf(Types.TypeName type) {
        return channels.values().stream()
                .filter(c -> c.uses(type))
                .map(c -> c.name)
                .collect(Collectors.toSet());
    }

    /** What plugins did lately that they must not. */
    public List<Mishap> mishaps() {
        return Mishaps.list();
    }

    /** What the steps of a channel take from outside; empty: it does not run. */
    public Optional<Surroundings> surroundings(String channel) {
        return program(channel).map(Program::around);
    }

    /** The zone of a channel's times; UTC: it does not run. */
    public ZoneId zone(String channel) {
        return program(channel).map(p -> p.file().zone()).orElse(ZoneOffset.UTC);
    }

    private Optional<Program> program(String channel) {
        return member(channel).flatMap(c -> Optional.ofNullable(c.program()));
    }

    /** Nothing is on its way through a channel at this moment. */
    public boolean isQuiet(String channel) {
        return kit.recorder().open() == 0 && member(channel).map(Channel::isQuiet).orElse(true);
    }

    /** A poll of a channel's source ends now, for tests. */
    public void pollEnds(String channel) {
        member(channel)
                .map(c -> c.parts)
                .ifPresent(parts -> parts.closing().ends(parts.router()).accept(0));
    }

    /** Groups of a channel whose time is over are closed now, for tests. */
    public void closeDue(String channel) {
        member(channel).map(c -> c.parts).ifPresent(parts -> parts.closing().tick(parts.router()));
    }

    /** A channel at work, for tests. */
    Optional<Channel> member(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /** Where to wait for what becomes of messages, for tests. */
    Fates fates() {
        return kit.recorder().fates();
    }

    /** What changed channels would do, and the versions that ran. */
    public Rehearsals rehearsals() {
        return desk.rehearsals();
    }

    /** What is wrong or doubtful with channel files. */
    public Checks checks() {
        return desk.checks();
    }

    /** What operators see of tables. */
    public TableControl tables() {
        return desk.tables();
    }

    /** What operators see and order. */
    public Control control() {
        return desk.control();
    }

    /**
     * Stops intake, answers what was submitted, lets running sends end within {@code longest},
     * keeps a checkpoint.
     */
    public void close(Duration longest) {
        progress.closed = true;
        var all =
                channels.values().stream()
                        .map(
                                c ->
                                        CompletableFuture.runAsync(
                                                () ->
                                                        c.park(
                                                                ChannelState.STOPPED,
                                                                "the engine stops"),
                                                kit.threads().waiting()))
                        .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("some channels did not stop in time: {}", e.getClass().getSimpleName());
        }
        desk.rehearsals().close();
        kit.threads().close();
        onCall.close();
        kit.books().close();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    private static String trouble(Channel channel) {
        var now = channel.status.now();
        return "channel " + channel.name + ", which is " + now.state() + ": " + now.reason();
    }

    /** The engine as those who look see it. */
    private final class Members implements Roster {

        @Override
        public Collection<Channel> channels() {
            return channels.values().stream().filter(c -> !c.gone()).toList();
        }

        @Override
        public Optional<Channel> channel(String name) {
            return Optional.ofNullable(channels.get(name)).filter(c -> !c.gone());
        }

        @Override
        public Set<String> names() {
            return channels().stream().map(c -> c.name).collect(Collectors.toSet());
        }

        @Override
        public boolean deployed() {
            return progress.deployed;
        }

        @Override
        public boolean runs() {
            return progress.deployed && !progress.closed;
        }

        @Override
        public String waiting() {
            if (!progress.deployed) {
                return "the channel files, which are being read";
            }
            return channels().stream()
                    .filter(c -> UNWELL.contains(c.status.state()))
                    .map(Engine::trouble)
                    .collect(Collectors.joining("; "));
        }

        @Override
        public Instance instance() {
            return instance;
        }

        @Override
        public Instant since() {
            return progress.since;
        }
    }
}
