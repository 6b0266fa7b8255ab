package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelReader;
import dev.pons.core.config.Faults;
import dev.pons.core.control.ChannelState;
import dev.pons.core.store.Ids;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One channel: which version runs, what an operator wishes, and the parts that do the work. Orders
 * come one at a time; views never wait for them.
 */
final class Channel {

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    final String name;
    final Parts parts;
    final Status<ChannelState> status;
    private final Kit kit;
    private volatile @Nullable Program program;
    private volatile Text text = Text.NONE;
    private final Wish wish = new Wish();

    /** What works. */
    record Parts(
            Router router,
            Outlets outlets,
            Entrance entrance,
            Versions versions,
            Traffic traffic) {}

    /**
     * The file as it was seen last.
     *
     * @param file empty: it cannot be read
     * @param problems why it does not run as it is
     */
    record Text(
            String text,
            Function<String, Optional<String>> include,
            Optional<ChannelFile> file,
            List<String> problems) {
        static final Text NONE =
                new Text("", name -> Optional.empty(), Optional.empty(), List.of());
    }

    Channel(String name, Kit kit) throws IOException {
        this.name = name;
        this.kit = kit;
        this.status = new Status<>("channel " + name, ChannelState.STOPPED, kit.clock());
        var outlets = new Outlets(name, kit);
        var versions = new Versions(kit, name);
        var traffic = new Traffic(kit.clock());
        var router = new Router(kit, new ChannelWays(this, outlets, versions, kit));
        var door = new Door(kit, name, () -> program, router, traffic);
        var entrance = new Entrance(kit, name, door, this::entranceSays);
        this.parts = new Parts(router, outlets, entrance, versions, traffic);
        Recovery.of(kit, this, wish);
    }

    /** The version that runs; null: none. */
    @Nullable Program program() {
        return program;
    }

    /** The file as it was seen last. */
    Text text() {
        return text;
    }

    /** The file is this now; {@code again}: even if it was before. */
    synchronized void deploy(
            String content, Function<String, Optional<String>> include, boolean again) {
        var faults = new Faults();
        var file = ChannelReader.read(name + ".yaml", content, include, faults);
        var running = program;
        if (!again && running != null && file.isPresent() && same(running, file.get())) {
            text = new Text(content, include, file, List.of());
            return;
        }
        var built =
                file.map(f -> new ProgramBuilder(kit, f, faults).build())
                        .orElse(new ProgramBuilder.Built(Optional.empty(), List.of()));
        var problems = problems(faults, built);
        text = new Text(content, include, file, problems);
        if (problems.isEmpty()) {
            run(built.program().orElseThrow());
        } else if (program == null) {
            tellWhyNot(faults.none(), problems);
        } else {
            problems.forEach(p -> LOG.warn("channel {} keeps its old version: {}", name, p));
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

    private void tellWhyNot(boolean waits, List<String> problems) {
        status.set(
                waits ? ChannelState.WAITING : ChannelState.BROKEN,
                problems.get(0)
                        + (problems.size() > 1
                                ? " (and "
                                        + (problems.size() - 1)
                                        + " more; type channel:show "
                                        + name
                                        + ")"
                                : ""));
        if (problems.size() > 1) {
            problems.stream().skip(1).forEach(p -> LOG.warn("channel {}: {}", name, p));
        }
    }

    /** This program runs from now on, if its source can be opened beside the running one. */
    private void run(Program built) {
        try {
            var next = parts.versions().number(built);
            if (wish.stopped()) {
                replace(next);
                park(ChannelState.STOPPED, "by order; type channel:start " + name);
                return;
            }
            var before = program;
            boolean swaps =
                    before != null && !wish.paused() && !parts.entrance().runs(next.source());
            if (swaps) {
                var refused = parts.entrance().swap(next.source(), schedule(next));
                if (refused.isPresent()) {
                    text =
                            new Text(
                                    text.text(),
                                    text.include(),
                                    text.file(),
                                    List.of("the new version cannot start: " + refused.get()));
                    LOG.warn("channel {} keeps its old version: {}", name, refused.get());
                    next.close();
                    return;
                }
            }
            replace(next);
            if (before == null && !wish.paused()) {
                parts.entrance().open(next.source(), schedule(next));
            }
            tell();
        } catch (IOException e) {
            status.set(
                    ChannelState.DOWN,
                    "the journal does not take the new version: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration schedule(Program program) {
        return program.file().source().schedule();
    }

    /** Between two messages: steps and destinations are those of the next version. */
    private void replace(Program next) throws InterruptedException {
        var before = Optional.ofNullable(program);
        parts.router().shut();
        before.ifPresent(parts.versions()::retire);
        program = next;
        parts.outlets().swap(before, next);
        parts.router().open();
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
        program = null;
        parts.versions().closeRetired();
        if (before != null) {
            before.close();
        }
        status.set(state, reason);
    }

    /** Its file is gone: nothing runs, what is queued waits for the file's return. */
    synchronized void remove() {
        text = Text.NONE;
        park(ChannelState.STOPPED, "its file is gone; put it back into channels/");
    }

    /** Its file is gone, and nothing waits for its return. */
    boolean gone() {
        return text == Text.NONE
                && parts.outlets().queued() + parts.outlets().held() + parts.router().size() == 0;
    }

    /** A type came, went or changed. */
    synchronized void typeChanged(Types.Kind kind, String type) {
        if (!uses(kind, type)) {
            return;
        }
        if (program != null) {
            park(
                    ChannelState.WAITING,
                    "waiting for a plugin with the " + kind.word() + " type " + type);
        }
        if (!wish.stopped()) {
            deploy(text.text(), text.include(), true);
        }
    }

    /** It names the type. */
    boolean uses(Types.Kind kind, String type) {
        return text.file()
                .map(f -> ProgramBuilder.used(f).getOrDefault(kind, Set.of()).contains(type))
                .orElse(false);
    }

    /** What an operator wishes: {@code start, stop, pause, resume, reload}. */
    synchronized void wish(String order) {
        wish.set(order);
        switch (order) {
            case "stop" -> park(ChannelState.STOPPED, "by order; type channel:start " + name);
            case "pause" -> {
                parts.entrance().close();
                tell();
            }
            default -> begin();
        }
    }

    private void begin() {
        var now = program;
        if (now == null) {
            deploy(text.text(), text.include(), true);
        } else if (!parts.entrance().runs(now.source())) {
            parts.entrance().open(now.source(), schedule(now));
        }
        tell();
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

    /** The state follows from what is the case. */
    private void tell() {
        if (program == null) {
            return;
        }
        if (wish.paused()) {
            status.set(ChannelState.PAUSED, "by order; type channel:resume " + name);
        } else if (!wish.trouble().isEmpty()) {
            status.set(ChannelState.DOWN, wish.trouble());
        } else {
            status.set(ChannelState.STARTED, wish.blocked());
        }
    }

    /** Once a second: sends whose time is over, programs that nobody needs. */
    void tick() {
        parts.outlets().all().forEach(Outlet::tick);
        if (parts.router().size() == 0 && kit.recorder().open() == 0) {
            parts.versions().closeRetired();
        }
    }

    /** A message of its own was written for this channel. */
    void accept(long id) {
        parts.router().accept(id);
    }
}
