package dev.pons.core.config;

import dev.pons.core.web.AccessOptions;
import dev.pons.spi.config.Condition;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;
import dev.pons.spi.http.Access;
import dev.pons.spi.net.Listen;
import dev.pons.spi.net.Peer;
import dev.pons.spi.net.Tls;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of options that the language knows, besides the scalar ones. */
final class Kinds {

    /** Places that a {@link Template} may name. */
    static final List<String> PLACES = List.of("text", "file", "url", "json", "xml");

    private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");

    private Kinds() {}

    /** The kind of a component; empty: its type is none that an option may have. */
    static Optional<Kind> of(RecordComponent component) {
        return of(component.getGenericType(), component);
    }

    private static Optional<Kind> of(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType generic) {
            return parameterized(generic, component);
        }
        if (!(type instanceof Class<?> plain)) {
            return Optional.empty();
        }
        if (plain == Template.class) {
            var place = component.getAnnotation(Place.class);
            return Optional.of(new TemplateKind(place == null ? "text" : place.value()));
        }
        if (plain == Condition.class) {
            return Optional.of(new ConditionKind());
        }
        if (plain == Secret.class) {
            return Optional.of(new SecretKind());
        }
        if (plain == Listen.class) {
            return Optional.of(new GroupKind(ListenOptions.class, GroupKind.Short.LISTEN));
        }
        if (plain == Peer.class) {
            return Optional.of(new GroupKind(PeerOptions.class, GroupKind.Short.PEER));
        }
        if (plain == Access.class) {
            return Optional.of(new GroupKind(AccessOptions.class, GroupKind.Short.ACCESS));
        }
        if (plain == Tls.class) {
            return Optional.of(new GroupKind(PeerTls.class, GroupKind.Short.SOLE_REQUIRED));
        }
        return plain.isRecord()
                ? Optional.of(
                        new GroupKind(
                                plain.asSubclass(Record.class), GroupKind.Short.SOLE_REQUIRED))
                : ScalarKind.of(plain, component.getAnnotation(Range.class));
    }

    private static Optional<Kind> parameterized(ParameterizedType type, RecordComponent component) {
        var of = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return single(of[0], component).map(MaybeKind::new);
        }
        if (type.getRawType() == List.class) {
            return single(of[0], component).map(ManyKind::new);
        }
        return type.getRawType() == Map.class && of[0] == String.class
                ? single(of[1], component).map(NamedKind::new)
                : Optional.empty();
    }

    /** Lists of lists and the like are nobody's option. */
    private static Optional<Kind> single(Type type, RecordComponent component) {
        return type instanceof ParameterizedType ? Optional.empty() : of(type, component);
    }

    /** {@code Optional<T>}. */
    record MaybeKind(Kind of) implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            var value = of.bind(yaml, option, binding);
            return value == null ? null : Optional.of(value);
        }

        @Override
        public Map<String, Object> schema() {
            return of.schema();
        }

        @Override
        public String word() {
            return of.word();
        }

        @Override
        public boolean composed() {
            return of.composed();
        }
    }

    /** {@code List<T>}; what is no list stands for a list of one. */
    record ManyKind(Kind of) implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            var items = yaml instanceof Yaml.Items many ? many.items() : List.of(yaml);
            var values = new ArrayList<Object>();
            for (var item : items) {
                var value = of.bind(item, option, binding);
                if (value != null) {
                    values.add(value);
                }
            }
            return values.size() == items.size() ? List.copyOf(values) : null;
        }

        @Override
        public Map<String, Object> schema() {
            return JsonText.map(
                    "anyOf",
                    List.of(of.schema(), JsonText.map("type", "array", "items", of.schema())));
        }

        @Override
        public String word() {
            return "list of " + of.word();
        }

        @Override
        public boolean composed() {
            return true;
        }
    }

    /** {@code Map<String, T>}, in the order of the file. */
    record NamedKind(Kind of) implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            if (!(yaml instanceof Yaml.Fields fields)) {
                binding.fault(
                        yaml, option, "a map is needed; write \"name: value\" lines below it");
                return null;
            }
            var values = new LinkedHashMap<String, Object>();
            for (var field : fields.fields()) {
                var value = of.bind(field.value(), option + "." + field.key(), binding);
                if (value != null) {
                    values.put(field.key(), value);
                }
            }
            return values.size() == fields.fields().size()
                    ? Collections.unmodifiableMap(values)
                    : null;
        }

        @Override
        public Map<String, Object> schema() {
            return JsonText.map("type", "object", "additionalProperties", of.schema());
        }

        @Override
        public String word() {
            return "map of " + of.word();
        }

        @Override
        public boolean composed() {
            return true;
        }
    }

    /** A template; a value put in by reference is text, its braces are no path. */
    record TemplateKind(String place) implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            var text = binding.text(yaml, option, value -> value.replace("{", "{{"));
            if (text == null) {
                return null;
            }
            var template = Template.of(text.text());
            binding.templates.add(new Bound.TemplateAt(template, yaml.mark(), place));
            return template;
        }

        @Override
        public Map<String, Object> schema() {
            return JsonText.map("type", ANY_SCALAR);
        }

        @Override
        public String word() {
            return "template";
        }
    }

    /** A condition; its lines are checked by the language, which gets the YAML. */
    record ConditionKind() implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            if (yaml instanceof Yaml.Text) {
                binding.fault(yaml, option, "a condition is a map; write for example MSH-9.1: ADT");
                return null;
            }
            var condition = Condition.of(yaml);
            binding.conditions.add(new Bound.ConditionAt(condition, yaml.mark()));
            return condition;
        }

        @Override
        public Map<String, Object> schema() {
            return LanguageSchema.CONDITION;
        }

        @Override
        public String word() {
            return "condition";
        }

        @Override
        public boolean composed() {
            return true;
        }
    }

    /** A secret: a reference and nothing else, and nothing of it in a fault. */
    record SecretKind() implements Kind {

        @Override
        public @Nullable Object bind(Yaml yaml, String option, Binding binding) {
            if (!(yaml instanceof Yaml.Text text) || !Substitution.isReference(text.text())) {
                binding.fault(
                        yaml,
                        option,
                        "a secret never stands in a channel file; write ${secret:name} and put it"
                                + " into etc/secrets/name, or write ${env:NAME}");
                return null;
            }
            var resolved = binding.text(yaml, option);
            return resolved == null ? null : Secret.of(resolved.text());
        }

        @Override
        public Map<String, Object> schema() {
            return JsonText.map("type", "string", "pattern", "^\\$\\{(secret|env):[^}]+\\}$");
        }

        @Override
        public String word() {
            return "secret";
        }
    }
}
