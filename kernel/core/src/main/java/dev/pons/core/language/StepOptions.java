package dev.pons.core.language;

import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;

import java.util.List;
import java.util.Optional;

/** The map of options of one of the language's own steps; what does not fit is a fault. */
record StepOptions(Scope scope, Yaml.Fields fields, String shape) {

    /**
     * Of a step that takes these keys; empty, with the fault said, where no map stands.
     *
     * @param shape how it is written, for faults
     */
    static Optional<StepOptions> of(Scope scope, Yaml value, String shape, List<String> keys) {
        if (!(value instanceof Yaml.Fields fields)) {
            scope.fault(value.mark(), "this step takes " + shape);
            return Optional.empty();
        }
        for (var field : fields.fields()) {
            if (!keys.contains(field.key())) {
                scope.fault(
                        field.mark(),
                        "unknown option \""
                                + field.key()
                                + "\""
                                + Optional.of(DidYouMean.hint(field.key(), keys))
                                        .filter(near -> !near.isEmpty())
                                        .orElse("; this step takes " + shape));
            }
        }
        return Optional.of(new StepOptions(scope, fields, shape));
    }

    Mark mark() {
        return fields.mark();
    }

    Optional<Yaml> get(String key) {
        return fields.get(key);
    }

    /** A text that must be there; else the fault is said and it is empty. */
    Yaml.Text need(String key) {
        return text(key)
                .orElseGet(
                        () -> {
                            if (get(key).isEmpty()) {
                                scope.fault(
                                        mark(),
                                        "`" + key + "` is missing; this step takes " + shape);
                            }
                            return new Yaml.Text(mark(), "", false);
                        });
    }

    /** A text; a map or list in its place is a fault. */
    Optional<Yaml.Text> text(String key) {
        var yaml = get(key);
        if (yaml.isPresent() && yaml.get() instanceof Yaml.Text text && !text.text().isEmpty()) {
            return Optional.of(text);
        }
        yaml.ifPresent(
                other -> scope.fault(other.mark(), "a text is expected here, as in " + shape));
        return Optional.empty();
    }

    /** A template that must be there, its values as they are. */
    Text template(String key) {
        return Templates.of(scope, need(key), Escape.of("text"));
    }

    /** One of some words; the first where none is given. */
    String word(String key, List<String> words) {
        var given = text(key);
        if (given.isEmpty()) {
            return words.get(0);
        }
        if (!words.contains(given.get().text())) {
            scope.fault(given.get().mark(), "`" + key + "` is one of " + String.join(", ", words));
        }
        return given.get().text();
    }
}
