package dev.pons.core.engine;

import dev.pons.core.control.MessageQuery;
import dev.pons.core.control.MessageRow;
import dev.pons.core.control.MessageState;
import dev.pons.core.control.MessageView;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.core.store.Origin;
import dev.pons.core.store.Store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of a message what was made of it together with others, or what it was made of. */
final class Lineage {

    /** The name under which the index keeps groups. */
    private static final String GROUP = "aggregate";

    private static final int NAMED = 20;

    private final Store store;

    Lineage(Store store) {
        this.store = store;
    }

    /** The same with a line for each. */
    MessageView of(MessageView view) throws IOException {
        var groups = view.index().getOrDefault(GROUP, List.of());
        if (groups.isEmpty()) {
            return view;
        }
        var lines = new ArrayList<>(view.acts());
        if (view.origin().equals(Origin.Kind.AGGREGATE.name().toLowerCase(Locale.ROOT))) {
            lines.add(0, made(view, groups.get(0)));
        }
        if (view.row().state() == MessageState.AGGREGATED) {
            lines.add(became(view, groups.get(groups.size() - 1)));
        }
        return new MessageView(
                view.row(),
                view.origin(),
                view.parent(),
                view.version(),
                view.deliveries(),
                lines,
                view.index());
    }

    private String made(MessageView view, String group) throws IOException {
        var why = "";
        var count = "";
        if (store.read(Ids.parse(view.row().id()).orElseThrow()) instanceof Entry.Received r) {
            why = r.origin().why();
            count = r.meta().getOrDefault(Joining.COUNT, "");
        }
        var query = query(MessageQuery.oldest(NAMED + 1), view, group);
        var ids =
                store.search().find(query).rows().stream()
                        .map(MessageRow::id)
                        .filter(id -> !id.equals(view.row().id()))
                        .toList();
        return view.row().at()
                + " made of "
                + count
                + " messages ("
                + why
                + "): "
                + ids.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (ids.size() > NAMED
                        ? "...; type message:search --index " + GROUP + "=" + group + " for all"
                        : "");
    }

    private String became(MessageView view, String group) throws IOException {
        var newest = store.search().find(query(MessageQuery.newest(1), view, group)).rows();
        for (var row : newest) {
            var id = Ids.parse(row.id()).orElseThrow();
            var parent = Ids.parse(group).orElse(0L);
            if (store.read(id) instanceof Entry.Received r
                    && r.origin().kind() == Origin.Kind.AGGREGATE
                    && r.origin().parent() == parent) {
                return row.at() + " became part of message " + row.id();
            }
        }
        return view.row().at()
                + " waits in the open group "
                + group
                + "; type aggregate:list "
                + view.row().channel();
    }

    private static MessageQuery query(MessageQuery from, MessageView view, String group) {
        return from.ofChannel(Optional.of(view.row().channel())).withIndex(GROUP, group);
    }
}
