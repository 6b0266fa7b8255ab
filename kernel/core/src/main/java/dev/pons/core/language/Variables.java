package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The variables that steps have let so far, while a channel is compiled. One thread. */
final class Variables {

    private final Set<String> names = new TreeSet<>();
    private boolean others;

    /** None. */
    Variables() {}

    /** The same, which grows apart from now on. */
    Variables copy() {
        var copy = new Variables();
        copy.addAll(this);
        return copy;
    }

    void add(String name) {
        names.add(name);
    }

    void addAll(Collection<String> more) {
        names.addAll(more);
    }

    void addAll(Variables more) {
        names.addAll(more.names);
        others |= more.others;
    }

    void remove(String name) {
        names.remove(name);
    }

    /** A plugin's step may have let some that nobody knows here. */
    void addUnknown() {
        others = true;
    }

    /** A step let it. */
    boolean contains(String name) {
        return names.contains(name);
    }

    /** No step can have let it. */
    boolean excludes(String name) {
        return !others && !names.contains(name);
    }

    /** The end of a fault: {@code ; did you mean "mrn"?}, or nothing. */
    String hint(String name) {
        return DidYouMean.hint(name, names);
    }
}
