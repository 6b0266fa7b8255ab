package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.control.ChannelState;
import dev.pons.core.store.Ids;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One channel: which version runs, what an operator wishes, and the parts that do the work. Orders
 * come one at a time; views never wait for them.
 */
final class Channel {

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private static final Duration LONGEST_BUILD = Duration.ofSeconds(15);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String GONE = "its file is gone; put it back into channels/";

    final String name;
    final Parts parts;
    final Status<ChannelState> status;
    private final Kit kit;
    private final Succession succession;
    private volatile SeenFile text = SeenFile.NONE;
    private final Wish wish = new Wish();

    Channel(String name, Kit kit) throws IOException {
        this.name = name;
        this.kit = kit;
        this.status = new Status<>("channel " + name, ChannelState.STOPPED, kit.clock());
        var current = new Current();
        var outlets = new Outlets(name, kit, current);
        var versions = new Versions(kit, name);
        var traffic = new Traffic(kit.clock());
        var closing = new Closing(kit, name, current);
        var router = new Router(kit, new ChannelWays(this, outlets, versions, kit, closing));
        var repeats = new Repeats(kit, name);
        var door = new Door(kit, name, current::program, router, traffic, repeats);
        var entrance =
                new Entrance(
                        kit,
                        new Inlet.Host(
                                name, outlets.awaited(), this::entranceSays, closing.ends(router)),
                        new Attended(door, current));
        var side = new SideDoor(kit, this, repeats);
        this.parts =
                new Parts(router, outlets, entrance, versions, traffic, current, side, closing);
        this.succession = new Succession(parts);
        Recovery.of(kit, this, wish);
    }

    /** The version that runs; null: none. */
    @Nullable Program program() {
        return parts.current().program();
    }

    /** The file as it was seen last. */
    SeenFile text() {
        return text;
    }

    /** The file is this now; {@code again}: even if it was before. */
    synchronized void deploy(
            String content, Function<String, Optional<String>> include, String who, boolean again) {
        boolean first = text == SeenFile.NONE;
        var faults = new Faults();
        var file = ChannelReader.read(name + ".yaml", content, include, faults);
        var running = program();
        if (!again && running != null && file.isPresent() && same(running, file.get())) {
            text = new SeenFile(content, include, who, file, List.of());
            return;
        }
        var built = build(file, faults);
        var problems = problems(faults, built);
        text = new SeenFile(content, include, who, file, problems);
        if (problems.isEmpty()) {
            run(built.program().orElseThrow());
        } else if (running != null) {
            keepsOld();
        } else if (built.waits() || !first || !runsLast()) {
            tellWhyNot(built.waits(), problems);
        }
    }

    private ProgramBuilder.Built build(Optional<ChannelFile> file, Faults faults) {
        if (file.isEmpty()) {
            return ProgramBuilder.Built.NOTHING;
        }
        try {
            return new ProgramBuilder(kit, file.get(), faults).within(LONGEST_BUILD);
        } catch (Exception e) {
            faults.add(Mark.whole(name + ".yaml"), Fence.words(e));
            return ProgramBuilder.Built.NOTHING;
        }
    }

    private static boolean same(Program running, ChannelFile file) {
        return running.file().text().equals(file.text());
    }

    private List<String> problems(Faults faults, ProgramBuilder.Built built) {
        var all =
                Stream.concat(
                                faults.list().stream().map(Object::toString),
                                built.missing().stream())
                        .toList();
        if (!all.isEmpty()) {
            return all;
        }
        return built.program().map(parts.outlets()::leftBehind).orElse(List.of());
    }

    private void keepsOld() {
        text.problems().forEach(p -> LOG.warn("channel {} keeps its old version: {}", name, p));
    }

    private void keepsOld(Program refused, List<String> problems) {
        text = text.with(problems);
        keepsOld();
        Versions.end(refused);
    }

    /** The file is wrong, and a version of it ran before: that one runs. False: there is none. */
    private boolean runsLast() {
        try {
            var last = wish.stopped() ? Optional.<Program>empty() : parts.versions().last();
            last.ifPresent(this::run);
            if (program() != null) {
                keepsOld();
            }
            return program() != null;
        } catch (IOException e) {
            LOG.warn("channel {}: its last version cannot be read: {}", name, e.getMessage());
            return false;
        }
    }

    private void tellWhyNot(boolean waits, List<String> problems) {
        status.set(waits ? ChannelState.WAITING : ChannelState.BROKEN, text.inOneLine(name));
        problems.stream().skip(1).forEach(p -> LOG.warn("channel {}: {}", name, p));
    }

    /** This program runs from now on, if its source can be opened beside the running one. */
    private void run(Program built) {
        if (wish.stopped()) {
            Versions.end(built);
            status.set(ChannelState.STOPPED, wish.stopWords(name));
            return;
        }
        try {
            var next = parts.versions().number(built, text.who());
            var before = program();
            if (before != null) {
                var refused = succession.follow(before, next, !wish.paused());
                if (!refused.isEmpty()) {
                    keepsOld(next, refused);
                }
            } else {
                succession.replace(next);
                if (!wish.paused()) {
                    parts.entrance().open(next.source());
                }
            }
            tell();
        } catch (IOException e) {
            var why = "the journal does not take the new version: " + e.getMessage();
            if (program() == null) {
                Versions.end(built);
                status.set(ChannelState.DOWN, why);
            } else {
                keepsOld(built, List.of(why));
            }
            var mine = text;
            kit.threads().later(AGAIN, () -> again(mine));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void again(SeenFile seen) {
        if (text.text().equals(seen.text()) && !wish.stopped()) {
            deploy(seen.text(), seen.include(), seen.who(), true);
        }
    }

    /** Nothing of a plugin runs or lives any more; what is queued stays. */
    synchronized void park(ChannelState state, String reason) {
        parts.entrance().close();
        try {
            parts.router().shut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.outlets().stop(state == ChannelState.STOPPED ? "the channel is stopped" : reason);
        var before = program();
        synchronized (status) {
            parts.current().is(null);
            status.set(state, reason);
        }
        parts.versions().closeRetired();
        if (before != null) {
            Versions.end(before);
        }
    }

    /** Its file is gone: nothing runs, what is queued waits for the file's return. */
    synchronized void remove() {
        text = SeenFile.GONE;
        park(ChannelState.STOPPED, GONE);
    }

    /** All files were read: one that has none says so. */
    synchronized void allRead() {
        if (text == SeenFile.NONE) {
            status.set(ChannelState.STOPPED, GONE);
        }
    }

    /** Its file is gone, and nothing waits for its return. */
    boolean gone() {
        return text.none()
                && parts.closing().groups().isEmpty()
                && parts.outlets().queued() + parts.outlets().held() == 0
                && parts.router().size() + parts.router().held().size() == 0;
    }

    /**
     * Types came, went or are others now: it starts, parks or is swapped.
     *
     * @return why it keeps types that it should not; empty: it does not
     */
    synchronized List<String> typesChanged(Collection<Types.TypeName> changed) {
        var running = program();
        var used = changed.stream().filter(t -> running != null && t.isIn(running.file())).toList();
        var gone = used.stream().filter(t -> !t.isAmong(kit.types())).findFirst();
        gone.ifPresent(
                t -> park(ChannelState.WAITING, "waiting for a plugin with the " + t.words()));
        if (!wish.stopped() && changed.stream().anyMatch(this::uses)) {
            deploy(text.text(), text.include(), text.who(), true);
        }
        if (running != null && program() == null && status.state() == ChannelState.BROKEN) {
            runsLast();
        }
        var kept = used.isEmpty() || running == null ? List.<String>of() : kept(running);
        if (changed.stream().anyMatch(parts.versions()::uses)) {
            succession.dropRetired();
        }
        return kept;
    }

    /**
     * Why it still runs after its types changed. When its file is wrong, that is not the reason.
     */
    private List<String> kept(Program running) {
        if (program() != running) {
            return List.of();
        }
        if (text.file().filter(f -> same(running, f)).isPresent()) {
            return text.problems();
        }
        runsLast();
        return program() == running
                ? List.of("the version that runs cannot be made again with it")
                : List.of();
    }

    /** Returns when nothing that was replaced lives any more; false: not until then. */
    boolean awaitLeft(Instant until) throws InterruptedException {
        return succession.awaitLeft(until);
    }

    /** What runs, or the file as it was seen last, names the type. */
    boolean uses(Types.TypeName type) {
        var running = program();
        return text.file().filter(type::isIn).isPresent()
                || (running != null && type.isIn(running.file()));
    }

    /** What an operator wishes: {@code start, stop, pause}. */
    synchronized void wish(Ordered order) {
        wish.set(order);
        switch (order.order()) {
            case "stop" -> park(ChannelState.STOPPED, wish.stopWords(name));
            case "pause" -> {
                parts.entrance().close();
                tell();
            }
            default -> begin();
        }
    }

    private void begin() {
        var now = program();
        if (text.none()) {
            status.set(ChannelState.STOPPED, GONE);
        } else if (now == null) {
            deploy(text.text(), text.include(), text.who(), true);
        } else if (!parts.entrance().runs(now.source())) {
            parts.entrance().open(now.source());
        }
        tell();
    }

    /** A destination delivers no more, or again. */
    synchronized void pause(String destination, Ordered order) {
        parts.outlets().pause(destination, order, Optional.ofNullable(program()));
    }

    /** Reads the file again as it was seen last, whether it changed or not. */
    synchronized void reload() {
        deploy(text.text(), text.include(), text.who(), true);
    }

    /** Reads the file again if something was wrong with it. */
    synchronized void tryAgain() {
        if (!text.problems().isEmpty() && !wish.stopped()) {
            reload();
        }
    }

    private void entranceSays(String trouble) {
        wish.trouble(trouble);
        tell();
    }

    /** A held message blocks what is behind it (0: not any more). */
    void blockedBy(long message, String reason) {
        wish.blocked(
                message == 0
                        ? ""
                        : "message "
                                + Ids.text(message)
                                + " failed and blocks what is behind it ("
                                + reason
                                + "); mend the channel, then message:release "
                                + Ids.text(message)
                                + ", or message:skip it");
        tell();
    }

    /** The state follows from what is the case; not while there is no program. */
    private void tell() {
        synchronized (status) {
            if (program() == null) {
                return;
            }
            if (wish.paused()) {
                status.set(ChannelState.PAUSED, wish.order().words("channel:resume " + name));
            } else if (!wish.down().isEmpty()) {
                status.set(ChannelState.DOWN, wish.down());
            } else {
                status.set(ChannelState.STARTED, wish.blocked());
            }
        }
    }

    /** Once a second: calls whose time is over, programs that nobody needs, work put off. */
    void tick() {
        if (wish.stuck(parts.router().tick())) {
            tell();
        }
        parts.outlets().tick();
        parts.entrance().tick();
        parts.closing().tick(parts.router());
        parts.router().ifIdle(parts.versions()::closeRetired);
    }

    /** Nothing is on its way through it at this moment. */
    boolean isQuiet() {
        return parts.router().isQuiet() && parts.outlets().isQuiet();
    }

    /** A message of its own was written for this channel. */
    void accept(long id) {
        parts.router().accept(id);
    }
}
