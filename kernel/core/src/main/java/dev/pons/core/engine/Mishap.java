package dev.pons.core.engine;

import java.time.Instant;
import java.util.List;

/**
 * A plugin did what it must not: it threw an error, or did not return.
 *
 * @param what it did, in words of ours
 * @param last when it did so last
 * @param times how often
 * @param classes that were at work, innermost first, by which the plugin is known
 */
public record Mishap(String what, Instant last, int times, List<String> classes) {

    Mishap again(Instant now) {
        return new Mishap(what, now, times + 1, classes);
    }
}
