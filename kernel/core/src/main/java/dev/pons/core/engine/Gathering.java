package dev.pons.core.engine;

import dev.pons.core.language.Aggregate;
import dev.pons.core.language.Given;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The open groups of one channel at work, and which one a message goes into. Steps ask on the
 * router's thread, the journal's writer tells what is durable, operators look. {@link Closing}
 * closes them.
 */
final class Gathering implements Collecting {

    private final Kit kit;
    private final String channel;
    private final Current current;

    /** Those that go on collecting, in the order of their beginning. */
    private final Map<Key, OpenGroup> collecting = new LinkedHashMap<>();

    /** Those whose last message came, until they are closed. */
    private final List<OpenGroup> whole = new ArrayList<>();

    private boolean collected;

    private record Key(String name, String key) {}

    Gathering(Kit kit, String channel, Current current) {
        this.kit = kit;
        this.channel = channel;
        this.current = current;
    }

    /** What was open when the engine stopped. True: one of them is whole. */
    synchronized boolean recover(List<Group> groups) {
        for (var group : groups) {
            if (group.isWhole()) {
                whole.add(new OpenGroup(group));
            } else {
                collecting.put(key(group), new OpenGroup(group));
            }
        }
        return !whole.isEmpty();
    }

    private static Key key(Group group) {
        return new Key(group.label.name(), group.label.key());
    }

    @Override
    public Place place(long message, Aggregate by, Given.Collected asked, Message left)
            throws ProblemException, IOException {
        OpenGroup open;
        synchronized (this) {
            open = collecting.get(new Key(asked.name(), asked.key()));
            if (open == null) {
                mayBegin(by);
            }
        }
        fits(by, open, left);
        int size = open == null ? 1 : open.size() + 1;
        long bytes = (open == null ? 0 : open.bytes) + left.body().size();
        boolean closes =
                asked.closes()
                        || size == by.until().count()
                        || size >= by.limit().messages()
                        || bytes >= by.limit().bytes();
        return new Place(open == null ? message : open.group.label.id(), closes);
    }

    private void mayBegin(Aggregate by) throws ProblemException {
        long others = collecting.keySet().stream().filter(k -> k.name().equals(by.name())).count();
        if (others >= by.limit().groups()) {
            throw new ProblemException(
                    Problem.of(
                            "full",
                            others
                                    + " groups are open, and `limit` allows no more: type"
                                    + " aggregate:list "
                                    + channel
                                    + ", then aggregate:close, or give `until` a time"));
        }
    }

    /** One that cannot be joined fails by itself, and not the group later. */
    private void fits(Aggregate by, @Nullable OpenGroup open, Message left)
            throws ProblemException, IOException {
        var program = current.program();
        if (program == null) {
            return;
        }
        var joining = new Joining(kit, program);
        var format = program.format(by);
        if (open == null) {
            joining.join(format, List.of(left), "1");
        } else {
            var known = open.first;
            var first = known == null ? joining.first(open.group) : known;
            joining.join(format, List.of(first, left), "1");
        }
    }

    /** It is about to be written. */
    synchronized void comes(Entry.Routed routed, Entry.Received received) {
        var what = routed.collected();
        if (what == null) {
            return;
        }
        var label = new Group.Label(what.group(), channel, what.name(), what.key(), routed.at());
        var open =
                collecting.computeIfAbsent(
                        new Key(what.name(), what.key()), k -> new OpenGroup(new Group(label)));
        if (open.size() == 0) {
            open.first = Joining.left(what, received);
        }
        open.coming++;
        open.bytes += what.size();
        collected = true;
    }

    /** It is durable. */
    synchronized void durable(long entry, Entry.Routed routed) {
        var what = routed.collected();
        var open = what == null ? null : collecting.get(new Key(what.name(), what.key()));
        if (what == null || open == null) {
            return;
        }
        open.group.add(routed.message(), entry, what);
        open.coming--;
        open.first = null;
        if (what.closes()) {
            collecting.remove(key(open.group));
            whole.add(open);
        }
    }

    /** Something was collected since this was asked last. */
    synchronized boolean collected(boolean forget) {
        boolean any = collected;
        collected = any && !forget;
        return any;
    }

    /** Those that can be closed now, the whole ones first. */
    synchronized List<OpenGroup> ready(Predicate<OpenGroup> which) {
        long now = kit.clock().millis();
        return all().stream().filter(o -> o.mayClose(now) && which.test(o)).toList();
    }

    private List<OpenGroup> all() {
        var all = new ArrayList<>(whole);
        all.addAll(collecting.values());
        return all;
    }

    /** One message was made of it. */
    synchronized void closed(OpenGroup open) {
        whole.remove(open);
        collecting.remove(key(open.group), open);
        notifyAll();
    }

    /** None can be made of it now. */
    synchronized void failed(OpenGroup open, String why, long again) {
        open.failed = new OpenGroup.Failed(why, again);
        open.ordered = Joining.Close.NOBODY;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return collecting.isEmpty() && whole.isEmpty();
    }

    /** Messages in open groups. */
    synchronized long members() {
        return all().stream().mapToLong(OpenGroup::size).sum();
    }

    /**
     * What an operator sees of one group.
     *
     * @param until as the file has it
     * @param trouble why it is not closed though it should be; empty: it should not
     */
    record Seen(Group group, String until, String trouble) {}

    /** All open groups, the oldest first. */
    synchronized List<Seen> seen() {
        return all().stream().map(o -> new Seen(o.group.copy(), until(o), trouble(o))).toList();
    }

    private String until(OpenGroup open) {
        return step(open).map(a -> a.until().words()).orElse("");
    }

    /** The step that collects it; empty: the file has it no more. */
    Optional<Aggregate> step(OpenGroup open) {
        return Optional.ofNullable(current.program()).flatMap(p -> p.aggregate(open.name()));
    }

    private String trouble(OpenGroup open) {
        boolean gone = current.program() != null && step(open).isEmpty();
        return gone
                ? "the channel's file has no `aggregate` named "
                        + open.name()
                        + " any more: put it back, or type aggregate:close "
                        + channel
                        + " "
                        + Ids.text(open.group.label.id())
                        + ", and what is made of it waits for a person"
                : open.failed.why();
    }

    /** Why groups are not closed that should be, in one line; empty: they are. */
    synchronized String trouble() {
        if (isEmpty()) {
            return "";
        }
        var troubles = all().stream().map(this::trouble).filter(t -> !t.isEmpty()).toList();
        return troubles.isEmpty()
                ? ""
                : troubles.size()
                        + " open group"
                        + (troubles.size() == 1 ? "" : "s")
                        + " cannot be closed: "
                        + troubles.get(0);
    }

    /** A person closes a group. False: it is not open. */
    synchronized boolean order(long id, String who) {
        var found = find(id);
        found.ifPresent(
                open -> {
                    open.ordered = new Joining.Close(who, "closed by " + who);
                    open.failed = new OpenGroup.Failed("", 0);
                });
        return found.isPresent();
    }

    private Optional<OpenGroup> find(long id) {
        return all().stream().filter(o -> o.group.label.id() == id).findFirst();
    }

    /** Waits until an order was tried; why it failed, or that it was not tried; empty: closed. */
    synchronized String awaitOrder(long id, long untilNanos) throws InterruptedException {
        while (true) {
            var open = find(id);
            if (open.isEmpty()) {
                return "";
            }
            if (open.get().ordered == Joining.Close.NOBODY) {
                return open.get().failed.why();
            }
            long left = (untilNanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return "the channel's steps are busy; it is closed when they are done";
            }
            wait(left);
        }
    }
}
