package dev.pons.core.engine;

import dev.pons.core.store.Entry;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** All groups that are open, as the journal tells it. One thread: the bookkeeper's. */
final class Groups {

    private final TreeMap<Long, Group> open = new TreeMap<>();

    /** A message was collected. */
    void add(long entry, String channel, Entry.Routed routed) {
        var what = routed.collected();
        if (what != null) {
            open.computeIfAbsent(
                            what.group(),
                            id ->
                                    new Group(
                                            new Group.Label(
                                                    id,
                                                    channel,
                                                    what.name(),
                                                    what.key(),
                                                    routed.at())))
                    .add(routed.message(), entry, what);
        }
    }

    /** From a checkpoint. */
    void add(Group group) {
        open.put(group.label.id(), group);
    }

    /** One message was made of it. */
    void close(long id) {
        open.remove(id);
    }

    Collection<Group> all() {
        return open.values();
    }

    /** Those of a channel, the oldest first. */
    List<Group> of(String channel) {
        return open.values().stream().filter(g -> g.label.channel().equals(channel)).toList();
    }

    /** Messages that wait in groups of a channel. */
    long members(String channel) {
        return of(channel).stream().mapToLong(Group::size).sum();
    }

    /** Ids of all messages whose bytes are needed. */
    LongStream messages() {
        return open.values().stream()
                .flatMapToLong(g -> LongStream.range(0, g.size()).map(i -> g.message((int) i)));
    }
}
