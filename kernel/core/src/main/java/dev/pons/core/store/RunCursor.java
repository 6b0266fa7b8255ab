package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Goes through a run in the order of ids, over all its volumes at once. One thread. */
final class RunCursor {

    private final Run run;
    private final List<VolumeCursor> cursors = new ArrayList<>();
    private @Nullable VolumeCursor now;

    /** Before the first entry behind an id. */
    RunCursor(Run run, long after) throws IOException {
        this.run = run;
        for (var i = run.volumes().size() - 1; i >= 0; i--) {
            var cursor = new VolumeCursor(run.volumes().get(i), after);
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
    }

    Run run() {
        return run;
    }

    /** Moves to the next entry; false: the run is at its end. */
    boolean next() throws IOException {
        var before = now;
        if (before != null) {
            pass(before.id());
        }
        VolumeCursor lowest = null;
        for (var cursor : cursors) {
            // of two with the same entry the first has it with content
            if (lowest == null || cursor.id() < lowest.id()) {
                lowest = cursor;
            }
        }
        now = lowest;
        return lowest != null;
    }

    private void pass(long id) throws IOException {
        for (var i = cursors.size() - 1; i >= 0; i--) {
            var cursor = cursors.get(i);
            if (cursor.id() == id && !cursor.next()) {
                cursors.remove(i);
            }
        }
    }

    private VolumeCursor here() {
        var here = now;
        if (here == null) {
            throw new IllegalStateException("call next() first");
        }
        return here;
    }

    long id() {
        return here().id();
    }

    BytesIn payload(boolean withContent) throws IOException {
        return here().payload(withContent);
    }
}
