package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Step;

import org.jspecify.annotations.Nullable;

import java.util.TreeMap;

/**
 * A new name as it is written at its place.
 *
 * @param written with prefix
 * @param declaration of a namespace that the place lacks, with a space before it; mostly empty
 */
record Names(String written, String declaration) {

    /** Of a child: without prefix in the path, in the namespace of its parent. */
    static Names child(Element parent, Step step) {
        var namespace = step.namespace();
        if (namespace == null || namespace.equals(parent.namespace)) {
            return of(parent.prefix(), step.name());
        }
        var known = known(Scope.of(parent), step.prefix(), namespace, true);
        return known == null
                ? new Names(
                        step.prefix() + ":" + step.name(), declaration(step.prefix(), namespace))
                : of(known, step.name());
    }

    /** Of an attribute: without prefix in the path, without one. */
    static Names attribute(Element owner, Step step) {
        var namespace = step.namespace();
        return namespace == null
                ? new Names(step.name(), "")
                : attribute(owner, step.prefix(), namespace, step.name());
    }

    /** Of an attribute in a namespace. */
    static Names attribute(Element owner, String prefix, String namespace, String name) {
        var scope = Scope.of(owner);
        var known = known(scope, prefix, namespace, false);
        if (known != null) {
            return of(known, name);
        }
        var free = prefix;
        for (int i = 1; scope.namespace(free) != null; i++) {
            free = prefix + i;
        }
        return new Names(free + ":" + name, declaration(free, namespace));
    }

    private static Names of(String prefix, String name) {
        return new Names(prefix.isEmpty() ? name : prefix + ":" + name, "");
    }

    /** A prefix that means a namespace already, best the wanted one; null: none does. */
    private static @Nullable String known(
            Scope scope, String wanted, String namespace, boolean orNone) {
        if (namespace.equals(scope.namespace(wanted))) {
            return wanted;
        }
        for (var binding : new TreeMap<>(scope.bindings()).entrySet()) {
            boolean usable = orNone || !binding.getKey().isEmpty();
            if (usable && binding.getValue().equals(namespace)) {
                return binding.getKey();
            }
        }
        return null;
    }

    /** With a space before it. */
    static String declaration(String prefix, String namespace) {
        return " xmlns"
                + (prefix.isEmpty() ? "" : ":" + prefix)
                + "=\""
                + References.value(namespace, '"')
                + "\"";
    }
}
