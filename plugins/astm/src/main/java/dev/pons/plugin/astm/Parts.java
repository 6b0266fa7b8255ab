package dev.pons.plugin.astm;

import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts of a message: header and end, the records above an element and the element with what stands
 * below it, and what is kept. Other patients and orders belong to other parts.
 */
final class Parts {

    private final AstmTree tree;
    private final List<AstmRecord> all;
    private final Map<AstmRecord, Integer> elements = new IdentityHashMap<>();
    private final Set<AstmRecord> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private Parts(AstmTree tree) {
        this.tree = tree;
        this.all = tree.records().all();
    }

    static List<Payload> of(AstmTree tree, String by, List<String> keep) throws ProblemException {
        return new Parts(tree).of(by, keep);
    }

    private List<Payload> of(String by, List<String> keep) throws ProblemException {
        var found = tree.find(Place.MESSAGE, by);
        for (var place : found) {
            var record = place.record();
            if (place.repeat() != null || record == null || Levels.of(record.name()) == 0) {
                throw new ProblemException(
                        Problem.of("value", "a message is split by records below H, as O").at(by));
            }
        }
        for (int i = 0; i < found.size(); i++) {
            for (var place : tree.group(found.get(i))) {
                if (place.record() != null) {
                    elements.putIfAbsent(place.record(), i);
                }
            }
        }
        for (var path : keep) {
            for (var place : tree.find(Place.MESSAGE, path)) {
                if (place.record() != null) {
                    kept.add(place.record());
                }
            }
        }
        var parts = new ArrayList<Payload>();
        for (int i = 0; i < found.size(); i++) {
            parts.add(tree.only(part(i, found.get(i), keep.isEmpty())));
        }
        return parts;
    }

    private List<AstmRecord> part(int number, Place element, boolean others) {
        var above = above(element);
        int level = element.record() == null ? 0 : Levels.of(element.record().name());
        var wanted = new ArrayList<AstmRecord>();
        boolean last = false;
        for (var record : all) {
            var of = elements.get(record);
            boolean take;
            if (of != null) {
                take = of == number;
            } else if (Levels.attached(record)) {
                take = kept.contains(record) || others && last;
            } else {
                int its = Levels.of(record.name());
                take =
                        its == 0
                                || kept.contains(record)
                                || above.containsKey(record)
                                || others && its >= level;
            }
            if (take) {
                wanted.add(record);
            }
            last = Levels.attached(record) ? last : take;
        }
        return wanted;
    }

    private Map<AstmRecord, Integer> above(Place element) {
        var above = new HashMap<AstmRecord, Integer>();
        if (element.record() != null) {
            int at = tree.records().indexOf(element.record());
            for (at = Levels.parent(all, at); at > 0; at = Levels.parent(all, at)) {
                above.put(all.get(at), at);
            }
        }
        return above;
    }
}
