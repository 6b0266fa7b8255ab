package dev.pons.core.config;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the record of a plugin's type for what its author forgot. Used once per type. */
final class RecordCheck {

    private static final Set<Class<?>> NUMBERS = Set.of(int.class, long.class);

    private final List<String> faults = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private RecordCheck() {}

    static List<String> of(Class<? extends Record> type) {
        var check = new RecordCheck();
        check.name(type);
        if (!type.isAnnotationPresent(Doc.class)) {
            check.faults.add(type.getName() + ": add @Doc with one sentence for the reference");
        }
        check.seen.add(type);
        check.components(type);
        return List.copyOf(check.faults);
    }

    private void name(Class<? extends Record> type) {
        var name = type.getAnnotation(Name.class);
        if (name == null) {
            faults.add(type.getName() + ": add @Name with the type's name in channel files");
        } else if (!name.value().matches(ReservedWords.NAME)) {
            faults.add(
                    type.getName()
                            + ": @Name(\""
                            + name.value()
                            + "\") must be lower case letters, digits and -");
        } else if (ReservedWords.isTaken(name.value())) {
            faults.add(
                    type.getName()
                            + ": @Name(\""
                            + name.value()
                            + "\") is a word of the channel language; choose another");
        }
    }

    private void components(Class<? extends Record> type) {
        for (var component : type.getRecordComponents()) {
            var where = type.getName() + "." + component.getName();
            if (!component.isAnnotationPresent(Doc.class)) {
                faults.add(where + ": add @Doc with one sentence");
            }
            if (Kinds.of(component).isEmpty()) {
                faults.add(
                        where
                                + ": no option may be a "
                                + component.getGenericType().getTypeName()
                                + "; see Binder for the types");
                continue;
            }
            annotations(where, component);
            var inner = recordIn(component.getGenericType());
            if (inner.isPresent() && seen.add(inner.get())) {
                components(inner.get());
            }
            standard(where, component);
        }
    }

    /** The record of {@code R}, {@code Optional<R>}, {@code List<R>} or {@code Map<String, R>}. */
    private static Optional<Class<? extends Record>> recordIn(Type type) {
        var last =
                type instanceof ParameterizedType generic
                        ? generic.getActualTypeArguments()[
                                generic.getActualTypeArguments().length - 1]
                        : type;
        return last instanceof Class<?> plain && plain.isRecord()
                ? Optional.of(plain.asSubclass(Record.class))
                : Optional.empty();
    }

    private void annotations(String where, RecordComponent component) {
        var place = component.getAnnotation(Place.class);
        if (place != null && !Kinds.PLACES.contains(place.value())) {
            faults.add(
                    where
                            + ": @Place(\""
                            + place.value()
                            + "\") is unknown; choose one of "
                            + String.join(", ", Kinds.PLACES));
        }
        if (component.isAnnotationPresent(Range.class) && !NUMBERS.contains(component.getType())) {
            faults.add(where + ": @Range is for int and long");
        }
    }

    private void standard(String where, RecordComponent component) {
        var option = Option.of(component);
        var said = new Faults();
        try {
            var yaml = option.standardYaml(Mark.whole("@Default"));
            if (yaml != null) {
                option.kind()
                        .bind(yaml, option.name(), new Binding((k, n) -> Optional.of(""), said));
            }
        } catch (IllegalArgumentException e) {
            faults.add(where + ": @Default cannot be read: " + e.getMessage());
        }
        said.list().forEach(f -> faults.add(where + ": @Default: " + f.words()));
    }
}
