package dev.pons.core.runtime;

import dev.pons.core.control.Finding;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is wrong now, by what it is wrong with. One state is one finding and one log line: it is
 * logged when it begins or changes, not again while it lasts. Any thread.
 */
final class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final Map<String, Finding> now = new ConcurrentHashMap<>();

    /** Something is wrong with a thing, in place of what was wrong with it before. */
    void report(Finding finding) {
        var before = now.put(finding.what(), finding);
        if (!finding.equals(before)) {
            LOG.warn("{}: {}; {}", finding.what(), finding.problem(), finding.remedy());
        }
    }

    /** The same, as three texts. */
    void report(String what, String problem, String remedy) {
        report(new Finding(what, problem, remedy));
    }

    /** The thing is well again, or gone. */
    void clear(String what) {
        now.remove(what);
    }

    /** Whether something is wrong with a thing. */
    boolean has(String what) {
        return now.containsKey(what);
    }

    /** All, by name of the thing. */
    List<Finding> list() {
        return now.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }
}
