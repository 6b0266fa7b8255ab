package dev.pons.plugin.script;

import dev.pons.core.config.Binder;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Options as the kernel binds them. */
final class Bind {

    private Bind() {}

    static <C extends Record> C defaults(Class<C> type, Map<String, String> given) {
        var mark = new Mark("test.yaml", 1, 1);
        var fields = new ArrayList<Yaml.Field>();
        given.forEach(
                (key, text) ->
                        fields.add(
                                new Yaml.Field(
                                        mark,
                                        key,
                                        new Yaml.Text(mark, text.replace("${", "$${"), false))));
        var faults = new Faults();
        return new Binder((kind, name) -> Optional.empty())
                .bind(type, new Yaml.Fields(mark, fields, false), faults)
                .orElseThrow(() -> new IllegalArgumentException(faults.list().toString()))
                .options();
    }
}
