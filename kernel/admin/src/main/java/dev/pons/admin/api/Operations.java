package dev.pons.admin.api;

import dev.pons.admin.door.Permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all operations. */
final class Operations {

    private final List<Operation> all;

    private Operations(List<Operation> all) {
        this.all = List.copyOf(all);
    }

    /** An operation that a request asks for, with what its path says. */
    record Found(Operation operation, Map<String, String> variables) {}

    static Operations on(Services services) {
        var table = new ArrayList<Operation>();
        table.addAll(new EngineOperations(services).table());
        table.addAll(new ChannelOperations(services).table());
        table.addAll(new MessageOperations(services).table());
        table.addAll(new DoorOperations(services).table());
        var version = services.control().engine().version();
        table.add(
                new Operation(
                        Permission.SEE,
                        "GET /openapi.json",
                        "getDescription",
                        "This description (OpenAPI 3.1)",
                        Shape.one(OpenApi.Document.class),
                        call -> Reply.json(OpenApi.of(table, version))));
        return new Operations(table);
    }

    List<Operation> all() {
        return all;
    }

    /** {@code 404} or {@code 405}: there is none. */
    Found find(String method, List<String> segments) throws ApiException {
        var others = new ArrayList<String>();
        for (var operation : all) {
            Optional<Map<String, String>> variables = operation.variables(segments);
            if (variables.isPresent()) {
                if (operation.method().equals(method)) {
                    return new Found(operation, variables.get());
                }
                others.add(operation.method());
            }
        }
        throw others.isEmpty()
                ? new ApiException(404, "there is nothing here; GET /api/v1/openapi.json lists all")
                : new ApiException(405, "here is only " + String.join(", ", others));
    }
}
