package dev.pons.core.engine;

import dev.pons.core.language.Given;
import dev.pons.core.language.Memory;
import dev.pons.core.store.Entry;
import dev.pons.core.store.Notes;

import java.util.Map;

/** What a message was given, as the journal keeps it. */
final class Giving {

    private Giving() {}

    /** For the journal. */
    static Entry.Given kept(Given given) {
        if (given.answers().isEmpty() && given.remembered().isEmpty()) {
            return Entry.Given.NOTHING;
        }
        var remembered = given.remembered().stream().map(Giving::kept).toList();
        return new Entry.Given(Map.copyOf(given.answers()), remembered);
    }

    private static Entry.Remembered kept(Given.Remembered r) {
        return r.table().equals(Memory.SEQUENCES)
                ? Notes.last(r.key(), r.values().getOrDefault(Memory.NUMBER, "0"))
                : new Entry.Remembered(r.table(), r.key(), r.values(), r.until());
    }
}
