package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.GenericSegment;
import ca.uhn.hl7v2.model.Group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What elements of a profile are called in a group of HAPI's model, which numbers what has one name
 * ({@code ROL}, {@code ROL2}) and has segments that it did not expect under names of their own.
 */
final class Children {

    private Children() {}

    /**
     * For each element its names, in order: the first element of a name has the first, and the last
     * element all that are left. None: the model has no such child.
     */
    static List<List<String>> names(Group group, List<Element> elements) {
        var free = free(group);
        var left = new HashMap<String, Integer>();
        elements.forEach(element -> left.merge(element.name(), 1, Integer::sum));
        var names = new ArrayList<List<String>>();
        for (var element : elements) {
            var all = free.getOrDefault(element.name(), List.of());
            boolean last = left.merge(element.name(), -1, Integer::sum) == 0;
            int taken = last ? all.size() : Math.min(1, all.size());
            names.add(List.copyOf(all.subList(0, taken)));
            if (taken > 0) {
                all.subList(0, taken).clear();
            }
        }
        return names;
    }

    /** What the model has, then what the message brought. */
    private static Map<String, List<String>> free(Group group) {
        Set<String> brought =
                group instanceof AbstractGroup known ? known.getNonStandardNames() : Set.of();
        var free = new HashMap<String, List<String>>();
        for (var name : group.getNames()) {
            if (!brought.contains(name)) {
                free.computeIfAbsent(key(group, name), any -> new ArrayList<>()).add(name);
            }
        }
        for (var name : group.getNames()) {
            if (brought.contains(name)) {
                free.computeIfAbsent(key(group, name), any -> new ArrayList<>()).add(name);
            }
        }
        return free;
    }

    private static String key(Group group, String name) {
        var type = group.getClass(name);
        if (Group.class.isAssignableFrom(type)) {
            var structure = group.getMessage().getClass().getSimpleName() + "_";
            var full = type.getSimpleName();
            return full.startsWith(structure) ? full.substring(structure.length()) : name;
        }
        return type == GenericSegment.class ? name.substring(0, 3) : type.getSimpleName();
    }
}
