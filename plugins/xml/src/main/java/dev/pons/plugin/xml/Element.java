package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

/**
 * An element, or the document as a whole, which has no name and no tags. Its tags and what was not
 * touched in it stay those of the source.
 */
final class Element extends Item {

    /** Behind the start tag. */
    private final int inside;

    /** Where the end tag begins; with no end tag, {@link #to}. */
    int inner;

    private Scope scope;

    @Nullable Item first;
    @Nullable Item last;

    /** The start tag in place of the source's; null: the source's. */
    private @Nullable String tag;

    /** Of its list of children; 0: nothing in it is changed at all. */
    private int changes;

    Element(String source, int from, int inside, Scope scope) {
        super(source, from, inside);
        this.inside = inside;
        this.inner = inside;
        this.scope = scope;
    }

    boolean isDocument() {
        return inside == from;
    }

    /** With its prefix. */
    String name() {
        return source.substring(from + 1, nameEnd());
    }

    /** Behind its name in the source. */
    int nameEnd() {
        int end = from + 1;
        while (end < inside && isOfName(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char c) {
        return c != '>' && c != '/' && !Chars.isSpace(c);
    }

    /** Without its prefix. */
    String local() {
        var name = name();
        return name.substring(name.indexOf(':') + 1);
    }

    /** As it is written; empty: none. */
    String prefix() {
        var name = name();
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    /** What prefixes mean in it. */
    Scope scope() {
        return scope;
    }

    /** Its name's namespace; empty: none. */
    String namespace() {
        var namespace = scope.namespace(prefix());
        return namespace == null ? "" : namespace;
    }

    /** Whether this is its name without prefix. */
    boolean isNamed(String local) {
        int begin = from + 1;
        if (isDocument()) {
            return false;
        }
        if (endsNameAt(begin, local)) {
            return true;
        }
        while (begin < inside && source.charAt(begin) != ':' && isOfName(source.charAt(begin))) {
            begin++;
        }
        return source.charAt(begin) == ':' && endsNameAt(begin + 1, local);
    }

    private boolean endsNameAt(int begin, String local) {
        char behind = source.startsWith(local, begin) ? source.charAt(begin + local.length()) : ':';
        return behind != ':' && !isOfName(behind);
    }

    String tag() {
        return tag == null ? source.substring(from, inside) : tag;
    }

    /** Puts another start tag, of the same name, in place of the one that is there. */
    void tag(String other) {
        tag = other;
        touched();
    }

    /** Gives it another attribute, with its value in quotation marks as it is to stand there. */
    void put(Name name, String quoted) {
        scope = name.within(scope);
        tag(attributes().plus(name.declaration() + " " + name.written() + "=" + quoted));
    }

    /** Its attributes as they are now. */
    Attributes attributes() {
        var at = tag == null ? new Lexer(source, from + 1) : new Lexer(tag, 1);
        try {
            at.name();
            return Attributes.read(at);
        } catch (Malformed never) {
            throw new IllegalStateException("a tag that was read before", never);
        }
    }

    /** How often its list of children was changed. */
    int changes() {
        return changes;
    }

    /** Puts an item before another one, or at the end. */
    void link(Item item, @Nullable Item before) {
        var after = before == null ? last : before.previous;
        item.parent = this;
        item.previous = after;
        item.next = before;
        if (after == null) {
            first = item;
        } else {
            after.next = item;
        }
        if (before == null) {
            last = item;
        } else {
            before.previous = item;
        }
    }

    /** As {@link #link}, of a document that is read already. */
    void insert(Item item, @Nullable Item before) {
        link(item, before);
        changes++;
        touched();
    }

    /** Takes a child out. Handles on it, and on what is below it, are good for nothing from now. */
    void unlink(Item item) {
        if (item.previous == null) {
            first = item.next;
        } else {
            item.previous.next = item.next;
        }
        if (item.next == null) {
            last = item.previous;
        } else {
            item.next.previous = item.previous;
        }
        item.parent = null;
        changes++;
        touched();
    }

    /** Takes all children out. */
    void clear() {
        for (var item = first; item != null; item = item.next) {
            item.parent = null;
        }
        first = null;
        last = null;
        changes++;
        touched();
    }

    /** Something in it is not as it came. */
    void touched() {
        for (var element = this; element != null; element = element.parent) {
            if (element.changes == 0) {
                element.changes = 1;
            } else if (element != this) {
                return;
            }
        }
    }

    /** How deep it lies; the document: 0. */
    int depth() {
        int depth = 0;
        for (var element = parent; element != null; element = element.parent) {
            depth++;
        }
        return depth;
    }

    /** Recursive: no document is deeper than {@link Parser#DEPTH}. */
    @Override
    void write(StringBuilder out) {
        if (changes == 0) {
            out.append(source, from, to);
            return;
        }
        var begin = tag();
        boolean closed = begin.endsWith("/>");
        if (!closed || first == null) {
            out.append(begin);
        } else {
            out.append(begin, 0, begin.length() - 2).append('>');
        }
        content(out);
        if (inner < to) {
            out.append(source, inner, to);
        } else if (first != null && !isDocument()) {
            out.append("</").append(name()).append('>');
        }
    }

    /** What stands between its tags now. */
    void content(StringBuilder out) {
        if (changes == 0) {
            out.append(source, inside, inner);
            return;
        }
        for (var item = first; item != null; item = item.next) {
            item.write(out);
        }
    }
}
