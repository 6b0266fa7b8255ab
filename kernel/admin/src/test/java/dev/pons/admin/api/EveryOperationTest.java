package dev.pons.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.admin.door.Permission;
import dev.pons.admin.door.Role;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Each operation of the table is driven, and is closed to whom it is not for. */
class EveryOperationTest {

    @TempDir static Path base;
    private static Office office;
    private static String message;

    @BeforeAll
    static void open() throws Exception {
        office = new Office(base);
        office.kernel.channel("adt", Office.CHANNEL);
        message = office.kernel.message("adt", "a message");
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    private static String filled(Operation operation, String... names) {
        var values = new HashMap<String, String>();
        values.put("channel", "adt");
        values.put("id", message);
        values.put("day", LocalDate.now(ZoneOffset.UTC).toString());
        values.put("version", "1");
        for (int i = 0; i < names.length; i += 2) {
            values.put(names[i], names[i + 1]);
        }
        var path = operation.path();
        for (var name : operation.names()) {
            path = path.replace("{" + name + "}", values.getOrDefault(name, "nobody"));
        }
        return path;
    }

    @Test
    void noneLetsInWhoShowsNothing() throws Exception {
        for (var operation : office.operations.all()) {
            var request = office.anonymous(operation.method(), filled(operation), "");
            assertRefused(office.send(request), 401, operation);
        }
        assertThat(office.send(office.anonymous("GET", "/nowhere", "")).statusCode())
                .as("what is not there is not told to anybody")
                .isEqualTo(401);
    }

    @Test
    void noneLetsInARoleWithoutTheRight() throws Exception {
        var refused = new HashSet<Permission>();
        for (var operation : office.operations.all()) {
            for (var role : Role.values()) {
                boolean may =
                        role.may(operation.permission())
                                || operation.permission() == Permission.CONTENT
                                        && role.may(Permission.CONTENT_WITH_REASON);
                if (!may) {
                    var response = office.call(role, operation.method(), filled(operation), "");
                    assertRefused(response, 403, operation);
                    refused.add(operation.permission());
                }
            }
        }
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        Permission.CONTENT,
                        Permission.OPERATE,
                        Permission.CHANGE,
                        Permission.MANAGE);
    }

    @Test
    void noneFailsWhateverItsPathNames() throws Exception {
        var names = List.of("999999999", "-1", "%00", "%C3%A4%1b", "17-1", "x".repeat(300));
        for (var operation : office.operations.all()) {
            for (var name : operation.names().isEmpty() ? List.<String>of() : names) {
                var path = operation.path().replaceAll("\\{\\w+}", name);
                var response = office.call(Role.ADMIN, operation.method(), path, "");
                assertThat(response.statusCode())
                        .as(operation.method() + " " + path + " " + response.body())
                        .isBetween(400, 499);
            }
        }
        assertThat(office.get(Role.VIEWER, "").statusCode()).isEqualTo(404);
        assertThat(office.get(Role.VIEWER, "/").statusCode()).isEqualTo(404);
        assertThat(office.get(Role.VIEWER, "/../v1//me").statusCode()).isIn(200, 400, 404);
    }

    private static void assertRefused(
            HttpResponse<String> response, int status, Operation operation) {
        assertThat(response.statusCode()).as(operation.name()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    /**
     * What each operation needs to be done, if more than its path; run in the order of the table.
     */
    private static final Map<String, List<String>> NEEDS = new LinkedHashMap<>();

    static {
        NEEDS.put("limitDestination", List.of("?destination=lab&rate=50/s", ""));
        NEEDS.put("getResponse", List.of("?destination=lab", ""));
        NEEDS.put("redirectMessage", List.of("?destination=lab&to=archive", ""));
        NEEDS.put("findTableRow", List.of("?key=4711", ""));
        NEEDS.put("forgetTableRow", List.of("?key=4711", ""));
        NEEDS.put("checkChannelFile", List.of("", Office.CHANNEL));
        NEEDS.put(
                "addUser",
                List.of(
                        "",
                        "{\"name\":\"nobody\",\"role\":\"viewer\",\"password\":\"a long"
                                + " password\"}"));
        NEEDS.put("setPassword", List.of("", "{\"password\":\"another long one\"}"));
        NEEDS.put(
                "newToken",
                List.of(
                        "",
                        "{\"user\":\"admin\",\"name\":\"ci\",\"role\":\"VIEWER\",\"days\":30}"));
        NEEDS.put("removeUser", List.of("", ""));
    }

    /** What cannot be done in a small engine, and what it answers then. */
    private static final Map<String, Integer> OTHERWISE =
            Map.ofEntries(
                    Map.entry("testAlert", 404),
                    Map.entry("listTableRows", 404),
                    Map.entry("findTableRow", 404),
                    Map.entry("forgetTableRow", 404),
                    Map.entry("runChannel", 409),
                    Map.entry("holdMessage", 409),
                    Map.entry("releaseMessage", 409),
                    Map.entry("skipMessage", 409),
                    Map.entry("redirectMessage", 409),
                    Map.entry("rollbackChannel", 409),
                    Map.entry("putChannelFile", 428),
                    Map.entry("deleteChannelFile", 428),
                    Map.entry("revokeToken", 404));

    @Test
    void eachIsDrivenAsItsDescriptionSays() throws Exception {
        var driven = new HashSet<String>();
        var document = office.get(Role.VIEWER, "/openapi.json").body();
        // users are made before they are removed
        for (var operation : sorted()) {
            var needs = NEEDS.getOrDefault(operation.name(), List.of("", ""));
            var media = operation.in().media();
            var response =
                    office.call(
                            Role.ADMIN,
                            operation.method(),
                            filled(operation) + needs.get(0),
                            needs.get(1),
                            "Content-Type",
                            media.isEmpty() ? "text/plain" : media,
                            "Pons-Reason",
                            "a test");
            assertAnswer(operation, response);
            assertThat(document)
                    .contains(
                            "\"" + operation.path() + "\":",
                            "\"operationId\":\"" + operation.name() + "\"",
                            "\"x-permission\":\"" + operation.permission() + "\"");
            assertThat(driven.add(operation.name())).as(operation.name() + " twice").isTrue();
        }
    }

    private static List<Operation> sorted() {
        var last = Set.of("removeUser", "stopChannel", "pauseChannel");
        return office.operations.all().stream()
                .sorted((a, b) -> Boolean.compare(last.contains(a.name()), last.contains(b.name())))
                .toList();
    }

    private static void assertAnswer(Operation operation, HttpResponse<String> response) {
        int expected = OTHERWISE.getOrDefault(operation.name(), 0);
        var what = operation.name() + ": " + response.body();
        if (expected > 0) {
            assertThat(response.statusCode()).as(what).isEqualTo(expected);
            return;
        }
        var media = operation.out().media();
        assertThat(response.statusCode()).as(what).isIn(200, 201, 204);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .as(what)
                .isEqualTo(media);
        if (operation.out().isJson()) {
            assertThat(response.body()).as(what).startsWith(operation.out().many() ? "[" : "{");
            assertThat(response.body()).as(what).contains(parts(operation));
        }
    }

    /** Names that stand in each answer of that record. */
    private static List<String> parts(Operation operation) {
        if (operation.out().many()) {
            return List.of("]");
        }
        return Arrays.stream(operation.out().type().getRecordComponents())
                .filter(part -> part.getType() != Optional.class)
                .map(part -> "\"" + part.getName() + "\":")
                .toList();
    }
}
