package dev.pons.plugin.x12;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One element: its text until someone asks for its repetitions, then these. */
final class Element {

    private final String text;
    private @Nullable List<Repetition> repetitions;

    Element(String text) {
        this.text = text;
    }

    /** The live list, of at least one; of ISA one. */
    List<Repetition> repetitions(Delimiters own, boolean opaque) {
        if (repetitions == null) {
            var split = new ArrayList<Repetition>(1);
            for (var one : opaque ? List.of(text) : Split.by(own.repetition(), text)) {
                split.add(new Repetition(one));
            }
            repetitions = split;
        }
        return repetitions;
    }

    String text(Delimiters own) {
        if (repetitions == null) {
            return text;
        }
        return repetitions.size() == 1
                ? repetitions.get(0).text()
                : repetitions.stream()
                        .map(Repetition::text)
                        .collect(Collectors.joining(String.valueOf(own.repetition())));
    }

    /** Its segment was replaced. */
    void leave() {
        if (repetitions != null) {
            repetitions.forEach(Repetition::leave);
        }
    }
}
