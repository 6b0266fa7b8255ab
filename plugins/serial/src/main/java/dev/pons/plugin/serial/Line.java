package dev.pons.plugin.serial;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A port and all who share it. One thread at a time owns the port: it reads, has messages taken,
 * and writes what the others leave in its inbox. It is lent by one of the members, and by another
 * one when that one leaves.
 */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** For a message that is being taken when a member leaves. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Members members = new Members();
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Desk desk;

    Line(String port) {
        desk = new Desk(port, members, inbox);
    }

    /** One more; the port is opened by the first. Returns at once. */
    void join(Member member) {
        if (members.join(member)) {
            begin(member);
        }
    }

    /** One less; the last one closes the port. Returns when the line's thread is not its own. */
    void leave(Member member) {
        members.leave(member);
        try {
            if (!member.awaitGone(PATIENCE)) {
                LOG.warn("{}: its line does not let go of it in time", member.context().name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who shares it, by name. */
    List<String> users() {
        return members.all().stream().map(one -> one.context().name()).distinct().toList();
    }

    /** Runs on the line's thread, between other things. */
    void post(Runnable task) {
        inbox.add(task);
    }

    /** Runs on the line's thread, when nothing is under way. */
    void whenIdle(Runnable task) {
        inbox.add(() -> desk.whenIdle(task));
    }

    /** Sends a message when the line is free. */
    void send(Order order) {
        inbox.add(() -> desk.send(order));
    }

    private void begin(Member first) {
        for (var host = first; host != null; host = members.host()) {
            var mine = host;
            try {
                mine.context().executor().execute(() -> run(mine));
                return;
            } catch (RejectedExecutionException e) {
                LOG.debug("{} has ended meanwhile", mine.context().name());
                members.leave(mine);
                mine.gone();
            }
        }
        members.end();
    }

    private void run(Member host) {
        try {
            while (members.isHost(host)) {
                desk.turn(host);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            members.leave(host);
        } finally {
            handOver(host);
        }
    }

    private void handOver(Member before) {
        desk.part(members.host() == null);
        var next = members.host();
        next = next == null ? members.end() : next;
        if (next != null) {
            begin(next);
        } else {
            members.departed(null).forEach(Member::gone);
        }
        before.gone();
    }
}
