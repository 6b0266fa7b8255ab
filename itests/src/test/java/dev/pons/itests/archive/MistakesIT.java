package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A wrong thing says so where the user looks, with file, line, column and remedy. */
class MistakesIT {

    private static Instance instance;

    @BeforeAll
    static void start() {
        instance = Instance.fresh().start();
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    private static String told(String name, String yaml, String sign) {
        instance.channel(name, yaml);
        instance.awaitExec("channel:list", said -> said.contains(sign));
        return instance.exec("channel:list").out();
    }

    @Test
    void fiveMistakesAreListedAllFive() {
        instance.channel(
                "five",
                """
                source:
                  mllp: { listen: { port: 99999 } }
                  format: hl7v2
                steps:
                  - kep: { MSH-9.1: ADT }
                  - set: { PIDD-5: x }
                destinations:
                  lab:
                    mllp: { connect: "127.0.0.1:1", timeout: 30x }
                  files:
                    fiel: { folder: out }
                """);
        instance.awaitExec("channel:show five", said -> said.contains("five.yaml:"));
        String shown = instance.exec("channel:show five").out();
        assertThat(shown)
                .contains("five.yaml:2:")
                .contains("five.yaml:5:5")
                .contains("did you mean \"keep\"?")
                .contains("five.yaml:6:")
                .contains("five.yaml:9:")
                .contains("write for example 250ms, 30s")
                .contains("five.yaml:11:5")
                .containsPattern("did you mean \"?file\"?");
        assertThat(instance.exec("channel:list").out()).contains("(and 4 more");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "port " + other.getLocalPort();
            assertThat(told("taken", Yaml.toFiles(other.getLocalPort()), port))
                    .containsPattern("taken +DOWN")
                    .contains(port + " on 127.0.0.1 is in use by another program")
                    .contains("choose another port");
            assertThat(instance.exec("channel:why taken").out()).contains(port);
        }
    }

    @Test
    void aPortOfAnotherChannelIsNamedWithThatChannel() {
        int port = Ports.free();
        told("owner", Yaml.toFiles(port), "owner    STARTED");
        assertThat(told("second", Yaml.toFiles(port), "taken by channel owner"))
                .contains("port " + port);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() {
        int port = Ports.free();
        instance.file("plain", "a file, not a folder");
        told(
                "folder",
                Yaml.toFiles(port).replace("folder: out", "folder: plain/below"),
                "folder   STARTED");
        assertThat(MllpClient.sendTo(port, Yaml.adt("F1"))).contains("MSA|AA|F1");
        instance.awaitExec("channel:list", said -> said.contains("files DOWN"));
        assertThat(instance.exec("channel:list").out())
                .contains("plain/below")
                .contains("it is not a folder")
                .contains("correct the option folder");
        assertThat(instance.exec("channel:why folder files").out()).contains("plain/below");
    }

    @Test
    void aFolderThatCannotBePolledIsNamed() {
        String yaml = Yaml.toFiles(1).replaceFirst("mllp: .*", "file: { folder: incoming }");
        assertThat(told("polled", yaml, "incoming"))
                .containsPattern("polled +DOWN")
                .contains("does not exist: create it, or correct the option folder");
        instance.file("incoming/first.hl7", Yaml.adt("P1"));
    }

    @Test
    void anUnknownTypeIsNamedWithWhatWasMeant() {
        assertThat(told("unknown", Yaml.toFiles(Ports.free()).replace("mllp:", "mlpp:"), "mlpp"))
                .contains("unknown.yaml:2:3")
                .containsPattern("did you mean \"?mllp\"?");
        assertThat(instance.exec("channel:why unknown").out()).contains("mlpp");
    }

    @Test
    void aMissingSecretIsNamedWithThePlaceWhereItWasLookedFor() {
        String yaml = Yaml.toPeer(Ports.free(), 1).replace("127.0.0.1:1", "${secret:lab}");
        assertThat(told("secret", yaml, "secret:lab"))
                .contains("secret.yaml:6:")
                .contains("${secret:lab} has no value")
                .contains("etc/secrets");
        assertThat(instance.exec("channel:why secret").out()).contains("secret:lab");

        instance.file("etc/secrets/lab", "127.0.0.1:1\n");
        instance.exec("channel:reload secret");
        instance.awaitExec("channel:list", said -> said.contains("secret   STARTED"));
        assertThat(instance.exec("channel:show secret --text").ok().out())
                .as("secrets stay references")
                .contains("${secret:lab}");
    }
}
