package dev.pons.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of the table of operations (OpenAPI 3.1.0). */
final class OpenApi {

    private final Schemas schemas = new Schemas();

    private OpenApi() {}

    /** The document. */
    record Document(
            String openapi,
            Map<String, Object> info,
            List<Object> servers,
            List<Object> security,
            Map<String, Object> paths,
            Map<String, Object> components) {}

    static Document of(List<Operation> table, String version) {
        return new OpenApi().document(table, version);
    }

    private Document document(List<Operation> table, String version) {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var operation : table) {
            paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method().toLowerCase(Locale.ROOT), described(operation));
        }
        schemas.of(Problem.class);
        return new Document(
                "3.1.0",
                Map.of("title", "Pons: administration", "version", version),
                List.of(Map.of("url", Api.ROOT)),
                List.of(Map.of("token", List.of()), Map.of("password", List.of())),
                new LinkedHashMap<>(paths),
                Map.of(
                        "schemas",
                        schemas.all(),
                        "securitySchemes",
                        Map.of(
                                "token", Map.of("type", "http", "scheme", "bearer"),
                                "password", Map.of("type", "http", "scheme", "basic"))));
    }

    /** As {@link Reply#problem} makes it. */
    private record Problem(String type, String title, int status, String detail) {}

    private Map<String, Object> described(Operation operation) {
        var all = new LinkedHashMap<String, Object>();
        all.put("operationId", operation.name());
        all.put("summary", operation.summary());
        all.put("x-permission", operation.permission());
        var parameters = parameters(operation);
        if (!parameters.isEmpty()) {
            all.put("parameters", parameters);
        }
        if (!operation.in().media().isEmpty()) {
            all.put("requestBody", Map.of("required", true, "content", content(operation.in())));
        }
        all.put("responses", responses(operation));
        return all;
    }

    private static List<Object> parameters(Operation operation) {
        var all = new ArrayList<>();
        operation.names().forEach(name -> all.add(parameter(name, "path", true, "")));
        operation.query().forEach(p -> all.add(parameter(p.name(), "query", false, p.about())));
        if (operation.isKept()) {
            all.add(parameter(Call.REASON, "header", operation.reason(), "Why; it is kept"));
        }
        return all;
    }

    private static Map<String, Object> parameter(
            String name, String in, boolean required, String about) {
        var one = new LinkedHashMap<String, Object>();
        one.put("name", name);
        one.put("in", in);
        one.put("required", required);
        if (!about.isEmpty()) {
            one.put("description", about);
        }
        one.put("schema", Map.of("type", "string"));
        return one;
    }

    private Map<String, Object> responses(Operation operation) {
        var ok = new LinkedHashMap<String, Object>();
        ok.put("description", "Done");
        if (!operation.out().media().isEmpty()) {
            ok.put("content", content(operation.out()));
        }
        var problem =
                Map.of(
                        "description",
                        "It cannot be done, and why (RFC 9457)",
                        "content",
                        Map.of(Reply.PROBLEM, Map.of("schema", schemas.of(Problem.class))));
        return Map.of("2XX", ok, "4XX", problem);
    }

    private Map<String, Object> content(Shape shape) {
        if (!shape.isJson()) {
            return Map.of(shape.media(), Map.of());
        }
        Object one = schemas.of(shape.type());
        var schema = shape.many() ? Map.of("type", "array", "items", one) : one;
        return Map.of(shape.media(), Map.of("schema", schema));
    }
}
