package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The contents in an entry, wherever they stand in it. */
final class Contents {

    private Contents() {}

    /** The side files that entries name; most often there is none. */
    static List<SideFile> sides(List<Entry> entries) {
        List<SideFile> found = List.of();
        for (var entry : entries) {
            if (isLarge(entry)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.addAll(sides(entry));
            }
        }
        return found;
    }

    /** The side files that an entry names. */
    static List<SideFile> sides(Entry entry) {
        var found = new ArrayList<SideFile>(1);
        each(entry, content -> content.side().ifPresent(found::add));
        return found;
    }

    private static boolean isLarge(Entry entry) {
        if (entry instanceof Entry.Received e) {
            return e.body().isLarge();
        }
        if (entry instanceof Entry.Result e) {
            return e.response() != null && e.response().isLarge();
        }
        if (entry instanceof Entry.Routed e) {
            for (var branch : e.branches()) {
                var body = branch.body();
                if (body != null && body.isLarge()) {
                    return true;
                }
            }
            var collected = e.collected() == null ? null : e.collected().body();
            return collected != null && collected.isLarge();
        }
        return !sides(entry).isEmpty();
    }

    /** Each content of an entry. */
    static void each(Entry entry, Consumer<Content> what) {
        if (entry instanceof Entry.Received e) {
            what.accept(e.body());
        } else if (entry instanceof Entry.Refused e) {
            what.accept(e.body());
        } else if (entry instanceof Entry.Routed e) {
            e.branches().forEach(b -> present(b.body(), what));
            present(e.collected() == null ? null : e.collected().body(), what);
        } else if (entry instanceof Entry.Made e) {
            present(e.branch().body(), what);
        } else if (entry instanceof Entry.Result e) {
            present(e.response(), what);
        } else if (entry instanceof Entry.Answered e) {
            present(e.bytes(), what);
        }
    }

    private static void present(@Nullable Content content, Consumer<Content> what) {
        if (content != null) {
            what.accept(content);
        }
    }
}
