package dev.pons.core.config;

import dev.pons.core.web.AccessOptions;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Options in a record, the kernel's ports and peers among them.
 *
 * @param record bound from a map
 * @param brief what a scalar stands for
 */
record GroupKind(Class<? extends Record> record, Short brief) implements Kind {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)\\]|([^:\\[\\]]+)):([^:]*)");

    /** What a text or list stands for, where a map could be written. */
    enum Short {
        /** The one option that is required; where there are none or several, nothing. */
        SOLE_REQUIRED,
        /** {@code 2575} or {@code "0.0.0.0:2575"}. */
        LISTEN,
        /** {@code "lab.example:2576"}. */
        PEER,
        /** Nothing. */
        ACCESS
    }

    @Override
    public @Nullable Record bind(Yaml yaml, String name, Binding binding) {
        var options = Option.of(record);
        int before = binding.faults.count();
        var fields = fields(yaml, name, options, binding);
        if (fields == null) {
            return null;
        }
        refuseUnknown(fields, options, binding);
        var values = new ArrayList<@Nullable Object>();
        for (var option : options) {
            values.add(value(option, fields, binding));
        }
        if (binding.faults.count() > before) {
            return null;
        }
        var made = make(yaml, options, values, binding);
        if (made instanceof ListenOptions listen) {
            binding.ports.add(new Bound.PortAt(listen, yaml.mark()));
        }
        if (made instanceof AccessOptions access) {
            binding.accesses.add(access);
        }
        return made;
    }

    private Yaml.@Nullable Fields fields(
            Yaml yaml, String name, List<Option> options, Binding binding) {
        if (yaml instanceof Yaml.Fields fields) {
            return fields;
        }
        if (yaml instanceof Yaml.Text text && text.text().isEmpty() && !text.quoted()) {
            return new Yaml.Fields(yaml.mark(), List.of(), false);
        }
        if ((brief == Short.LISTEN || brief == Short.PEER) && yaml instanceof Yaml.Text) {
            return address(yaml, name, binding);
        }
        var sole = sole(options);
        if (sole.isPresent()) {
            return new Yaml.Fields(
                    yaml.mark(),
                    List.of(new Yaml.Field(yaml.mark(), sole.get().name(), yaml)),
                    false);
        }
        var known = options.stream().map(Option::name).collect(Collectors.joining(", "));
        binding.fault(
                yaml,
                name,
                known.isEmpty()
                        ? "takes no options; remove the value"
                        : "a map of options is needed: " + known);
        return null;
    }

    /** Of several options, the one that must be given. */
    private static Optional<Option> sole(List<Option> options) {
        var required = options.stream().filter(Option::required).toList();
        return required.size() == 1 ? Optional.of(required.get(0)) : Optional.empty();
    }

    private Yaml.@Nullable Fields address(Yaml yaml, String name, Binding binding) {
        var text = binding.text(yaml, name);
        if (text == null) {
            return null;
        }
        var fields = new ArrayList<Yaml.Field>();
        var match = HOST_AND_PORT.matcher(text.text());
        if (match.matches()) {
            var host = match.group(1) == null ? match.group(2) : match.group(1);
            fields.add(field(yaml, "host", host));
            fields.add(field(yaml, "port", match.group(3)));
        } else if (brief == Short.LISTEN && text.text().matches("[0-9]+")) {
            fields.add(field(yaml, "port", text.text()));
        } else {
            binding.fault(
                    yaml,
                    name,
                    text.shown()
                            + (brief == Short.LISTEN
                                    ? " is no port; write 2575, \"0.0.0.0:2575\" or \"[::]:2575\""
                                    : " is no host with a port; write \"lab.example:2576\" or"
                                            + " \"[2001:db8::7]:2576\""));
            return null;
        }
        return new Yaml.Fields(yaml.mark(), fields, false);
    }

    /** Its references are resolved already. */
    private static Yaml.Field field(Yaml yaml, String key, String value) {
        return new Yaml.Field(
                yaml.mark(), key, new Yaml.Text(yaml.mark(), value.replace("${", "$${"), true));
    }

    private static void refuseUnknown(Yaml.Fields fields, List<Option> options, Binding binding) {
        var known = options.stream().map(Option::name).toList();
        for (var field : fields.fields()) {
            if (!known.contains(field.key())) {
                binding.faults.add(
                        field.mark(),
                        known.isEmpty()
                                ? "unknown option \"" + field.key() + "\"; there are none here"
                                : "unknown option \""
                                        + field.key()
                                        + '"'
                                        + DidYouMean.words(field.key(), known));
            }
        }
    }

    private static @Nullable Object value(Option option, Yaml.Fields fields, Binding binding) {
        var given = fields.get(option.name());
        if (given.isPresent()) {
            return option.kind().bind(given.get(), option.name(), binding);
        }
        var standard = option.standardYaml(fields.mark());
        if (standard != null) {
            return option.kind().bind(standard, option.name(), binding);
        }
        if (option.required()) {
            binding.faults.add(
                    fields.mark(),
                    "option \"" + option.name() + "\" is missing (" + option.doc() + ")");
            return null;
        }
        return Optional.empty();
    }

    private @Nullable Record make(
            Yaml yaml, List<Option> options, List<@Nullable Object> values, Binding binding) {
        try {
            var types = options.stream().map(Option::type).toArray(Class<?>[]::new);
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            var words =
                    e.getCause() instanceof IllegalArgumentException said
                            ? String.valueOf(said.getMessage())
                            : "the plugin failed on these options ("
                                    + e.getTargetException().getClass().getSimpleName()
                                    + "); tell its author";
            binding.faults.add(yaml.mark(), words);
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getName() + " cannot be made", e);
        }
    }

    @Override
    public Map<String, Object> schema() {
        var map = Schema.options(record);
        if (brief == Short.SOLE_REQUIRED || brief == Short.ACCESS) {
            return sole(Option.of(record))
                    .<Map<String, Object>>map(
                            o -> JsonText.map("anyOf", List.of(map, o.kind().schema())))
                    .orElse(map);
        }
        var types = brief == Short.LISTEN ? List.of("integer", "string") : List.of("string");
        return JsonText.map("anyOf", List.of(map, JsonText.map("type", types)));
    }

    @Override
    public String word() {
        return switch (brief) {
            case LISTEN -> "port";
            case PEER -> "host:port";
            case ACCESS -> "access";
            case SOLE_REQUIRED -> "options";
        };
    }

    @Override
    public boolean composed() {
        return brief == Short.SOLE_REQUIRED || brief == Short.ACCESS;
    }
}
