package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The administration of a running engine, called with curl as its page in the guide shows. */
class AdminIT {

    private static final String PAGE = "docs/guide/administration.md";

    @Test
    void theFirstStartPrintsACredentialAndNobodyElseComesIn() throws IOException {
        int port = Ports.free();
        int mllp = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.file("etc/admin.yaml", "listen: " + port + "\n");
            instance.channel("adt", Yaml.toFiles(mllp));
            String user = "admin:" + password(instance.run("start").ok());
            instance.awaitListening(port);
            String api = "http://127.0.0.1:" + port + "/api/v1";

            assertThat(instance.shell("curl -s -w '%{http_code}' " + api + "/channels").out())
                    .contains("Unauthorized", "401")
                    .doesNotContain("adt");
            assertThat(curl(instance, user, api + "/channels")).contains("\"name\":\"adt\"");
            MllpClient.sendTo(mllp, Yaml.adt("ADMIN1"));
            await().until(() -> curl(instance, user, api + "/messages").contains("ADMIN1"));
            String found = curl(instance, user, api + "/messages?control=ADMIN1");
            String id = found.replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            assertThat(curl(instance, user, api + "/messages/" + id + "/content"))
                    .startsWith("MSH|");

            String made = instance.exec("user:add ann operator").ok().out();
            String ann = "ann:" + made.replaceFirst("(?s).*password: (\\S+) .*", "$1");
            assertThat(curl(instance, ann, api + "/messages/" + id + "/content"))
                    .contains("Pons-Reason")
                    .doesNotContain("MSH|");
            assertThat(instance.exec("audit:list 9").ok().out())
                    .contains("user:add ann operator", "GET /messages/" + id + "/content");
            assertThat(instance.exec("audit:verify").ok().out()).contains("as they were written");
            instance.stop();
            assertThat(instance.run("start").ok().out()).doesNotContain("first start");
            assertThat(instance.log() + instance.read("log/stdout.log"))
                    .as("it is shown once, and stands in no file")
                    .doesNotContain("first start", user.substring("admin:".length()));
            assertThat(instance.base().resolve("data/run/first-user")).doesNotExist();
        }
    }

    @Test
    void everyLineOfTheGuideDoesWhatItSays() throws IOException {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.file("etc/admin.yaml", "listen: " + port + "\n");
            String password = password(instance.run("start").ok());
            instance.awaitListening(port);
            String page = Files.readString(Installation.repository().resolve(PAGE));
            String script =
                    Pattern.compile("(?ms)^```sh\\n(.*?)^```$")
                            .matcher(page)
                            .results()
                            .map(block -> block.group(1) + "echo\n")
                            .collect(Collectors.joining())
                            .replace("8585", "" + port);
            instance.file("guide.sh", "PASSWORD=" + password + "\n" + script);
            String said = instance.shell("sh guide.sh").ok().out();
            assertThat(said)
                    .contains("\"instance\":")
                    .contains("\"user\":\"admin\",\"role\":\"ENGINEER\"")
                    .contains("\"channel\":\"guide\",\"problems\":[]")
                    .contains("\"state\":\"PAUSED\"")
                    .contains("channels/guide.yaml is deleted")
                    .contains("\"openapi\":\"3.1.0\"")
                    .doesNotContain("\"status\":4")
                    .doesNotContain("\"status\":5");
        }
    }

    private static String password(Result start) {
        var found =
                Pattern.compile("first start: user admin, password (\\S+)").matcher(start.out());
        assertThat(found.find()).as("a line with the first password").isTrue();
        return found.group(1);
    }

    private static String curl(Instance instance, String user, String address) {
        return instance.shell("curl -s -u '" + user + "' '" + address + "'").ok().out();
    }
}
