package dev.pons.core.engine;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.DeliveryState;
import dev.pons.core.store.Content;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** New messages that a person makes of old ones: resent, rerun, edited. Each is linked. */
final class Copies {

    private final Kit kit;

    Copies(Kit kit) {
        this.kit = kit;
    }

    /** The same once more. */
    Acts.Begun again(Channel channel, Entry.Received received, Acts.By by, Origin.Kind kind)
            throws IOException, InterruptedException {
        var now = channel.program();
        var origin =
                new Origin(kind, by.message(), by.destination(), by.who(), by.why())
                        .behind(received.origin());
        if (!by.destination().isEmpty()
                && (now == null || now.destination(by.destination()).isEmpty())) {
            throw new ControlException(
                    "channel " + channel.name + " has no destination " + by.destination());
        }
        if (kind == Origin.Kind.RESEND) {
            wasSent(by);
        } else if (now != null) {
            canBegin(now, by);
        }
        var copy =
                new Entry.Received(
                        received.channel(),
                        now == null ? received.version() : now.version(),
                        kit.clock().millis(),
                        origin,
                        Entry.Once.NONE,
                        received.meta(),
                        received.identity(),
                        received.body());
        List<Entry> entries = List.of(by.entry(kit.clock().millis()), copy);
        var commit = kit.recorder().begin(entries, id -> channel.accept(id + 1));
        return new Acts.Begun(commit, first -> Ids.text(first + 1), written -> {});
    }

    /** What comes after another destination never begins without that one. */
    private static void canBegin(Program now, Acts.By by) {
        var after = now.destination(by.destination()).flatMap(to -> to.file().attempts().after());
        if (after.isPresent()) {
            throw new ControlException(
                    "destination "
                            + by.destination()
                            + " comes after "
                            + after.get().text()
                            + ", so it is not rerun alone; type message:rerun "
                            + Ids.text(by.message())
                            + " for all destinations");
        }
    }

    /** What was not sent cannot be sent again: says so before anything is written. */
    private void wasSent(Acts.By by) throws IOException, InterruptedException {
        boolean waits = kit.books().ask(b -> b.isBeforeItsSteps(by.message()));
        boolean sent =
                !waits
                        && Acts.branches(kit, by).stream()
                                .anyMatch(b -> by.concerns(b.destination()) && Acts.wasMade(b));
        if (!sent) {
            throw new ControlException(
                    "nothing of message "
                            + Ids.text(by.message())
                            + " was made"
                            + (by.destination().isEmpty() ? "" : " for " + by.destination())
                            + ", so nothing can be sent again; type message:rerun "
                            + Ids.text(by.message())
                            + " to run it through today's channel");
        }
    }

    /**
     * Other bytes, given by a person, as a new message through today's channel. {@link
     * ControlException}: the format refuses them, or the channel does not run.
     */
    String edit(Channel channel, Entry.Received received, long message, Content body, Said said) {
        var now = channel.program();
        if (now == null) {
            throw new ControlException(
                    "channel " + channel.name + " does not run; type channel:why " + channel.name);
        }
        var identity = identity(now, Message.of(body, received.meta()));
        var origin = new Origin(Origin.Kind.EDIT, message, "", said.who(), said.why());
        long at = kit.clock().millis();
        var act = new Entry.Act(message, "", at, "edit", said.who(), said.why());
        var copy =
                new Entry.Received(
                        received.channel(),
                        now.version(),
                        at,
                        origin,
                        Entry.Once.NONE,
                        received.meta(),
                        identity,
                        body);
        return Acts.inWords(
                () -> {
                    long first =
                            kit.recorder()
                                    .now(
                                            List.of(act, copy),
                                            Acts.PATIENCE,
                                            id -> channel.accept(id + 1));
                    return Ids.text(first + 1);
                });
    }

    /** Who did it, and why. */
    record Said(String who, String why) {}

    private static Map<String, String> identity(Program now, Message message) {
        try {
            return Fence.call(() -> now.format().identify(message));
        } catch (ProblemException e) {
            throw new ControlException(
                    "the format does not take these bytes: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new ControlException("the format cannot look at it: " + Fence.words(e), e);
        }
    }

    /**
     * What one destination was to get, for another one, written with the end of the first. {@link
     * ControlException}: nothing was made for it, or there is no such destination.
     */
    List<Entry> redirected(Channel channel, Entry.Received received, Acts.By by)
            throws IOException, InterruptedException {
        var now = channel.program();
        if (now == null || now.destination(by.to()).isEmpty()) {
            throw new ControlException(
                    "channel " + channel.name + " has no destination " + by.to());
        }
        var branch = made(by);
        long at = kit.clock().millis();
        var origin = new Origin(Origin.Kind.REDIRECT, by.message(), by.to(), by.who(), by.why());
        var copy = moved(received, branch, origin, now, at);
        var end =
                new Entry.Result(
                        by.message(),
                        by.destination(),
                        at,
                        0,
                        DeliveryState.SKIPPED,
                        false,
                        by.act().name(),
                        "redirected to " + by.to() + " by " + by.who() + ": " + by.why(),
                        null);
        return List.of(by.entry(at), end, copy);
    }

    /** What was made for one destination, as a message of its own. */
    static Entry.Received moved(
            Entry.Received received, Entry.Branch branch, Origin origin, Program now, long at) {
        var body = branch.body();
        var meta = branch.meta();
        return new Entry.Received(
                received.channel(),
                now.version(),
                at,
                origin,
                Entry.Once.NONE,
                meta == null ? received.meta() : meta,
                received.identity(),
                body == null ? received.body() : body);
    }

    private Entry.Branch made(Acts.By by) throws IOException, InterruptedException {
        var branch = new Trail(kit.store()).branch(by.message(), by.destination());
        if (branch.isEmpty() || !branch.get().made()) {
            throw new ControlException(
                    "nothing of message "
                            + Ids.text(by.message())
                            + " was made for "
                            + by.destination()
                            + " that could be sent elsewhere; type message:rerun "
                            + Ids.text(by.message())
                            + " "
                            + by.to());
        }
        return branch.get();
    }
}
