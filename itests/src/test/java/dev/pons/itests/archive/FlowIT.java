package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/** Messages through channels of a running engine, and channel files that change meanwhile. */
class FlowIT {

    private static Instance instance;

    @BeforeAll
    static void start() {
        instance = Instance.fresh().start();
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    private static void install(String name, String yaml) {
        instance.channel(name, yaml);
        instance.awaitExec("channel:show " + name, said -> said.contains("STARTED"));
    }

    @Test
    void anAdmissionIsChangedAcknowledgedAndDeliveredToAFileAndAPeer() {
        int port = Ports.free();
        try (MllpReceiver ward = MllpReceiver.on(0)) {
            install(
                    "changed",
                    Yaml.toPeer(port, ward.port())
                            .replace(
                                    "destinations:",
                                    """
                                    steps:
                                      - keep: { MSH-9.1: ADT }
                                      - set: { PID-5.1: "{PID-5.1 | upper}" }
                                    destinations:
                                      archive:
                                        file: { folder: archive, name: "{MSH-10}.hl7" }"""));
            String ack = MllpClient.sendTo(port, Yaml.adt("C1"));

            assertThat(ack.split("\r")[0]).contains("|LAB|L|HIS|H|").contains("ACK^A01");
            assertThat(ack.split("\r")[1]).startsWith("MSA|AA|C1");
            String changed = Yaml.adt("C1").replace("Muster", "MUSTER");
            await().untilAsserted(() -> assertThat(ward.received()).containsExactly(changed));
            await().untilAsserted(
                            () -> assertThat(instance.read("archive/C1.hl7")).isEqualTo(changed));
        }
    }

    @Test
    void anUntouchedMessageLeavesByteForByte() {
        int port = Ports.free();
        String odd =
                Yaml.adt("B1").replace("Muster", "M\u00fcller\\X0D\\ ")
                        + "ZZZ|a~b~~|^^^&&|\t|\"\"|||\rOBX|1|ST|x||\u00ff\u0080|||||";
        try (MllpReceiver peer = MllpReceiver.on(0)) {
            install("bytes", Yaml.toPeer(port, peer.port()));
            assertThat(MllpClient.sendTo(port, odd)).contains("MSA|AA|B1");
            await().untilAsserted(() -> assertThat(peer.received()).containsExactly(odd));
        }
    }

    @Test
    void aSavedFileSwapsBetweenTwoMessagesAndTheClientStaysConnected() {
        int port = Ports.free();
        String before = Yaml.toFiles(port);
        String after =
                before.replace("destinations:", "steps: [ set: { PID-5.1: NEW } ]\ndestinations:");
        install("swapped", before);
        try (MllpClient client = MllpClient.to(port)) {
            assertThat(client.send(Yaml.adt("SW1"))).contains("MSA|AA|SW1");
            install("swapped", after);
            instance.awaitExec("channel:show swapped", said -> said.contains("(version 2)"));
            assertThat(client.send(Yaml.adt("SW2"))).contains("MSA|AA|SW2");
        }
        await().untilAsserted(() -> assertThat(instance.read("out/SW2.hl7")).contains("NEW^Erika"));
        await().untilAsserted(
                        () -> assertThat(instance.read("out/SW1.hl7")).contains("Muster^Erika"));
    }

    @Test
    void aWrongFileKeepsTheOldVersionAndIsExplainedWithLineAndColumn() {
        int port = Ports.free();
        install("kept", Yaml.toFiles(port));
        try (MllpClient client = MllpClient.to(port)) {
            client.send(Yaml.adt("K1"));
            instance.channel("kept", Yaml.toFiles(port).replace("folder:", "foldr:"));
            instance.awaitExec(
                    "channel:show kept",
                    said ->
                            said.contains("kept.yaml:6:")
                                    && said.contains("did you mean \"folder\"?")
                                    && said.contains("STARTED"));
            assertThat(instance.exec("channel:list").out()).contains("kept.yaml:6:");
            assertThat(instance.log()).containsPattern("kept keeps its old version: kept.yaml:6:");
            assertThat(client.send(Yaml.adt("K2"))).contains("MSA|AA|K2");
        }
        await().untilAsserted(() -> assertThat(instance.read("out/K2.hl7")).isNotEmpty());
        instance.channel("kept", Yaml.toFiles(port));
        instance.awaitExec("channel:show kept", said -> !said.contains("not taken"));
    }

    @Test
    void aDeletedFileEndsItsChannelAndAFilePutBackStartsIt() throws IOException {
        int port = Ports.free();
        install("gone", Yaml.toFiles(port));
        Files.delete(instance.base().resolve("channels/gone.yaml"));
        await().until(() -> !Instance.listens(port));
        instance.awaitExec("channel:list", said -> !said.contains("gone"));
        install("gone", Yaml.toFiles(port));
        assertThat(MllpClient.sendTo(port, Yaml.adt("G1"))).contains("MSA|AA|G1");
    }

    @Test
    void aQueueSurvivesARestartInOrderAndOnce() {
        int port = Ports.free();
        int peer = Ports.free();
        List<String> sent = IntStream.range(0, 50).mapToObj(i -> Yaml.adt("Q" + i)).toList();
        try (Instance own = Instance.fresh()) {
            own.channel("queue", Yaml.toPeer(port, peer)).start();
            try (MllpClient client = MllpClient.to(port)) {
                sent.forEach(message -> assertThat(client.send(message)).contains("MSA|AA|Q"));
            }
            assertThat(own.exec("channel:list").out())
                    .contains("refused the connection")
                    .containsPattern("queue +STARTED .* 50 ");
            own.stop();
            own.start();
            try (MllpReceiver receiver = MllpReceiver.on(peer)) {
                await().untilAsserted(() -> assertThat(receiver.received()).hasSizeGreaterThan(49));
                own.awaitExec("channel:show queue", said -> said.contains(" 0 queued"));
                assertThat(receiver.received()).isEqualTo(sent);
            }
            assertThat(own.exec("ledger:show queue").ok().out())
                    .contains("accepted 50 + created 0 = 50");
        }
    }
}
