package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.IndexPath;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code index: { ward: PV1-3.1 }}: names of the operator's choice, and the paths whose
 * values messages are found by.
 */
final class IndexPathsReader {

    private static final int MOST = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final List<String> ALWAYS = List.of("control", "patient", "type");

    private final Faults faults;

    IndexPathsReader(Faults faults) {
        this.faults = faults;
    }

    List<IndexPath> paths(Yaml yaml) {
        if (!(yaml instanceof Yaml.Fields fields)) {
            faults.add(
                    yaml.mark(),
                    "\"index\" has a name and a path for each value; write for example \"index: {"
                            + " ward: PV1-3.1 }\"");
            return List.of();
        }
        var paths = new ArrayList<IndexPath>();
        for (var field : fields.fields()) {
            if (paths.size() == MOST) {
                faults.add(field.mark(), "at most " + MOST + " values can be indexed; remove some");
                break;
            }
            if (field.value() instanceof Yaml.Text path && !path.text().isBlank()) {
                if (isName(field)) {
                    paths.add(new IndexPath(field.key(), path));
                }
            } else {
                faults.add(
                        field.value().mark(),
                        "\"" + field.key() + "\" needs a path, for example PV1-3.1");
            }
        }
        return List.copyOf(paths);
    }

    private boolean isName(Yaml.Field field) {
        var name = field.key();
        if (ALWAYS.contains(name)) {
            faults.add(
                    field.mark(),
                    "\"" + name + "\" is always there: message:search --" + name + "; remove it");
            return false;
        }
        if (!NAME.matcher(name).matches()) {
            faults.add(
                    field.mark(),
                    "\""
                            + name
                            + "\" cannot name a value; use letters, digits, \"-\" and \"_\","
                            + " beginning with a letter");
            return false;
        }
        return true;
    }
}
