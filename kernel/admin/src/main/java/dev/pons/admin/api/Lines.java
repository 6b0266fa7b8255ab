package dev.pons.admin.api;

import java.util.List;

/** Words for people, a line each. */
record Lines(List<String> lines) {

    static Lines of(String line) {
        return new Lines(List.of(line));
    }
}
