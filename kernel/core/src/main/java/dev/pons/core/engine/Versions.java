package dev.pons.core.engine;

import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.ChannelText;
import dev.pons.core.config.Faults;
import dev.pons.core.store.Entry;
import dev.pons.core.store.FailPoint;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of one channel that ran: their numbers and texts in the journal, and programs of
 * older ones that messages still need.
 */
final class Versions {

    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_BUILD = Duration.ofSeconds(15);

    private final Kit kit;
    private final String channel;
    private final TreeMap<Long, Long> entries;
    private final Map<Long, Program> retired = new ConcurrentHashMap<>();
    private String lastText = "";

    Versions(Kit kit, String channel) throws IOException {
        this.kit = kit;
        this.channel = channel;
        this.entries = kit.books().ask(b -> new TreeMap<>(b.account(channel).versions));
        if (!entries.isEmpty()) {
            lastText = text(entries.lastEntry().getValue());
        }
    }

    private String text(long entry) throws IOException {
        return kit.store().read(entry) instanceof Entry.Version version ? version.text() : "";
    }

    /**
     * The program as the version that its text is: the last one again, or a new one that is written
     * first.
     */
    synchronized Program number(Program program, String who)
            throws IOException, InterruptedException {
        Retaining.say(kit.store(), program.file());
        var text = program.file().text();
        if (!entries.isEmpty() && text.equals(lastText)) {
            return program.as(entries.lastKey());
        }
        long next = entries.isEmpty() ? 1 : entries.lastKey() + 1;
        var entry = new Entry.Version(channel, next, kit.clock().millis(), text, who);
        entries.put(next, kit.recorder().now(List.of(entry), PATIENCE));
        FailPoint.SWAPPING.pass();
        lastText = text;
        program.warnings().forEach(w -> LOG.warn("channel {}: {}", channel, w));
        return program.as(next);
    }

    /** Messages may still need it. */
    void retire(Program program) {
        var displaced = retired.put(program.version(), program);
        if (displaced != null) {
            end(displaced);
        }
    }

    /** A program that is kept names the type. */
    boolean uses(Types.TypeName type) {
        return retired.values().stream().anyMatch(p -> type.isIn(p.file()));
    }

    /** Closes a program that runs no more, whatever its plugins say to that. */
    static void end(Program program) {
        try {
            Fence.run(program::close);
        } catch (Exception e) {
            LOG.warn("channel {}: a step did not close: {}", program.file().name(), Fence.words(e));
        }
    }

    /** Nothing waits for older versions any more. */
    void closeRetired() {
        for (var program : List.copyOf(retired.values())) {
            retired.remove(program.version());
            end(program);
        }
    }

    /**
     * An older version's program, made again from its text if it must be; empty: it cannot be made
     * any more.
     */
    synchronized Optional<Program> older(long version) throws IOException {
        var program = retired.get(version);
        if (program != null) {
            return Optional.of(program);
        }
        var built = build(version);
        built.ifPresent(p -> retired.put(version, p));
        return built;
    }

    /**
     * The version that ran last, made again from the journal; empty: none, or it cannot be made.
     */
    synchronized Optional<Program> last() throws IOException {
        return entries.isEmpty() ? Optional.empty() : build(entries.lastKey());
    }

    private Optional<Program> build(long version) throws IOException {
        var entry = entries.get(version);
        if (entry == null) {
            return Optional.empty();
        }
        var faults = new Faults();
        var text = ChannelText.unpack(text(entry));
        var file =
                ChannelReader.read(
                        channel + ".yaml",
                        text.main(),
                        name -> Optional.ofNullable(text.includes().get(name)),
                        faults);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return new ProgramBuilder(kit, file.get(), faults)
                    .within(LONGEST_BUILD)
                    .program()
                    .map(p -> p.as(version));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception e) {
            LOG.warn("channel {}: version {} cannot be made: {}", channel, version, Fence.words(e));
            return Optional.empty();
        }
    }
}
