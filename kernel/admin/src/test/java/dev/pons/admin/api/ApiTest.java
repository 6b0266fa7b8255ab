package dev.pons.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.admin.audit.AuditEntry;
import dev.pons.admin.door.Role;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** The administration by HTTP on a real engine. */
class ApiTest {

    private static final String CANARY = "CANARY-4711";
    private static final int MALFORMED = 1000;

    @TempDir Path base;
    private Office office;

    @BeforeEach
    void open() throws IOException {
        office = new Office(base);
    }

    @AfterEach
    void close() throws IOException {
        office.close();
    }

    private String audited() throws IOException {
        var last = office.services.audit().newest(1).get(0);
        return last.who() + " " + last.what() + " [" + last.why() + "] " + last.outcome();
    }

    @Test
    void aChannelLivesItsWholeLifeByTheApiAlone() throws Exception {
        var path = "/channels/adt/file";
        var yaml = new String[] {"Content-Type", "application/yaml", "If-None-Match", "*"};
        var made = office.call(Role.ENGINEER, "PUT", path, Office.CHANNEL, yaml);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(base.resolve("channels/adt.yaml")).hasContent(Office.CHANNEL);
        assertThat(office.call(Role.ENGINEER, "PUT", path, Office.CHANNEL, yaml).statusCode())
                .isEqualTo(412);

        office.kernel.channel("adt", Office.CHANNEL); // as the folder's watch does
        var read = office.get(Role.VIEWER, path);
        assertThat(read.body()).isEqualTo(Office.CHANNEL);
        var tag = read.headers().firstValue("ETag").orElseThrow();
        var other = Office.CHANNEL.replace("Hand", "Another hand");
        assertThat(put(path, other, "\"old\"")).isEqualTo(412);
        assertThat(put(path, "source: { hans: {} }", tag)).as("it does not run").isEqualTo(409);
        assertThat(office.get(Role.VIEWER, path).body()).isEqualTo(Office.CHANNEL);
        assertThat(put(path, other, tag)).isEqualTo(200);
        assertThat(office.get(Role.VIEWER, "/channels/adt").body())
                .contains("Another hand to basket", "\"version\":2");

        assertThat(office.call(Role.OPERATOR, "POST", "/channels/adt/stop", "").body())
                .contains("\"state\":\"STOPPED\"");
        assertThat(audited()).isEqualTo("admin POST /channels/adt/stop [] ordered");
        assertThat(office.get(Role.VIEWER, "/channels/adt/why").body()).contains("api:admin");
        tag = office.get(Role.VIEWER, path).headers().firstValue("ETag").orElseThrow();
        var gone = office.call(Role.ENGINEER, "DELETE", path, "", "If-Match", tag);
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(base.resolve("channels/adt.yaml")).doesNotExist();
    }

    private int put(String path, String text, String tag) throws Exception {
        return office.call(
                        Role.ENGINEER,
                        "PUT",
                        path,
                        text,
                        "Content-Type",
                        "application/yaml",
                        "If-Match",
                        tag)
                .statusCode();
    }

    @Test
    void noPathLeadsOutOfTheFolder() throws Exception {
        for (var name : new String[] {"..%2Fetc%2Fx", "%2e%2e", ".x", "a%00", "a.test"}) {
            var response =
                    office.call(
                            Role.ADMIN,
                            "PUT",
                            "/channels/" + name + "/file",
                            Office.CHANNEL,
                            "Content-Type",
                            "application/yaml",
                            "If-None-Match",
                            "*");
            assertThat(response.statusCode()).as(name).isBetween(400, 499);
        }
        assertThat(base.resolve("etc/x.yaml")).doesNotExist();
        try (var files = Files.list(base.resolve("channels"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void contentIsARightOfItsOwnAndTheGlassIsBrokenWithAReason() throws Exception {
        office.kernel.channel("adt", Office.CHANNEL);
        var id = office.kernel.message("adt", CANARY);
        var path = "/messages/" + id + "/content";
        assertThat(office.get(Role.ENGINEER, path).body()).isEqualTo(CANARY);
        assertThat(audited()).isEqualTo("admin GET " + path + " [] ordered");
        assertThat(office.get(Role.VIEWER, path, "Pons-Reason", "curious").statusCode())
                .isEqualTo(403);
        assertThat(audited()).isEqualTo("admin GET " + path + " [curious] refused");
        var asked = office.get(Role.OPERATOR, path);
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.body()).contains("Pons-Reason");
        var why = "NAK f%C3%BCr Labor";
        assertThat(office.get(Role.OPERATOR, path, "Pons-Reason", why).body()).isEqualTo(CANARY);
        assertThat(audited()).isEqualTo("admin GET " + path + " [NAK für Labor] ordered");

        assertThat(office.get(Role.VIEWER, "/messages?text=" + CANARY).statusCode()).isEqualTo(403);
        for (var open : new String[] {"/messages", "/messages/" + id, "/channels", "/alerts"}) {
            assertThat(office.get(Role.VIEWER, open).body()).doesNotContain(CANARY);
        }
    }

    @Test
    void messagesAreFoundPageByPage() throws Exception {
        office.kernel.channel("adt", Office.CHANNEL);
        for (int i = 0; i < 3; i++) {
            office.kernel.message("adt", "message " + i);
        }
        var first = office.get(Role.VIEWER, "/messages?channel=adt&limit=2").body();
        var next = first.replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        var second = office.get(Role.VIEWER, "/messages?limit=2&start=" + next).body();
        assertThat(first.split("\"id\":", -1)).hasSize(3);
        assertThat(second.split("\"id\":", -1)).hasSize(2);
        assertThat(second).doesNotContain("\"next\"");
        assertThat(office.get(Role.VIEWER, "/messages?limit=0").statusCode()).isEqualTo(400);
        assertThat(office.get(Role.VIEWER, "/messages?state=lost").body())
                .contains("one of", "HELD");
        assertThat(office.get(Role.VIEWER, "/messages?chanel=adt").body())
                .contains("the fields of the query are");
    }

    @Test
    void anActOfAPersonStandsInTheRecordWithNameAndReason() throws Exception {
        office.kernel.channel("adt", Office.CHANNEL);
        var id = office.kernel.message("adt", "again");
        var again =
                office.call(
                        Role.OPERATOR,
                        "POST",
                        "/messages/" + id + "/resend",
                        "",
                        "Pons-Reason",
                        "the lab lost it");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        await().untilAsserted(
                        () ->
                                assertThat(office.get(Role.VIEWER, "/messages/" + id).body())
                                        .contains("api:admin", "the lab lost it"));
    }

    @Test
    void whatIsNotThereIs404WithTheWordsOfTheConsole() throws Exception {
        office.kernel.channel("adt", Office.CHANNEL);
        var none = office.get(Role.VIEWER, "/channels/atd");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body())
                .contains("\"detail\":\"there is no channel atd; did you mean \\\"adt\\\"?\"");
        assertThat(office.get(Role.VIEWER, "/messages/17-1").statusCode()).isEqualTo(404);
        assertThat(office.call(Role.ADMIN, "DELETE", "/channels", "").statusCode()).isEqualTo(405);
    }

    @Test
    void passwordsLetInUntilTooManyWereWrongAndTokensStillDo() throws Exception {
        var right = Office.basic("admin", Office.PASSWORD);
        assertThat(me(right)).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(me(Office.basic("admin", "wrong"))).isEqualTo(401);
        }
        assertThat(audited()).contains("wrong password of admin");
        assertThat(me(right)).as("locked").isEqualTo(429);
        assertThat(office.get(Role.VIEWER, "/me").statusCode()).isEqualTo(200);
        await().until(() -> me(right) == 200);
    }

    private int me(String authorization) throws Exception {
        var request = office.anonymous("GET", "/me", "");
        return office.send(request.header("Authorization", authorization)).statusCode();
    }

    @Test
    void pagesOfOtherSitesAndTheirFormsDoNothing() throws Exception {
        var stop = "/channels/adt/stop";
        assertThat(office.call(Role.ADMIN, "POST", stop, "", "Sec-Fetch-Site", "cross-site").body())
                .contains("pages of other sites");
        var user = "{\"name\":\"eve\",\"role\":\"ADMIN\",\"password\":\"a long password\"}";
        assertThat(
                        office.call(
                                        Role.ADMIN,
                                        "POST",
                                        "/users",
                                        user,
                                        "Content-Type",
                                        "text/plain")
                                .statusCode())
                .isEqualTo(415);
        assertThat(office.get(Role.ADMIN, "/users").body()).doesNotContain("eve");
    }

    @Test
    void jsonThatIsNotOfTheRecordIsRefusedWithoutQuotingIt() throws Exception {
        for (var body :
                new String[] {
                    "",
                    "[]",
                    "{",
                    "{\"name\":\"ann\"}",
                    "{\"@class\":\"java.net.URL\",\"name\":\"CANARY\"}",
                    "{\"name\":7,\"role\":\"VIEWER\",\"password\":\"x\"}",
                    "{\"name\":\"ann\",\"role\":\"ROOT\",\"password\":\"a long password\"}",
                    "[".repeat(5000),
                    "{\"name\":\"a\",\"name\":\"b\"}"
                }) {
            var response =
                    office.call(
                            Role.ADMIN, "POST", "/users", body, "Content-Type", "application/json");
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.body()).doesNotContain("CANARY", "Exception");
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        var response =
                office.call(
                        Role.ADMIN,
                        "POST",
                        "/channels/adt/check",
                        "#".repeat(5 << 20),
                        "Content-Type",
                        "application/yaml");
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aThousandMalformedRequestsAreTheCallersFault() throws Exception {
        var random = new Random(4711);
        var seed =
                ("POST /api/v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + office.token(Role.ADMIN)
                                + "\r\nContent-Type: application/json\r\nContent-Length: 30\r\n"
                                + "Connection: close\r\n\r\n{\"name\":\"ann\",\"role\":\"VIEWER\"}")
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < MALFORMED; i++) {
            var said = office.raw(mutated(seed, random), 2000);
            assertThat(said).as("request " + i).doesNotContain("Exception", "\tat ");
            assertThat(said).as("request " + i).doesNotContainPattern("^HTTP/1.1 5");
        }
        assertThat(office.get(Role.VIEWER, "/engine").statusCode()).isEqualTo(200);
    }

    /** Some bytes of it are others, or missing. */
    private static byte[] mutated(byte[] seed, Random random) {
        var bytes = seed.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @Test
    void theAuditSaysThatItWasChanged() throws Exception {
        office.call(Role.ADMIN, "POST", "/channels/adt/stop", "");
        office.call(Role.ADMIN, "POST", "/channels/adt/start", "");
        assertThat(office.get(Role.ADMIN, "/audit/verify").body()).contains("\"problem\":\"\"");
        assertThat(office.services.audit().newest(9))
                .extracting(AuditEntry::outcome)
                .containsExactly("ordered", "was not done", "ordered", "was not done");
        var file = base.resolve("data/admin/audit.log");
        Files.writeString(file, Files.readString(file).replaceFirst("stop", "stap"));
        assertThat(office.get(Role.ADMIN, "/audit/verify").body()).contains("line 1 was changed");
    }
}
