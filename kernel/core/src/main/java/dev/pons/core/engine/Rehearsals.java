package dev.pons.core.engine;

import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.ChannelText;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Faults;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.MessagePage;
import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.TraceView;
import dev.pons.core.control.TrialView;
import dev.pons.core.control.Trials.Past;
import dev.pons.core.control.VersionView;
import dev.pons.core.engine.trial.Differences;
import dev.pons.core.language.Peer;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What changed channels would do: with messages of the past, and beside the running version; and
 * the versions that ran. Nothing of it is sent. Any thread.
 */
public final class Rehearsals {

    private static final Duration LONGEST_BUILD = Duration.ofSeconds(15);
    private static final int PAGE = 1_000;

    private final Kit kit;
    private final Function<MessageQuery, MessagePage> search;
    private final Map<String, Shadow> shadows = new ConcurrentHashMap<>();

    Rehearsals(Kit kit, Function<MessageQuery, MessagePage> search) {
        this.kit = kit;
        this.search = search;
    }

    /**
     * A text of a channel.
     *
     * @param include text of a file that it includes
     */
    public record Script(String channel, String text, Function<String, Optional<String>> include) {}

    /** See {@link dev.pons.core.control.Trials#replay}. */
    public TrialView replay(Script script, Past past, List<String> allowed) {
        long begin = System.nanoTime();
        var differences = new Differences();
        try (var trial = new Trial(kit.store(), script.channel(), program(script), differences)) {
            var first = first(script.channel(), past);
            if (first.isPresent()) {
                read(trial, first.get() - 1);
            }
            return differences.view(
                    script.channel(), allowed, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /**
     * A message goes through a channel before somebody's eyes, and nowhere else.
     *
     * @param facts what a source would say of it
     * @param answers of peers that its steps ask, by name
     */
    public TraceView look(
            Script script, byte[] message, Map<String, String> facts, Map<String, byte[]> answers) {
        var program = program(script);
        try {
            var given = new Entry.Given(played(program, answers), List.of());
            var now = kit.clock().millis();
            var received =
                    new Entry.Received(
                            script.channel(),
                            0,
                            now,
                            Origin.SOURCE,
                            Entry.Once.NONE,
                            facts,
                            Map.of(),
                            Content.of(message));
            return look(program, received, 0, given, now);
        } catch (IOException e) {
            throw new ControlException("the message cannot be read: " + e.getMessage(), e);
        } finally {
            Versions.end(program);
        }
    }

    /** Answers that a person gives. {@link ControlException}: one of nobody who is asked. */
    private static Map<String, String> played(Program program, Map<String, byte[]> answers) {
        var asked = TypeUse.peers(program.file()).keySet();
        var played = new TreeMap<String, String>();
        answers.forEach(
                (name, bytes) -> {
                    if (!asked.contains(name)) {
                        throw new ControlException(
                                "no step asks \"" + name + "\"" + DidYouMean.hint(name, asked));
                    }
                    played.putAll(Peer.played(name, bytes));
                });
        return played;
    }

    /** What a message that ran saw, with the version and the answers that it ran with. */
    public TraceView why(String id) {
        var message = Ids.parse(id).orElseThrow(() -> new ControlException("no id: " + id));
        try {
            if (!(kit.store().read(message) instanceof Entry.Received received)) {
                throw new ControlException("message " + id + " was refused; it did not run");
            }
            var routed =
                    new Trail(kit.store())
                            .ran(message)
                            .orElseThrow(
                                    () ->
                                            new ControlException(
                                                    "message " + id + " has not run yet"));
            received.body().open().close();
            var text = text(received.channel(), routed.version());
            var script =
                    new Script(
                            received.channel(),
                            text.main(),
                            name -> Optional.ofNullable(text.includes().get(name)));
            var program = program(script).as(routed.version());
            try {
                return look(program, received, message, routed.given(), routed.at());
            } finally {
                Versions.end(program);
            }
        } catch (IOException e) {
            throw new ControlException("message " + id + " cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted", e);
        }
    }

    private static TraceView look(
            Program program, Entry.Received received, long id, Entry.Given given, long now)
            throws IOException {
        var looking = new Looking(program);
        var routed = Routing.forNothing(program, given).before(looking).route(id, received, now);
        return looking.view(received, routed);
    }

    /** Reads what is durable now. */
    private void read(Trial trial, long after) {
        Acts.inWords(
                () -> {
                    long end = kit.books().ask(Books::upTo);
                    try (var reader = kit.store().follow(after).withContent()) {
                        while (reader.next(0) && reader.id() <= end) {
                            trial.take(reader);
                            if (Thread.currentThread().isInterrupted()) {
                                throw new InterruptedException();
                            }
                        }
                    }
                    trial.end();
                    return "";
                });
    }

    /** Id of the first message that is meant; empty: there is none. */
    private Optional<Long> first(String channel, Past past) {
        var named = Optional.of(channel);
        var oldest =
                MessageQuery.oldest(1)
                        .ofChannel(named)
                        .between(Optional.of(past.since()), Optional.empty());
        if (past.last() == Past.ALL) {
            return search.apply(oldest).rows().stream().map(Rehearsals::id).findFirst();
        }
        var first = Optional.<Long>empty();
        var start = Optional.<String>empty();
        for (long left = past.last(); left > 0; ) {
            int size = (int) Math.min(left, PAGE);
            var newest =
                    MessageQuery.newest(size)
                            .ofChannel(named)
                            .between(Optional.of(past.since()), Optional.empty())
                            .startingAt(start);
            var page = search.apply(newest);
            var before = first;
            first =
                    page.rows().stream()
                            .map(Rehearsals::id)
                            .reduce((one, next) -> next)
                            .or(() -> before);
            left -= page.rows().size();
            start = page.next();
            if (start.isEmpty()) {
                return first;
            }
        }
        return first;
    }

    private static long id(MessageRow row) {
        return Ids.parse(row.id()).orElseThrow();
    }

    /** {@link ControlException}: it would not run, and why. */
    public void check(Script script) {
        Versions.end(program(script));
    }

    private Program program(Script script) {
        var faults = new Faults();
        var name = script.channel() + ".yaml";
        var file = ChannelReader.read(name, script.text(), script.include(), faults);
        if (file.isEmpty()) {
            throw refused(faults, List.of());
        }
        try {
            var built = new ProgramBuilder(kit, file.get(), faults).within(LONGEST_BUILD);
            return built.program().orElseThrow(() -> refused(faults, built.missing()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted", e);
        } catch (ControlException e) {
            throw e;
        } catch (Exception e) {
            throw new ControlException("the changed channel cannot be made: " + Fence.words(e), e);
        }
    }

    private static ControlException refused(Faults faults, List<String> missing) {
        var all = new ArrayList<>(missing);
        faults.list().forEach(fault -> all.add(0, fault.toString()));
        return new ControlException(
                "the changed channel would not run: " + String.join(System.lineSeparator(), all));
    }

    /** See {@link dev.pons.core.control.Trials#shadow}; the one before ends. */
    public void shadow(Script script, String who) {
        var program = program(script);
        try {
            var fresh = new Shadow(kit, script, program, who);
            var before = shadows.put(script.channel(), fresh);
            if (before != null) {
                before.close();
            }
            fresh.begin();
        } catch (IOException e) {
            Versions.end(program);
            throw new ControlException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a channel's shadow found so far. */
    public TrialView diff(String channel, List<String> allowed) {
        return shadowOf(channel).view(allowed);
    }

    /** Ends it; gives the text that it ran. */
    public Script endShadow(String channel) {
        var script = shadowOf(channel).script();
        removed(channel);
        return script;
    }

    /** The text of a channel's shadow. */
    public Script shadowed(String channel) {
        return shadowOf(channel).script();
    }

    private Shadow shadowOf(String channel) {
        var shadow = shadows.get(channel);
        if (shadow == null) {
            throw new ControlException(
                    "channel "
                            + channel
                            + " has no shadow; type channel:shadow "
                            + channel
                            + " --file FILE");
        }
        return shadow;
    }

    /** Types are others now: shadows that were made of the old ones end, and say so. */
    void typesChanged(java.util.Collection<Types.TypeName> changed) {
        shadows.values().stream()
                .filter(shadow -> shadow.uses(changed))
                .forEach(shadow -> shadow.end("a plugin of it was replaced; begin it again"));
    }

    /** The channel is gone, and its shadow with it. */
    void removed(String channel) {
        var shadow = shadows.remove(channel);
        if (shadow != null) {
            shadow.close();
        }
    }

    void close() {
        shadows.values().forEach(Shadow::close);
        shadows.clear();
    }

    /** The versions of a channel that ran, the newest first. */
    public List<VersionView> history(String channel) {
        var views = new ArrayList<VersionView>();
        var before = new HashSet<String>();
        var entries = entries(channel);
        for (var entry : entries.entrySet()) {
            var version = read(entry.getValue());
            var lines = version.text().lines().toList();
            views.add(
                    0,
                    new VersionView(
                            version.version(),
                            Instant.ofEpochMilli(version.at()),
                            version.who(),
                            entry.getKey().equals(entries.lastKey()),
                            (int) lines.stream().filter(line -> !before.contains(line)).count()));
            before.clear();
            before.addAll(lines);
        }
        return views;
    }

    /** The text of a version, and what it included. */
    public ChannelText text(String channel, long version) {
        var entry = entries(channel).get(version);
        if (entry == null) {
            throw new ControlException(
                    "channel "
                            + channel
                            + " has no version "
                            + version
                            + "; type channel:history "
                            + channel);
        }
        return ChannelText.unpack(read(entry).text());
    }

    private TreeMap<Long, Long> entries(String channel) {
        return kit.books().ask(b -> new TreeMap<>(b.account(channel).versions));
    }

    private Entry.Version read(long entry) {
        try {
            if (kit.store().read(entry) instanceof Entry.Version version) {
                return version;
            }
            throw new ControlException("the journal has no version at " + Ids.text(entry));
        } catch (IOException e) {
            throw new ControlException("the version cannot be read: " + e.getMessage(), e);
        }
    }
}
