package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.StepPart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of steps whose includes are put in already. */
final class StepReader {

    private StepReader() {}

    static List<StepPart> steps(Yaml yaml, Faults faults) {
        return list("steps", yaml, faults);
    }

    /** The same under another word. */
    static List<StepPart> list(String word, Yaml yaml, Faults faults) {
        if (!(yaml instanceof Yaml.Items items)) {
            faults.add(
                    yaml.mark(),
                    "\""
                            + word
                            + "\" is a list; begin each step with \"- \", or write [] for none");
            return List.of();
        }
        var steps = new ArrayList<StepPart>();
        for (var item : items.items()) {
            Section.of(ReservedWords.STEP, item, needed(item), faults)
                    .flatMap(s -> step(s, faults))
                    .ifPresent(steps::add);
        }
        return List.copyOf(steps);
    }

    /** The condition beside a step or destination: a map, or a list of maps. */
    static Optional<Yaml> when(Section section, Faults faults) {
        var when = section.get("when");
        if (when.isPresent() && when.get() instanceof Yaml.Text) {
            faults.add(when.get().mark(), "\"when\" is a map; write for example { MSH-9.1: ADT }");
        }
        return when;
    }

    private static String needed(Yaml item) {
        var text = item instanceof Yaml.Text t ? "\"" + t.text() + "\" is no step; a" : "a";
        return text + " step is a key with a value; write for example \"- keep: { MSH-9.1: ADT }\"";
    }

    private static Optional<StepPart> step(Section section, Faults faults) {
        var when = when(section, faults);
        boolean create = section.yes("create", false);
        return section.part()
                .map(p -> new StepPart(p.type(), p.mark(), value(section, p, create), when));
    }

    /** With what stands beside the key and belongs to it. */
    private static Yaml value(Section section, ChannelFile.Part part, boolean create) {
        var value = part.options();
        if (section.get("create").isPresent() && !part.type().equals("set")) {
            section.refuse("create", "goes with \"set\" only; remove it");
        } else if (create && value instanceof Yaml.Fields fields) {
            var yes = new Yaml.Text(fields.mark(), "true", false);
            return with(fields, new Yaml.Field(fields.mark(), "create", yes));
        }
        var steps = section.get("steps");
        if (!part.type().equals("each")) {
            section.refuse("steps", "goes with \"each\" only; begin each step with \"- \"");
            return value;
        }
        var of = new Yaml.Field(part.mark(), "each", value);
        var fields = new Yaml.Fields(part.mark(), List.of(of), false);
        return steps.isEmpty()
                ? fields
                : with(fields, new Yaml.Field(steps.get().mark(), "steps", steps.get()));
    }

    private static Yaml with(Yaml.Fields fields, Yaml.Field more) {
        var all = new ArrayList<>(fields.fields());
        all.add(more);
        return new Yaml.Fields(fields.mark(), List.copyOf(all), fields.flow());
    }
}
