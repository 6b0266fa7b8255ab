package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One option of a record, as its component and its annotations say.
 *
 * @param name in kebab-case
 * @param type of the component
 * @param kind what is written
 * @param doc one sentence, empty if the record says none
 * @param standard the default as written in a file; null: none
 */
record Option(String name, Class<?> type, Kind kind, String doc, @Nullable String standard) {

    /**
     * The options of a record, in its order. {@link IllegalArgumentException} for a type that no
     * option may have: {@link RecordCheck} was not asked.
     */
    static List<Option> of(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents()).map(Option::of).toList();
    }

    /** The option of one component. */
    static Option of(RecordComponent component) {
        var kind =
                Kinds.of(component)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                component + " has a type that no option may have"));
        var doc = component.getAnnotation(Doc.class);
        var standard = component.getAnnotation(Default.class);
        return new Option(
                kebab(component.getName()),
                component.getType(),
                kind,
                doc == null ? "" : doc.value(),
                standard == null ? null : standard.value());
    }

    /** {@code maxFrame} as {@code max-frame}. */
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Whether a file must give it. */
    boolean required() {
        return standard == null && type != Optional.class;
    }

    /** The default as if it stood in the file; null: there is none. */
    @Nullable Yaml standardYaml(Mark mark) {
        if (standard == null) {
            return null;
        }
        if (!kind.composed()) {
            return new Yaml.Text(mark, standard, true);
        }
        var faults = new Faults();
        return YamlReader.read("default of " + name, standard, faults)
                .orElseThrow(() -> new IllegalArgumentException(faults.list().toString()));
    }
}
