package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Which prefix means which namespace where a document is just being read, in one look, however many
 * were declared (Namespaces in XML 1.0, third edition).
 */
final class Bindings {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** What a prefix meant before an element of this depth said otherwise. */
    private record Before(int depth, String prefix, @Nullable String namespace) {}

    private final Map<String, String> bindings = new HashMap<>();
    private final Deque<Before> undo = new ArrayDeque<>();

    /** Within an element. */
    Bindings(Scope scope) {
        bindings.putAll(scope.bindings());
    }

    /**
     * Enters an element whose names are known by now.
     *
     * @param prefix of its name
     * @param at where it stands
     * @param around what was known before
     * @return what is known within it; the same as around it if it declares nothing
     */
    Scope enter(int depth, String prefix, int at, Attributes attributes, Scope around)
            throws Malformed {
        Map<String, String> declared = null;
        boolean prefixed = false;
        for (int i = 0; i < attributes.count(); i++) {
            if (attributes.declares(i)) {
                declared = declared == null ? new HashMap<>(4) : declared;
                declare(depth, attributes, i, declared);
            } else {
                prefixed |= attributes.isPrefixed(i);
            }
        }
        if (prefixed) {
            refuseDoubled(attributes);
        }
        meaning(prefix, at);
        return declared == null ? around : new Scope(around, declared);
    }

    private void declare(int depth, Attributes attributes, int index, Map<String, String> declared)
            throws Malformed {
        var prefix = attributes.declared(index);
        var namespace = attributes.value(index);
        boolean wrong =
                prefix.equals("xmlns")
                        || namespace.equals(XMLNS)
                        || prefix.equals("xml") != namespace.equals(Scope.XML);
        if (wrong) {
            throw fault("a reserved prefix or namespace is declared", attributes.at(index));
        }
        if (namespace.isEmpty() && !prefix.isEmpty()) {
            throw fault("a prefix is declared without a namespace", attributes.at(index));
        }
        undo.push(new Before(depth, prefix, bindings.put(prefix, namespace)));
        declared.put(prefix, namespace);
    }

    private void refuseDoubled(Attributes attributes) throws Malformed {
        var names = new HashSet<String>();
        for (int i = 0; i < attributes.count(); i++) {
            var name = attributes.name(i);
            int colon = name.indexOf(':');
            if (colon > 0 && !attributes.declares(i)) {
                var namespace = meaning(name.substring(0, colon), attributes.at(i));
                if (!names.add(name.substring(colon + 1) + " " + namespace)) {
                    throw attributes.doubled(i);
                }
            }
        }
    }

    private String meaning(String prefix, int at) throws Malformed {
        var namespace = bindings.get(prefix);
        if (namespace == null) {
            throw fault("a prefix is not declared (xmlns:...)", at);
        }
        return namespace;
    }

    private static Malformed fault(String words, int at) {
        return new Malformed("malformed", words, at, false);
    }

    /** Leaves an element of this depth. */
    void leave(int depth) {
        while (!undo.isEmpty() && undo.peek().depth() == depth) {
            var before = undo.pop();
            if (before.namespace() == null) {
                bindings.remove(before.prefix());
            } else {
                bindings.put(before.prefix(), before.namespace());
            }
        }
    }
}
