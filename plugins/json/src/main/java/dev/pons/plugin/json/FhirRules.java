package dev.pons.plugin.json;

import dev.pons.plugin.json.Item.Kind;
import dev.pons.spi.Problem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the JSON form of FHIR asks of every resource, whatever its type (FHIR R4, section 2.6.2, and
 * the types id, code and instant of section 2.24). One use.
 */
final class FhirRules {

    private static final int MOST = 20;
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");
    private static final Pattern NAME = Pattern.compile("_?[a-z][A-Za-z0-9]{0,63}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final JsonTree tree;
    private final List<Problem> problems = new ArrayList<>();

    FhirRules(JsonTree tree) {
        this.tree = tree;
    }

    /** The first of them; empty: none. */
    List<Problem> problems() {
        resource(tree.root(), "$");
        return problems;
    }

    private void wrong(String path, String words) {
        if (problems.size() < MOST) {
            problems.add(Problem.of("value", words).at(path));
        }
    }

    private void resource(Item item, String path) {
        if (item.kind != Kind.OBJECT) {
            wrong(path, "a resource is an object");
            return;
        }
        var type = member(item, "resourceType");
        if (type == null || type.kind != Kind.STRING) {
            wrong(path + ".resourceType", "a resource says its type");
        } else if (!TYPE.matcher(Strings.unescaped(type.raw)).matches()) {
            wrong(path + ".resourceType", "the type of a resource is a name such as Patient");
        }
        object(item, path);
    }

    private static @Nullable Item member(Item object, String name) {
        return object.items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void object(Item object, String path) {
        if (object.items().isEmpty()) {
            wrong(path, "an object is not empty");
        }
        var names = new HashSet<String>();
        for (var item : object.items()) {
            var name = item.name();
            var where = path + "." + name;
            if (!names.add(name)) {
                wrong(where, "the element stands twice");
            }
            if (!NAME.matcher(name).matches()) {
                wrong(path, "the name of an element begins with a small letter and has no others");
                continue;
            }
            element(item, name, where);
        }
    }

    private void element(Item item, String name, String path) {
        switch (item.kind) {
            case ARRAY -> list(item, name, path);
            case OBJECT -> {
                boolean inner = name.equals("resource") || member(item, "resourceType") != null;
                if (inner) {
                    resource(item, path);
                } else {
                    object(item, path);
                }
            }
            case STRING -> string(item, name, path);
            default -> {
                if (item.isNull()) {
                    wrong(path, "null stands in lists of primitive values only");
                }
            }
        }
    }

    private void string(Item item, String name, String path) {
        var text = Strings.unescaped(item.raw);
        if (text.isEmpty()) {
            wrong(path, "a text is not empty");
        } else if (name.equals("id") && !ID.matcher(text).matches()) {
            wrong(path, "an id has up to 64 letters, digits, - and .");
        }
    }

    private void list(Item list, String name, String path) {
        if (list.items().isEmpty()) {
            wrong(path, "a list is not empty");
        }
        int index = 0;
        for (var item : list.items()) {
            var where = path + "[" + index++ + "]";
            if (item.kind == Kind.ARRAY) {
                wrong(where, "a list has no lists in it");
            } else if (name.equals("contained")) {
                resource(item, where);
            } else if (!item.isNull()) {
                element(item, name, where);
            }
        }
        if (list.items().stream().allMatch(Item::isNull) && !list.items().isEmpty()) {
            wrong(path, "a list has a value");
        }
    }
}
