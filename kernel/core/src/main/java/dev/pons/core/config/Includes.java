package dev.pons.core.config;

import dev.pons.core.config.Yaml.Field;
import dev.pons.core.config.Yaml.Fields;
import dev.pons.core.config.Yaml.Items;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the steps of included files where {@code include: name} stands in a list under a key {@code
 * steps}, or alone instead of that list. Names are relative to the folder of the channel files, in
 * included files too. What stands behind is bounded: {@value #MOST} steps, no circles.
 */
final class Includes {

    private static final int MOST = 10_000;

    private final Function<String, Optional<String>> texts;
    private final Faults faults;
    private final Map<String, String> used = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int steps;

    Includes(Function<String, Optional<String>> texts, Faults faults) {
        this.texts = texts;
        this.faults = faults;
    }

    /** Text by name of all that was included, in the order of first use. */
    Map<String, String> used() {
        return used;
    }

    /** The same tree with the steps put in. */
    Yaml expand(Yaml yaml) {
        if (yaml instanceof Fields fields) {
            return new Fields(
                    fields.mark(),
                    fields.fields().stream().map(this::field).toList(),
                    fields.flow());
        }
        return yaml instanceof Items items
                ? new Items(items.mark(), items.items().stream().map(this::expand).toList())
                : yaml;
    }

    private Field field(Field field) {
        if (!field.key().equals("steps")) {
            return new Field(field.mark(), field.key(), expand(field.value()));
        }
        var value = field.value();
        var list = isInclude(value) ? new Items(value.mark(), List.of(value)) : value;
        return new Field(
                field.mark(),
                field.key(),
                list instanceof Items items ? new Items(items.mark(), steps(items)) : expand(list));
    }

    private static boolean isInclude(Yaml yaml) {
        return yaml instanceof Fields fields && fields.get("include").isPresent();
    }

    private List<Yaml> steps(Items items) {
        var all = new ArrayList<Yaml>();
        for (var item : items.items()) {
            steps++;
            if (steps == MOST + 1) {
                faults.add(item.mark(), "more than " + MOST + " steps; include fewer");
            }
            if (steps > MOST) {
                return all;
            }
            if (isInclude(item)) {
                all.addAll(included((Fields) item));
            } else {
                all.add(expand(item));
            }
        }
        return all;
    }

    private List<Yaml> included(Fields item) {
        var value = item.get("include").orElseThrow();
        if (item.fields().size() > 1) {
            faults.add(
                    item.mark(),
                    "\"include\" stands alone in its item; for a condition write \"choose: [ {"
                            + " when, steps } ]\" around it");
            return List.of();
        }
        if (!(value instanceof Yaml.Text name) || !isName(name.text())) {
            faults.add(
                    value.mark(),
                    "\"include\" needs the name of a file beside or below the channel files, for"
                            + " example steps/common.yaml");
            return List.of();
        }
        if (open.contains(name.text())) {
            faults.add(
                    name.mark(),
                    "\""
                            + name.text()
                            + "\" includes itself ("
                            + circle(name.text())
                            + "); remove one of the includes");
            return List.of();
        }
        return read(name);
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
                && !List.of(name.split("/")).contains("..");
    }

    private String circle(String name) {
        var names = new ArrayList<>(open);
        Collections.reverse(names);
        return String.join(" -> ", names.subList(names.indexOf(name), names.size()))
                + " -> "
                + name;
    }

    private List<Yaml> read(Yaml.Text name) {
        var known = Optional.ofNullable(used.get(name.text()));
        var text = known.isPresent() ? known : texts.apply(name.text());
        if (text.isEmpty()) {
            faults.add(
                    name.mark(),
                    "there is no file \"" + name.text() + "\" in the folder of the channel files");
            return List.of();
        }
        if (ChannelText.ambiguous(text.get())) {
            faults.add(Mark.whole(name.text()), "remove the line \"--- # include:\"");
            return List.of();
        }
        used.put(name.text(), text.get());
        var yaml = YamlReader.read(name.text(), text.get(), faults);
        if (yaml.isEmpty()) {
            return List.of();
        }
        if (!(yaml.get() instanceof Items items)) {
            faults.add(
                    yaml.get().mark(),
                    "an included file is a list of steps; begin each with \"- \"");
            return List.of();
        }
        open.push(name.text());
        try {
            return steps(items);
        } finally {
            open.pop();
        }
    }
}
