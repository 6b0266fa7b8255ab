package dev.pons.admin.api;

import dev.pons.admin.door.Permission;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One operation: routing, authorisation, audit and description all come from it. None can be
 * written down without the permission that it asks for.
 *
 * @param path below {@code /api/v1}, with {@code {name}} for a segment
 * @param name for programs: {@code listChannels}
 * @param summary in a line
 * @param query fields that may be given
 * @param reason a reason must be given
 * @param in body of the request
 * @param out body of the answer
 */
record Operation(
        Permission permission,
        String method,
        String path,
        String name,
        String summary,
        List<Parameter> query,
        boolean reason,
        Shape in,
        Shape out,
        Act act) {

    /** An operation without parameters. */
    Operation(
            Permission permission,
            String route,
            String name,
            String summary,
            Shape in,
            Shape out,
            Act act) {
        this(
                permission,
                route.substring(0, route.indexOf(' ')),
                route.substring(route.indexOf(' ') + 1),
                name,
                summary,
                List.of(),
                false,
                in,
                out,
                act);
    }

    /** One that takes no body. */
    Operation(
            Permission permission, String route, String name, String summary, Shape out, Act act) {
        this(permission, route, name, summary, Shape.NOTHING, out, act);
    }

    /** One more field of the query. */
    Operation query(String field, String about) {
        var more = Stream.concat(query.stream(), Stream.of(new Parameter(field, about))).toList();
        return new Operation(permission, method, path, name, summary, more, reason, in, out, act);
    }

    /** It must be said why. */
    Operation withReason() {
        return new Operation(permission, method, path, name, summary, query, true, in, out, act);
    }

    /** It shows content or changes something: it is kept who did it. */
    boolean isKept() {
        return permission == Permission.CONTENT || !method.equals("GET");
    }

    /** What stands for each {@code {name}} of the path; empty: it is another path. */
    Optional<Map<String, String>> variables(List<String> segments) {
        var own = Arrays.asList(path.substring(1).split("/"));
        if (own.size() != segments.size()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        for (int i = 0; i < own.size(); i++) {
            var each = own.get(i);
            if (each.startsWith("{")) {
                found.put(each.substring(1, each.length() - 1), segments.get(i));
            } else if (!each.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return found.containsValue("") ? Optional.empty() : Optional.of(found);
    }

    /** Names in the path, in their order. */
    List<String> names() {
        return Arrays.stream(path.split("/"))
                .filter(each -> each.startsWith("{"))
                .map(each -> each.substring(1, each.length() - 1))
                .toList();
    }
}
