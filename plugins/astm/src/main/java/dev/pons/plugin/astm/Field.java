package dev.pons.plugin.astm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One field: its text until someone asks for its repeats, then these. */
final class Field {

    private final String text;
    private @Nullable List<Repeat> repeats;

    Field(String text) {
        this.text = text;
    }

    /** The live list, of at least one; an opaque field has one. */
    List<Repeat> repeats(Delimiters own, boolean opaque) {
        if (repeats == null) {
            var split = new ArrayList<Repeat>(1);
            for (var one : opaque ? List.of(text) : Split.by(own.repeat(), text)) {
                split.add(new Repeat(one));
            }
            repeats = split;
        }
        return repeats;
    }

    String text(Delimiters own) {
        if (repeats == null) {
            return text;
        }
        return repeats.size() == 1
                ? repeats.get(0).text()
                : repeats.stream()
                        .map(Repeat::text)
                        .collect(Collectors.joining(String.valueOf(own.repeat())));
    }

    /** Its record was replaced. */
    void leave() {
        if (repeats != null) {
            repeats.forEach(Repeat::leave);
        }
    }
}
