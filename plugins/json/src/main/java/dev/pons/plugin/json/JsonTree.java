package dev.pons.plugin.json;

import dev.pons.plugin.json.Item.Kind;
import dev.pons.plugin.json.JsonPath.Step;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON text. A list is seen as repetitions of its name: {@code $.name.given} finds those of every
 * name, and reading takes the first.
 */
final class JsonTree implements Tree<Item> {

    private static final int MOST_DIGITS = 200;

    private final Item root;
    private final Source source;
    private final Map<Item, String> types = new HashMap<>();
    private boolean changed;

    /** What it was read from; {@code lead} is a byte order mark, or nothing. */
    record Source(Payload original, String lead, Charsets charset) {}

    JsonTree(Item root, Source source) {
        this.root = root;
        this.source = source;
    }

    @Override
    public Item root() {
        return root;
    }

    @Override
    public String name(Item node) {
        var parent = node.parent;
        if (parent == null) {
            return "$";
        }
        return parent.kind == Kind.ARRAY ? name(parent) : node.name();
    }

    @Override
    public Value value(Item node) {
        return switch (node.kind) {
            case STRING -> Value.of(Strings.unescaped(node.raw));
            case NUMBER -> number(node.raw);
            case LITERAL -> node.isNull() ? Value.deleted() : Value.of(node.raw.equals("true"));
            case OBJECT, ARRAY -> node.items().isEmpty() ? Value.empty() : Value.of(node.text());
        };
    }

    /** A number keeps its spelling. */
    private static Value number(String raw) {
        var plain = raw.length() > MOST_DIGITS || raw.contains("e") || raw.contains("E");
        return plain ? Value.of(raw) : Value.of(new BigDecimal(raw));
    }

    @Override
    public Value encoded(Item node) {
        return switch (node.kind) {
            case STRING -> Value.encoded(node.raw.substring(1, node.raw.length() - 1));
            case OBJECT, ARRAY -> Value.encoded(node.text());
            default -> value(node);
        };
    }

    @Override
    public List<Item> children(Item node) {
        var children = new ArrayList<Item>();
        for (var item : node.items()) {
            spread(item, children);
        }
        return children;
    }

    /** A list that has items is these. */
    private static void spread(Item item, List<Item> into) {
        if (item.kind == Kind.ARRAY && !item.items().isEmpty()) {
            item.items().forEach(inner -> spread(inner, into));
        } else {
            into.add(item);
        }
    }

    @Override
    public List<Item> find(Item from, String path) throws ProblemException {
        var parsed = parsed(path);
        var found = List.of(parsed.rooted() ? root : from);
        for (var step : parsed.steps()) {
            found = step(found, step);
        }
        var spread = new ArrayList<Item>();
        found.forEach(item -> spread(item, spread));
        return spread;
    }

    private static JsonPath parsed(String path) throws ProblemException {
        try {
            return JsonPath.parse(path);
        } catch (IllegalArgumentException fault) {
            throw new ProblemException(
                    Problem.of("value", String.valueOf(fault.getMessage())).at(path));
        }
    }

    private List<Item> step(List<Item> from, Step step) {
        var found = new ArrayList<Item>();
        for (var item : from) {
            if (step.name() == null) {
                chosen(item, step, found);
            } else {
                for (var owner : owners(item)) {
                    for (var member : owner.items()) {
                        if (owner.kind == Kind.OBJECT && member.name().equals(step.name())) {
                            chosen(member, step, found);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Objects that a name is looked for in: those of a list, if it is one. */
    private static List<Item> owners(Item item) {
        if (item.kind != Kind.ARRAY) {
            return List.of(item);
        }
        var all = new ArrayList<Item>();
        item.items().forEach(inner -> all.addAll(owners(inner)));
        return all;
    }

    private void chosen(Item item, Step step, List<Item> into) {
        if (step.index() == JsonPath.ALL && step.choice() == null) {
            into.add(item);
            return;
        }
        var fitting = new ArrayList<Item>();
        for (var one : item.kind == Kind.ARRAY ? item.items() : List.of(item)) {
            if (fits(one, step.choice())) {
                fitting.add(one);
            }
        }
        if (step.index() == JsonPath.ALL) {
            into.addAll(fitting);
        } else if (step.index() < fitting.size()) {
            into.add(fitting.get(step.index()));
        }
    }

    private boolean fits(Item item, JsonPath.@Nullable Choice choice) {
        if (choice == null) {
            return true;
        }
        var found = List.of(item);
        for (var name : choice.names()) {
            found = step(found, new Step(name, JsonPath.ALL, null));
        }
        var all = new ArrayList<Item>();
        found.forEach(one -> spread(one, all));
        return all.stream().anyMatch(one -> value(one).text().equals(choice.text()));
    }

    @Override
    public void set(Item node, Value value) throws ProblemException {
        var type = types.getOrDefault(node, "");
        types.remove(node);
        var next = Written.item(node, value, type);
        if (next.kind == node.kind && next.text().equals(node.text())) {
            return;
        }
        node.become(next);
        changed = true;
    }

    @Override
    public Item make(Item from, String path) throws ProblemException {
        var parsed = parsed(path);
        var found = find(from, path);
        var item =
                found.isEmpty() ? made(parsed.rooted() ? root : from, parsed, path) : found.get(0);
        if (!parsed.type().isEmpty()) {
            types.put(item, parsed.type());
        }
        return item;
    }

    private Item made(Item from, JsonPath path, String written) throws ProblemException {
        var at = from;
        for (int i = 0; i < path.steps().size(); i++) {
            var step = path.steps().get(i);
            var found = step(List.of(at), step);
            at = found.isEmpty() ? grown(at, step, written) : first(found.get(0), path, i);
        }
        changed = true;
        return at;
    }

    /** On the way down a list is its first item. */
    private static Item first(Item item, JsonPath path, int step) {
        boolean inside =
                step + 1 < path.steps().size() && path.steps().get(step + 1).name() != null;
        return inside && item.kind == Kind.ARRAY && !item.items().isEmpty()
                ? item.items().get(0)
                : item;
    }

    private static Item grown(Item parent, Step step, String written) throws ProblemException {
        if (step.choice() != null) {
            throw missing("nothing here has what the path asks for", written);
        }
        var owner = parent;
        var name = step.name();
        if (name != null) {
            owner = object(parent, written);
            var there = owner.items().stream().filter(m -> m.name().equals(name)).findFirst();
            if (there.isEmpty()) {
                var item = new Item(Kind.LITERAL, "null");
                item.around.key = Strings.quoted(name);
                owner.add(owner.items().size(), item);
                there = Optional.of(item);
            }
            owner = there.get();
        }
        return step.index() == JsonPath.ALL ? owner : element(owner, step.index(), written);
    }

    /** What has no value yet becomes an object. */
    private static Item object(Item item, String written) throws ProblemException {
        if (item.isNull()) {
            item.become(new Item(Kind.OBJECT, ""));
        }
        if (item.kind == Kind.ARRAY && item.items().isEmpty()) {
            var first = new Item(Kind.OBJECT, "");
            item.add(0, first);
            return first;
        }
        if (item.kind != Kind.OBJECT) {
            throw missing("there is a value here already, and no object", written);
        }
        return item;
    }

    private static Item element(Item list, int index, String written) throws ProblemException {
        if (list.isNull()) {
            list.become(new Item(Kind.ARRAY, ""));
        }
        if (list.kind != Kind.ARRAY || index != list.items().size()) {
            throw missing("only the next item of a list can be made", written);
        }
        var item = new Item(Kind.LITERAL, "null");
        list.add(index, item);
        return item;
    }

    private static ProblemException missing(String words, String path) {
        return new ProblemException(Problem.of("missing", words).at(path));
    }

    @Override
    public Item insert(Item parent, int index, String name) throws ProblemException {
        if (!parent.isContainer()) {
            throw missing("a value has nothing inside", name);
        }
        var item = new Item(Kind.LITERAL, "null");
        if (parent.kind == Kind.OBJECT) {
            item.around.key = Strings.quoted(name);
        }
        parent.add(Math.min(index, parent.items().size()), item);
        changed = true;
        return item;
    }

    /** A new item of the list at a path; a list is made where nothing stands. */
    @Override
    public Item add(Item from, String path, boolean first) throws ProblemException {
        var parsed = parsed(path);
        var found = List.of(parsed.rooted() ? root : from);
        for (var step : parsed.steps()) {
            found = step(found, step);
        }
        var list =
                found.isEmpty() ? made(parsed.rooted() ? root : from, parsed, path) : found.get(0);
        if (list.isNull()) {
            list.become(new Item(Kind.ARRAY, ""));
        }
        if (list.kind != Kind.ARRAY) {
            throw missing("there is a value here, and no list to add to", path);
        }
        var item = new Item(Kind.LITERAL, "null");
        list.add(first ? 0 : list.items().size(), item);
        changed = true;
        return item;
    }

    /** With all below; a list goes with its last item. */
    @Override
    public void remove(Item node) throws ProblemException {
        var parent = node.parent;
        if (parent == null) {
            throw new ProblemException(
                    Problem.of("not-allowed", "the value as a whole cannot be removed"));
        }
        node.leave();
        changed = true;
        if (parent.kind == Kind.ARRAY && parent.items().isEmpty() && parent.parent != null) {
            parent.leave();
        }
    }

    /** With structure, types and repetitions; nothing there takes the target away. */
    @Override
    public void copy(Item from, String source, String target) throws ProblemException {
        var parsed = parsed(source);
        var found = List.of(parsed.rooted() ? root : from);
        for (var step : parsed.steps()) {
            found = step(found, step);
        }
        if (found.isEmpty()) {
            for (var gone : find(from, target)) {
                remove(gone);
            }
            return;
        }
        var copy = found.get(0).copy();
        var to = parsed(target);
        var place = List.of(to.rooted() ? root : from);
        for (var step : to.steps()) {
            place = step(place, step);
        }
        var at = place.isEmpty() ? made(to.rooted() ? root : from, to, target) : place.get(0);
        at.become(copy);
        changed = true;
    }

    @Override
    public Payload write() throws ProblemException {
        if (!changed) {
            return source.original();
        }
        var out = new StringBuilder(source.lead()).append(root.around.lead);
        root.write(out);
        out.append(root.around.tail);
        return source.charset().encoded(out.toString());
    }
}
