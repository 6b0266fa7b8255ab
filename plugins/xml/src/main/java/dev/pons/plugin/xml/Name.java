package dev.pons.plugin.xml;

import dev.pons.plugin.xml.Path.Step;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * A new name as it is written at its place.
 *
 * @param prefix empty: none
 * @param declares the namespace that the prefix must be given there; empty: it has it
 */
record Name(String prefix, String local, String declares) {

    /** Of a child: without prefix in the path, in the namespace of its parent. */
    static Name child(Element parent, Step step) {
        var namespace = step.namespace();
        if (namespace == null || namespace.equals(parent.namespace())) {
            return new Name(parent.prefix(), step.name(), "");
        }
        var known = known(parent.scope(), step.prefix(), namespace, true);
        return known == null
                ? new Name(step.prefix(), step.name(), namespace)
                : new Name(known, step.name(), "");
    }

    /** Of an attribute: without prefix in the path, without one. */
    static Name attribute(Element owner, Step step) {
        var namespace = step.namespace();
        return attribute(owner, step.prefix(), namespace == null ? "" : namespace, step.name());
    }

    /** Of an attribute in a namespace; empty: none. */
    static Name attribute(Element owner, String prefix, String namespace, String local) {
        if (namespace.isEmpty()) {
            return new Name("", local, "");
        }
        var scope = owner.scope();
        var known = known(scope, prefix, namespace, false);
        if (known != null) {
            return new Name(known, local, "");
        }
        var free = prefix;
        for (int i = 1; scope.namespace(free) != null; i++) {
            free = prefix + i;
        }
        return new Name(free, local, namespace);
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

    /** As it stands in a tag. */
    String written() {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }

    /** What the tag must say for it, with a space before it; mostly empty. */
    String declaration() {
        return declares.isEmpty() ? "" : declaration(prefix, declares);
    }

    /** With a space before it. */
    static String declaration(String prefix, String namespace) {
        return " xmlns"
                + (prefix.isEmpty() ? "" : ":" + prefix)
                + "=\""
                + References.value(namespace, '"')
                + "\"";
    }

    /** What is known where it stands. */
    Scope within(Scope around) {
        return declares.isEmpty() ? around : new Scope(around, Map.of(prefix, declares));
    }
}
