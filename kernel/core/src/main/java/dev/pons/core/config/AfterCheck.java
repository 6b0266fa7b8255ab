package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Destination;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Looks whether every destination that comes {@code after} another one can ever begin. */
final class AfterCheck {

    private final Faults faults;

    AfterCheck(Faults faults) {
        this.faults = faults;
    }

    void check(List<Destination> destinations) {
        var after = new HashMap<String, Yaml.Text>();
        var names = destinations.stream().map(Destination::name).toList();
        for (var destination : destinations) {
            destination
                    .attempts()
                    .after()
                    .ifPresent(
                            text -> {
                                if (!names.contains(text.text())) {
                                    unknown(text, names);
                                } else {
                                    after.put(destination.name(), text);
                                }
                            });
        }
        destinations.forEach(d -> circle(d.name(), after));
    }

    private void unknown(Yaml.Text text, List<String> names) {
        faults.add(
                text.mark(),
                "\"after\": there is no destination "
                        + text.text()
                        + DidYouMean.words(text.text(), names));
    }

    /** Told once, where its first member in the file stands. */
    private void circle(String name, Map<String, Yaml.Text> after) {
        var way = new LinkedHashSet<String>();
        var begin = after.get(name);
        var next = name;
        for (var to = begin; to != null && way.add(next); to = after.get(next)) {
            next = to.text();
        }
        if (begin != null && next.equals(name) && way.contains(name)) {
            faults.add(
                    begin.mark(),
                    "\"after\" goes in a circle, so that none of them can begin: "
                            + String.join(" after ", way)
                            + " after "
                            + name);
            way.forEach(after::remove);
        }
    }
}
