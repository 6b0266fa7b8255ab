package dev.pons.plugin.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stood at a place, before the copying changes anything. */
final class Copy {

    /** An attribute; {@code quoted} is its value with quotation marks as they stand. */
    static final class Taken {

        private final String prefix;
        private final String namespace;
        private final String name;
        private final String quoted;

        private Taken(Attributes all, int index, Scope scope) {
            var written = all.name(index);
            int colon = Math.max(0, written.indexOf(':'));
            this.prefix = written.substring(0, colon);
            var meaning = prefix.isEmpty() ? null : scope.namespace(prefix);
            this.namespace = meaning == null ? "" : meaning;
            this.name = colon == 0 ? written : written.substring(colon + 1);
            this.quoted = all.quote(index) + all.raw(index) + all.quote(index);
        }

        String prefix() {
            return prefix;
        }

        String namespace() {
            return namespace;
        }

        String name() {
            return name;
        }

        String quoted() {
            return quoted;
        }
    }

    /** A child as it stands, with the prefixes that its tag declares; no name: no element. */
    private record Piece(int name, Set<String> declared, StringBuilder raw) {

        @Override
        public String toString() {
            return "Piece";
        }
    }

    private final boolean element;
    private final String text;
    private final List<Taken> attributes = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, String> bindings = new HashMap<>();

    private Copy(Place place) {
        this.element = place instanceof Element;
        this.text = Strings.of(place);
        if (place instanceof Element from) {
            var scope = from.scope();
            bindings.putAll(scope.bindings());
            if (!from.isDocument()) {
                var all = from.attributes();
                for (int i = 0; i < all.count(); i++) {
                    if (!all.declares(i)) {
                        attributes.add(new Taken(all, i, scope));
                    }
                }
            }
            for (var child = from.first; child != null; child = child.next) {
                pieces.add(piece(child));
            }
        }
    }

    static Copy of(Place place) {
        return new Copy(place);
    }

    private static Piece piece(Item child) {
        var raw = new StringBuilder();
        child.write(raw);
        if (!(child instanceof Element inner)) {
            return new Piece(0, Set.of(), raw);
        }
        var declared = new HashSet<String>();
        var all = inner.attributes();
        for (int i = 0; i < all.count(); i++) {
            if (all.declares(i)) {
                declared.add(all.declared(i));
            }
        }
        return new Piece(1 + inner.name().length(), declared, raw);
    }

    boolean isElement() {
        return element;
    }

    String text() {
        return text;
    }

    List<Taken> attributes() {
        return attributes;
    }

    /**
     * What was in the element, so that names mean the same at a place where prefixes mean something
     * else: what differs is declared anew.
     */
    String within(Scope place) {
        var differing = new HashMap<String, String>();
        bindings.forEach(
                (prefix, namespace) -> {
                    if (!namespace.equals(place.namespace(prefix))) {
                        differing.put(prefix, namespace);
                    }
                });
        var out = new StringBuilder();
        for (var piece : pieces) {
            out.append(piece.raw(), 0, piece.name());
            differing.forEach((prefix, namespace) -> declare(piece, prefix, namespace, out));
            out.append(piece.raw(), piece.name(), piece.raw().length());
        }
        return out.toString();
    }

    private static void declare(Piece piece, String prefix, String namespace, StringBuilder out) {
        boolean wanted = prefix.isEmpty() || piece.raw().indexOf(prefix + ":") >= 0;
        if (piece.name() > 0 && wanted && !piece.declared().contains(prefix)) {
            out.append(Name.declaration(prefix, namespace));
        }
    }
}
