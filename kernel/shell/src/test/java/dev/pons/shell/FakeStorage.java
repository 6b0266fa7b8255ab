package dev.pons.shell;

import dev.pons.core.control.Storage;
import dev.pons.core.control.StoreView;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is on the disk of a small hospital. */
record FakeStorage() implements Storage {

    @Override
    public StoreView usage() {
        var next = new StoreView.Next(true, Instant.parse("2026-12-24T00:00:00Z"), 3 << 20);
        var line =
                new StoreView.Line(
                        "adt-to-lab",
                        1200,
                        5 << 20,
                        700,
                        0,
                        Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
                        Optional.of(next));
        return new StoreView(List.of(line), 64 << 20, 2048, 0);
    }

    @Override
    public long tidy() {
        return 3 << 20;
    }
}
