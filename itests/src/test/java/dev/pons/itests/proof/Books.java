package dev.pons.itests.proof;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.Result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ledger:show} says of the one channel of an instance. */
record Books(Result said) {

    private static final Pattern ACCEPTED = Pattern.compile("accepted (\\d+)");
    private static final Pattern LINE = Pattern.compile("(?m)^ +\\w+((?: +\\d+){8})$");

    static Books of(Instance instance) {
        return new Books(instance.exec("ledger:show"));
    }

    /** The sums agree, and the running engine with the journal (exit code). */
    boolean agrees() {
        return said.code() == 0;
    }

    long accepted() {
        Matcher found = ACCEPTED.matcher(said.out());
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    /** In the queues of all destinations; -1 if there is no line for one. */
    long queued() {
        Matcher lines = LINE.matcher(said.out());
        long queued = -1;
        while (lines.find()) {
            String[] columns = lines.group(1).strip().split(" +");
            queued = Math.max(queued, 0) + Long.parseLong(columns[6]);
        }
        return queued;
    }

    @Override
    public String toString() {
        return said.text();
    }
}
