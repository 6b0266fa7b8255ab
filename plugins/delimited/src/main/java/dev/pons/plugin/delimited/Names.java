package dev.pons.plugin.delimited;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What the columns are called, and the line that says so. */
final class Names {

    @Nullable Row header;
    final List<String> names;

    /** A table without any line: a column that is set comes to be. */
    final boolean grows;

    Names(@Nullable Row header, List<String> names) {
        this(header, names, false);
    }

    Names(@Nullable Row header, List<String> names, boolean grows) {
        this.header = header;
        this.names = new ArrayList<>(names);
        this.grows = grows;
    }
}
