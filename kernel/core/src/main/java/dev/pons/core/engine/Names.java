package dev.pons.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names as small numbers, from 0, as long as the engine runs. One thread changes it. */
final class Names {

    private final List<String> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a name; a new one if it has none. */
    int of(String name) {
        return numbers.computeIfAbsent(
                name,
                n -> {
                    all.add(n);
                    return all.size() - 1;
                });
    }

    /** The name of a number. */
    String get(int number) {
        return all.get(number);
    }

    /** By number. */
    List<String> all() {
        return all;
    }
}
