package dev.pons.plugin.astm;

import dev.pons.spi.Problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What LIS2-A2 asks of records that can be read: the end, who stands below whom, and sequence
 * numbers, which begin with 1 below each parent (E1394-97, sections 5.1.8 to 5.1.11).
 */
final class Rules {

    private static final int MOST = 20;

    private final AstmTree tree;
    private final List<AstmRecord> all;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Rules(AstmTree tree) {
        this.tree = tree;
        this.all = tree.records().all();
    }

    /** At most 20, in order. */
    List<Problem> problems() {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < all.size() && problems.size() < MOST; i++) {
            var name = all.get(i).name();
            int count = seen.merge(name, 1, Integer::sum);
            var path = count > 1 ? name + "[" + count + "]" : name;
            if (i > 0) {
                level(i, path);
                number(i, path);
            }
        }
        var last = all.get(all.size() - 1);
        if (!last.name().equals("L")) {
            tell("missing", "the message does not end with an L record", "L");
        }
        return problems;
    }

    private void tell(String code, String words, String path) {
        problems.add(Problem.of(code, words).at(path));
    }

    private void level(int i, String path) {
        int level = Levels.of(all.get(i).name());
        int parent = Levels.parent(all, i);
        int above = parent < 0 ? -1 : Levels.of(all.get(parent).name());
        boolean order = level == 2 && !(above == 1 && all.get(parent).name().equals("P"));
        if (order) {
            tell("missing", "an O record stands below a P record", path);
        }
        if (level == 3 && above != 2) {
            tell("missing", "an R record stands below an O record", path);
        }
        if (all.get(i).name().equals("L") && i < all.size() - 1) {
            tell("not-allowed", "records follow the L record", path);
        }
    }

    /** Numbers of a type begin anew where a record of a higher level comes. */
    private void number(int i, String path) {
        var record = all.get(i);
        int level = Levels.of(record.name());
        if (level < Levels.ATTACHED) {
            numbers.keySet().removeIf(name -> Levels.of(name) > level);
        }
        int expected = numbers.merge(record.name(), 1, Integer::sum);
        var repeats = record.repeats(tree.records().delimiters(), 2);
        var said = repeats.isEmpty() ? "" : repeats.get(0).text().strip();
        if (!said.matches("0*" + expected)) {
            tell("value", "the sequence number must be " + expected, path + "-2");
            int number = said.matches("[0-9]{1,6}") ? Integer.parseInt(said) : expected;
            numbers.put(record.name(), number);
        }
    }
}
