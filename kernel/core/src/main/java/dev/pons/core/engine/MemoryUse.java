package dev.pons.core.engine;

import dev.pons.core.config.ChannelFile;
import dev.pons.core.config.ChannelFile.StepPart;
import dev.pons.core.config.Mark;
import dev.pons.core.config.Yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a channel file that names a table of what channels remember.
 *
 * @param mark where the name stands
 */
record MemoryUse(String table, Mark mark) {

    /** Of all steps of a kind ({@code remember, recall, forget}), inside other steps too. */
    static List<MemoryUse> of(ChannelFile file, String kind) {
        var all = new ArrayList<MemoryUse>();
        steps(file)
                .forEach(
                        step -> {
                            add(step.key(), step.value(), kind, all);
                            inside(step.value(), kind, all);
                        });
        return all;
    }

    private static Stream<StepPart> steps(ChannelFile file) {
        return Stream.concat(
                Stream.of(file.steps(), file.source().answer().reply()).flatMap(List::stream),
                file.destinations().stream()
                        .flatMap(d -> Stream.concat(d.steps().stream(), d.reply().stream())));
    }

    private static void inside(Yaml value, String kind, List<MemoryUse> all) {
        if (value instanceof Yaml.Items items) {
            items.items().forEach(item -> inside(item, kind, all));
        } else if (value instanceof Yaml.Fields fields) {
            for (var field : fields.fields()) {
                add(field.key(), field.value(), kind, all);
                inside(field.value(), kind, all);
            }
        }
    }

    private static void add(String key, Yaml value, String kind, List<MemoryUse> all) {
        if (key.equals(kind)
                && value instanceof Yaml.Fields options
                && options.get("table").orElse(options) instanceof Yaml.Text table) {
            all.add(new MemoryUse(table.text(), table.mark()));
        }
    }
}
