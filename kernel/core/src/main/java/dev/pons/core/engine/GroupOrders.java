package dev.pons.core.engine;

import dev.pons.core.control.ControlException;
import dev.pons.core.control.GroupView;
import dev.pons.core.store.Ids;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What operators see of open groups, and how they close one. Any thread. */
final class GroupOrders {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private GroupOrders() {}

    /** The open groups of a channel. */
    static List<GroupView> of(Channel channel) {
        return channel.parts.closing().groups().seen().stream()
                .map(seen -> view(channel.name, seen))
                .toList();
    }

    private static GroupView view(String channel, Gathering.Seen seen) {
        var label = seen.group().label;
        return new GroupView(
                Ids.text(label.id()),
                channel,
                label.name(),
                label.key(),
                seen.group().size(),
                seen.group().bytes(),
                Instant.ofEpochMilli(label.since()),
                seen.until(),
                seen.trouble());
    }

    /** Closes those that fit, and waits for it. */
    static int close(Channel channel, String which, String who) {
        if (channel.program() == null) {
            throw new ControlException(
                    "channel "
                            + channel.name
                            + " does not run, so nothing can be made of its groups; type"
                            + " channel:why "
                            + channel.name);
        }
        var fit =
                of(channel).stream()
                        .filter(g -> which.isEmpty() || fits(g, which))
                        .map(g -> Ids.parse(g.id()).orElseThrow())
                        .toList();
        if (fit.isEmpty()) {
            throw new ControlException(
                    "channel "
                            + channel.name
                            + " has no open group"
                            + (which.isEmpty() ? "" : " with this id or key")
                            + "; type aggregate:list "
                            + channel.name);
        }
        var groups = channel.parts.closing().groups();
        fit.forEach(id -> groups.order(id, who));
        channel.parts.closing().tick(channel.parts.router());
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (long id : fit) {
            await(groups, id, until);
        }
        return fit.size();
    }

    private static boolean fits(GroupView group, String which) {
        return group.id().equals(which) || group.key().equals(which);
    }

    private static void await(Gathering groups, long id, long until) {
        try {
            var trouble = groups.awaitOrder(id, until);
            if (!trouble.isEmpty()) {
                throw new ControlException("group " + Ids.text(id) + " is not closed: " + trouble);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type aggregate:list to see what is open", e);
        }
    }
}
