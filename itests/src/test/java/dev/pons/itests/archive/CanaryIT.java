package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a patient never gets into a log, nor into what a command says without being asked.
 */
class CanaryIT {

    private static final String CANARY = "Kanarienvogel";
    private static final List<String> QUIET_COMMANDS =
            List.of(
                    "channel:list",
                    "channel:list --wide",
                    "message:list --limit 100",
                    "message:search --text " + CANARY,
                    "message:search --control E1",
                    "ledger:show",
                    "plugin:list",
                    "plugin:doctor",
                    "engine:info");

    @Test
    void contentStaysOutOfLogsAndOutOfCommands() {
        int good = Ports.free();
        int failing = Ports.free();
        try (MllpReceiver rejecting = MllpReceiver.on(0);
                Instance instance = Instance.fresh()) {
            rejecting.answering(
                    message ->
                            MllpReceiver.ack("AE", message)
                                    .replace("\r", "|no room for " + CANARY + "\r"));
            instance.channel("good", good(good, rejecting.port()));
            instance.channel("failing", failing(failing));
            instance.file("plain", "no folder").start();

            assertThat(MllpClient.sendTo(good, named("E1"))).contains("MSA|AA|E1");
            assertThat(MllpClient.sendTo(good, named("E2").replace("ADT^A01", "ADT^A99")))
                    .as("refused by a step")
                    .contains("MSA|AE|E2");
            MllpClient.sendTo(failing, named("E3"));
            MllpClient.sendTo(good, "no header at all|" + CANARY + "\r");
            broken(good);
            await().until(() -> !rejecting.received().isEmpty());
            instance.awaitExec("message:list --state held", said -> said.contains("E1"));
            instance.awaitExec("message:list --state held", said -> said.contains("E3"));
            instance.awaitExec("channel:list", said -> said.contains("nobody DOWN"));

            assertThat(instance.exec("message:list --state refused-later").out()).contains("E2");
            assertSilent(instance);
            String id = id(instance, "E1");
            assertThat(instance.exec("message:show " + id + " --content").ok().out())
                    .as("who asks for content gets it")
                    .contains(CANARY);
            instance.stop();
            assertNoLogHolds(instance.base());
        }
    }

    private static String named(String control) {
        return Yaml.adt(control).replace("Muster", CANARY);
    }

    private static String good(int port, int peer) {
        return """
        source:
          mllp: { listen: { port: %d } }
          format: hl7v2
          acknowledge: checked
        steps:
          - refuse: { code: AE, text: "not for us" }
            when: { MSH-9.2: A99 }
        destinations:
          rejects:
            mllp: { connect: "127.0.0.1:%d" }
          nobody:
            mllp: { connect: "127.0.0.1:%d" }
          nowhere:
            file: { folder: plain/below, name: "{PID-5.1}.hl7" }
        """
                .formatted(port, peer, Ports.free());
    }

    private static String failing(int port) {
        return Yaml.toFiles(port)
                .replace(
                        "destinations:",
                        "steps: [ let: { date: \"{PID-5.1 | date(to='yyyy')}\" } ]\ndestinations:");
    }

    /** Frames as no sender should write them; then the line is cut. */
    private static void broken(int port) {
        try (MllpClient client = MllpClient.to(port)) {
            client.raw(CANARY + " between frames \u000b" + named("E4") + "\u001c\r");
            client.answer();
            client.raw("\u000bMSH|^~\\&|half a message of " + CANARY);
        }
    }

    private static void assertSilent(Instance instance) {
        for (String command : QUIET_COMMANDS) {
            assertThat(instance.exec(command).text()).as(command).doesNotContain(CANARY);
        }
        for (String channel : List.of("good", "failing")) {
            for (String command : List.of("channel:show ", "channel:why ")) {
                assertThat(instance.exec(command + channel).text()).doesNotContain(CANARY);
            }
        }
        ids(instance)
                .forEach(
                        id ->
                                assertThat(instance.exec("message:show " + id).ok().text())
                                        .doesNotContain(CANARY));
    }

    private static List<String> ids(Instance instance) {
        return instance.exec("message:list")
                .ok()
                .out()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(word -> word.matches("[0-9]+-[0-9]+"))
                .toList();
    }

    private static String id(Instance instance, String control) {
        return instance.exec("message:search --control " + control)
                .ok()
                .out()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(word -> word.matches("[0-9]+-[0-9]+"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNoLogHolds(Path base) {
        try (Stream<Path> logs = Files.walk(base.resolve("log"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
                assertThat(text).as(log.toString()).doesNotContain(CANARY);
                assertThat(text).as(log.toString()).doesNotContain("\tat ");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
