package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Which prefix means which namespace at a place (Namespaces in XML 1.0, third edition). The empty
 * prefix is the default namespace, the empty namespace none.
 */
final class Scope {

    static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** What a prefix meant before an element of this depth said otherwise. */
    private record Before(int depth, String prefix, @Nullable String namespace) {}

    private final Map<String, String> bindings = new HashMap<>();
    private final Deque<Before> undo = new ArrayDeque<>();

    /** Around a document. */
    Scope() {
        bindings.put("", "");
        bindings.put("xml", XML);
    }

    /** Within an element. */
    static Scope of(Element element) {
        var scope = new Scope();
        var inner = new HashMap<String, String>();
        for (var at = element; at != null && !at.isDocument(); at = at.parent) {
            var attributes = at.attributes();
            for (int i = 0; i < attributes.count(); i++) {
                if (attributes.declares(i)) {
                    inner.putIfAbsent(prefix(attributes.name(i)), attributes.value(i));
                }
            }
        }
        scope.bindings.putAll(inner);
        return scope;
    }

    /** The prefix that an attribute declares. */
    static String prefix(String declaration) {
        return declaration.length() == 5 ? "" : declaration.substring(6);
    }

    /** What a prefix means; null: nothing. */
    @Nullable String namespace(String prefix) {
        return bindings.get(prefix);
    }

    /** All prefixes and what they mean. */
    Map<String, String> bindings() {
        return bindings;
    }

    private void declare(int depth, String prefix, String namespace) {
        undo.push(new Before(depth, prefix, bindings.put(prefix, namespace)));
    }

    /**
     * Enters an element, and tells the namespace of its name.
     *
     * @param name with its prefix
     * @param at where it stands
     */
    String enter(int depth, String name, int at, Attributes attributes) throws Malformed {
        boolean prefixed = false;
        for (int i = 0; i < attributes.count(); i++) {
            if (attributes.declares(i)) {
                declare(depth, attributes, i);
            } else {
                prefixed |= attributes.name(i).indexOf(':') >= 0;
            }
        }
        if (prefixed) {
            refuseDoubled(attributes);
        }
        return meaning(name.substring(0, Math.max(0, name.indexOf(':'))), at);
    }

    private void declare(int depth, Attributes attributes, int index) throws Malformed {
        var prefix = prefix(attributes.name(index));
        var namespace = attributes.value(index);
        boolean wrong =
                prefix.equals("xmlns")
                        || namespace.equals(XMLNS)
                        || prefix.equals("xml") != namespace.equals(XML);
        if (wrong) {
            throw fault("a reserved prefix or namespace is declared", attributes.at(index));
        }
        if (namespace.isEmpty() && !prefix.isEmpty()) {
            throw fault("a prefix is declared without a namespace", attributes.at(index));
        }
        declare(depth, prefix, namespace);
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
