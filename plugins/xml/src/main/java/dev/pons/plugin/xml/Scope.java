package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Which prefix means which namespace in an element, by what it declares and what is around it
 * (Namespaces in XML 1.0, third edition). The empty prefix is the default namespace, the empty
 * namespace none. Immutable.
 */
final class Scope {

    static final String XML = "http://www.w3.org/XML/1998/namespace";

    /** Around a document. */
    static final Scope DOCUMENT = new Scope(null, Map.of("", "", "xml", XML));

    private final @Nullable Scope around;
    private final Map<String, String> declared;

    Scope(@Nullable Scope around, Map<String, String> declared) {
        this.around = around;
        this.declared = declared;
    }

    /** What a prefix means; null: nothing. */
    @Nullable String namespace(String prefix) {
        for (var scope = this; scope != null; scope = scope.around) {
            var found = scope.declared.get(prefix);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** All prefixes and what they mean. */
    Map<String, String> bindings() {
        var all = new HashMap<String, String>();
        for (var scope = this; scope != null; scope = scope.around) {
            scope.declared.forEach(all::putIfAbsent);
        }
        return all;
    }
}
