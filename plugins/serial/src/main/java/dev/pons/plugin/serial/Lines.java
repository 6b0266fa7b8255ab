package dev.pons.plugin.serial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The lines of this engine, by port. */
final class Lines {

    private static final Map<String, Line> ALL = new ConcurrentHashMap<>();

    private Lines() {}

    /** That of a port; it is open while it has members. */
    static Line of(String port) {
        return ALL.computeIfAbsent(port, Line::new);
    }

    /** Who uses which ports: names of channels, and of destinations behind a slash. */
    static Map<String, List<String>> users() {
        var users = new TreeMap<String, List<String>>();
        ALL.forEach(
                (port, line) -> {
                    var names = line.users();
                    if (!names.isEmpty()) {
                        users.put(port, names);
                    }
                });
        return users;
    }

    /** Why a port is not free for a person, in words; empty: it is. */
    static String taken(String port) {
        var users = users().getOrDefault(port, List.of());
        return users.isEmpty()
                ? ""
                : port
                        + " is used by "
                        + String.join(", ", users)
                        + "; stop it first: channel:stop "
                        + users.get(0).replaceFirst("/.*", "");
    }
}
