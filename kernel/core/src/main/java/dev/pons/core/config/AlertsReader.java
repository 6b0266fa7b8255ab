package dev.pons.core.config;

import java.util.Optional;

/** Reads {@code etc/alerts.yaml}. Any thread. */
public final class AlertsReader {

    /** Name of the file, in words and in {@code etc}. */
    public static final String FILE = "alerts.yaml";

    private AlertsReader() {}

    /** The file; empty with every fault said. A file without any content is as none. */
    public static Optional<AlertsFile> read(String text, References references, Faults faults) {
        int before = faults.count();
        var yaml = YamlReader.read(FILE, text, faults);
        var bound =
                yaml.flatMap(y -> new Binder(references).bind(AlertsFile.class, y, faults))
                        .map(Bound::options);
        bound.ifPresent(file -> names(yaml.orElseThrow().mark(), file, faults));
        return faults.count() == before ? bound : Optional.empty();
    }

    private static void names(Mark mark, AlertsFile file, Faults faults) {
        for (var name : file.targets().keySet()) {
            if (!name.matches(ReservedWords.NAME)) {
                faults.add(
                        mark,
                        "\"" + name + "\" is no name; write small letters, digits and - only");
            }
        }
        var to = file.engine().to();
        if (!to.isEmpty() && !file.targets().containsKey(to)) {
            faults.add(
                    mark,
                    "engine: to: there is no target \""
                            + to
                            + '"'
                            + DidYouMean.words(to, file.targets().keySet()));
        }
    }
}
