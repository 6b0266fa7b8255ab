package dev.pons.plugin.json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A value with the text around it, so that it is written as it came: {@code lead key colon value
 * tail}. A list or an object has items, any other value its raw text.
 */
final class Item {

    /** What a value is. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        LITERAL
    }

    Kind kind;

    /** Of a value without items; of one with none the white space between its brackets. */
    String raw;

    /** Null: it has none. */
    @Nullable List<Item> items;

    @Nullable Item parent;

    /** Its name in an object, with the text around it. */
    final Around around;

    /** What stands around a value. */
    static final class Around {
        String lead = "";
        String tail = "";
        String key = "";
        String colon = ":";
    }

    Item(Kind kind, String raw) {
        this.kind = kind;
        this.raw = raw;
        this.around = new Around();
        this.items = isContainer() ? new ArrayList<>() : null;
    }

    boolean isContainer() {
        return kind == Kind.OBJECT || kind == Kind.ARRAY;
    }

    List<Item> items() {
        return items == null ? List.of() : items;
    }

    /** Becomes another value; its place stays. */
    void become(Item other) {
        kind = other.kind;
        raw = other.raw;
        items = other.items == null ? null : new ArrayList<>(other.items);
        items().forEach(item -> item.parent = this);
    }

    /** A copy of the value, with all below. */
    Item copy() {
        var copy = new Item(kind, raw);
        for (var item : items()) {
            var inner = item.copy();
            inner.around.lead = item.around.lead;
            inner.around.tail = item.around.tail;
            inner.around.key = item.around.key;
            inner.around.colon = item.around.colon;
            copy.put(copy.items().size(), inner);
        }
        return copy;
    }

    /** Puts a value among the items, with the white space of its neighbours. */
    void add(int index, Item item) {
        var all = items();
        if (!all.isEmpty()) {
            var last = all.get(all.size() - 1);
            var second = all.get(all.size() > 1 ? 1 : 0).around.lead;
            item.around.lead = index == 0 ? all.get(0).around.lead : second;
            all.get(0).around.lead = index == 0 ? second : all.get(0).around.lead;
            item.around.colon = last.around.colon;
            if (index == all.size()) {
                item.around.tail = last.around.tail;
                last.around.tail = all.size() > 1 ? all.get(0).around.tail : "";
            }
        }
        put(index, item);
    }

    /** The same, with the white space that it has. */
    void put(int index, Item item) {
        if (items != null) {
            items.add(index, item);
        }
        item.parent = this;
    }

    /** Takes it out of its parent; the last one leaves its white space to the one before. */
    void leave() {
        var from = parent;
        if (from == null || from.items == null) {
            return;
        }
        int index = from.items.indexOf(this);
        if (index == from.items.size() - 1 && index > 0) {
            from.items.get(index - 1).around.tail = around.tail;
        } else if (index == 0 && from.items.size() > 1) {
            from.items.get(1).around.lead = around.lead;
        }
        from.items.remove(this);
        parent = null;
    }

    void write(StringBuilder out) {
        if (!isContainer()) {
            out.append(raw);
            return;
        }
        out.append(kind == Kind.OBJECT ? '{' : '[');
        var all = items();
        if (all.isEmpty()) {
            out.append(raw);
        }
        for (int i = 0; i < all.size(); i++) {
            var item = all.get(i);
            out.append(i == 0 ? "" : ",").append(item.around.lead);
            if (kind == Kind.OBJECT) {
                out.append(item.around.key).append(item.around.colon);
            }
            item.write(out);
            out.append(item.around.tail);
        }
        out.append(kind == Kind.OBJECT ? '}' : ']');
    }

    String text() {
        var out = new StringBuilder();
        write(out);
        return out.toString();
    }

    /** The name of a member. */
    String name() {
        return around.key.isEmpty() ? "" : Strings.unescaped(around.key);
    }

    boolean isNull() {
        return kind == Kind.LITERAL && raw.equals("null");
    }
}
