package dev.pons.core.language;

import java.util.Optional;
import java.util.Set;

/** Code tables by name; asked at each use, so that a changed one counts at once. Any thread. */
public interface Tables {

    /** None at all. */
    Tables NONE =
            new Tables() {
                @Override
                public Optional<CodeTable> named(String name) {
                    return Optional.empty();
                }

                @Override
                public Set<String> names() {
                    return Set.of();
                }
            };

    /** By name. */
    Optional<CodeTable> named(String name);

    /** All names. */
    Set<String> names();
}
