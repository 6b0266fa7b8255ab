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

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String GONE = "its file is gone; put it back into channels/";

    final String name;
    final Parts parts;
    final Status<ChannelState> status;
    private final Kit kit;
    private volatile @Nullable Program program;
    private volatile SeenFile text = SeenFile.NONE;
    private final Wish wish = new Wish();

    /** What works. */
    record Parts(
            Router router,
            Outlets outlets,
            Entrance entrance,
            Versions versions,
            Traffic traffic) {}

    Channel(String name, Kit kit) throws IOException {
        this.name = name;
        this.kit = kit;
        this.status = new Status<>("channel " + name, ChannelState.STOPPED, kit.clock());
        var outlets = new Outlets(name, kit, () -> program);
        var versions = new Versions(kit, name);
        var traffic = new Traffic(kit.clock());
        var router = new Router(kit, new ChannelWays(this, outlets, versions, kit));
        var door = new Door(kit, name, () -> program, router, traffic);
        var entrance =
                new Entrance(
                        kit, new Inlet.Host(name, outlets.awaited(), this::entranceSays), door);
        this.parts = new Parts(router, outlets, entrance, versions, traffic);
        Recovery.of(kit, this, wish);
    }

    /** The version that runs; null: none. */
    @Nullable Program program() {
        return program;
    }

    /** The file as it was seen last. */
    SeenFile text() {
        return text;
    }

    /** The file is this now; {@code again}: even if it was before. */
    synchronized void deploy(
            String content, Function<String, Optional<String>> include, boolean again) {
        boolean first = text == SeenFile.NONE;
        var faults = new Faults();
        var file = ChannelReader.read(name + ".yaml", content, include, faults);
        var running = program;
        if (!again && running != null && file.isPresent() && same(running, file.get())) {
            text = new SeenFile(content, include, file, List.of());
            return;
        }
        var built = build(file, faults);
        var problems = problems(faults, built);
        text = new SeenFile(content, include, file, problems);
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
            return Fence.call(() -> new ProgramBuilder(kit, file.get(), faults).build());
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
            if (program != null) {
                keepsOld();
            }
            return program != null;
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
            var next = parts.versions().number(built);
            var before = program;
            if (before != null) {
                swap(before, next);
            } else {
                replace(next);
                if (!wish.paused()) {
                    parts.entrance().open(next.source());
                }
            }
            tell();
        } catch (IOException e) {
            var why = "the journal does not take the new version: " + e.getMessage();
            if (program == null) {
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
            deploy(seen.text(), seen.include(), true);
        }
    }

    private void swap(Program before, Program next) throws InterruptedException {
        boolean opens = !wish.paused() && !parts.entrance().runs(next.source());
        if (opens) {
            var refused = parts.entrance().swap(next.source());
            if (refused.isPresent()) {
                keepsOld(next, List.of("the new version cannot start: " + refused.get()));
                return;
            }
        }
        var left = replace(next);
        if (!left.isEmpty()) {
            keepsOld(next, left);
            if (opens) {
                parts.entrance().swap(before.source());
            }
        }
    }

    /**
     * Between two messages: steps and destinations are those of the next version. What it gives
     * back is why it cannot be.
     */
    private List<String> replace(Program next) throws InterruptedException {
        var before = Optional.ofNullable(program);
        parts.router().shut();
        try {
            parts.router().settle(PATIENCE);
            var left = before.isEmpty() ? List.<String>of() : parts.outlets().leftBehind(next);
            if (left.isEmpty()) {
                before.ifPresent(parts.versions()::retire);
                program = next;
                parts.outlets().swap(before, next);
            }
            return left;
        } finally {
            parts.router().open();
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
        var before = program;
        synchronized (status) {
            program = null;
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
                && parts.outlets().queued() + parts.outlets().held() == 0
                && parts.router().size() + parts.router().held().size() == 0;
    }

    /** A type came, went or changed. */
    synchronized void typeChanged(Types.Kind kind, String type) {
        var running = program;
        if (running != null && ProgramBuilder.uses(running.file(), kind, type)) {
            park(
                    ChannelState.WAITING,
                    "waiting for a plugin with the " + kind.word() + " type " + type);
        } else if (parts.versions().uses(kind, type)) {
            dropRetired();
        }
        if (!wish.stopped() && uses(kind, type)) {
            deploy(text.text(), text.include(), true);
        }
        if (running != null && program == null && status.state() == ChannelState.BROKEN) {
            runsLast();
        }
    }

    private void dropRetired() {
        try {
            parts.router().shut();
            parts.versions().closeRetired();
            parts.router().open();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs, or the file as it was seen last, names the type. */
    boolean uses(Types.Kind kind, String type) {
        var running = program;
        return text.uses(kind, type)
                || (running != null && ProgramBuilder.uses(running.file(), kind, type));
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
        var now = program;
        if (text.none()) {
            status.set(ChannelState.STOPPED, GONE);
        } else if (now == null) {
            deploy(text.text(), text.include(), true);
        } else if (!parts.entrance().runs(now.source())) {
            parts.entrance().open(now.source());
        }
        tell();
    }

    /** A destination delivers no more, or again. */
    synchronized void pause(String destination, Ordered order) {
        parts.outlets().pause(destination, order, Optional.ofNullable(program));
    }

    /** Reads the file again as it was seen last, whether it changed or not. */
    synchronized void reload() {
        deploy(text.text(), text.include(), true);
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
            if (program == null) {
                return;
            }
            if (wish.paused()) {
                status.set(ChannelState.PAUSED, wish.order().words("channel:resume " + name));
            } else if (!wish.trouble().isEmpty()) {
                status.set(ChannelState.DOWN, wish.trouble());
            } else {
                status.set(ChannelState.STARTED, wish.blocked());
            }
        }
    }

    /** Once a second: calls whose time is over, programs that nobody needs, work put off. */
    void tick() {
        parts.outlets().tick();
        parts.entrance().tick();
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
