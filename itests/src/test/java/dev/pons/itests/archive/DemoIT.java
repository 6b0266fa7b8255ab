package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo, and its two tools on their own. */
class DemoIT {

    private static int twoFreePorts() {
        int port = Ports.free();
        while (Instance.listens(port + 1) || port > 60000) {
            port = Ports.free();
        }
        return port;
    }

    @Test
    void theDemoTellsItsStoryAndEnds() {
        int port = twoFreePorts();
        try (Instance instance = Instance.fresh().with("PONS_DEMO_PORT", "" + port)) {
            Result demo = instance.run("demo", "--exit").ok();
            System.out.printf("demo --exit took %d ms%n", demo.time().toMillis());

            assertThat(demo.out())
                    .containsSubsequence(
                            "Ready after",
                            "A hospital's feed goes in",
                            "What came out",
                            "ward, an MLLP receiver",
                            "archive, one file per admission",
                            "What was refused, and why",
                            "channel:list",
                            "message:list",
                            "The engine has stopped.");
            assertThat(demo.out())
                    .containsPattern("1-admit.hl7 +ADT\\^A01 +-> AA")
                    .containsPattern("6-who-is-it.hl7 +\\S+ +-> AE")
                    .containsPattern("6-who-is-it.hl7 +AE +PID-3 is empty")
                    .containsPattern("7-broken.hl7 .*-> A[RE]")
                    .containsPattern("demo +STARTED")
                    .contains("REFUSED")
                    .contains("DROPPED")
                    .contains("DONE");
            assertThat(demo.err()).isEmpty();
            assertThat(instance.run("status").code()).isEqualTo(3);
        }
    }

    @Test
    void sendAndReceiveWorkAlone() throws Exception {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            Path message = instance.base().resolve("one.hl7");
            Files.writeString(message, Yaml.adt("ALONE").replace("\r", "\n"));
            assertNobodyListens(instance, port);

            Process receiver = receive(instance, port);
            try {
                instance.awaitListening(port);
                Result sent = instance.run("send", "one.hl7", "--to", "127.0.0.1:" + port).ok();
                assertThat(sent.out()).containsPattern("one.hl7 +AA +ALONE");
                assertThat(instance.read("got/000001.hl7")).startsWith("MSH|^~\\&|HIS");
            } finally {
                receiver.destroy();
                receiver.waitFor();
            }
        }
    }

    private static void assertNobodyListens(Instance instance, int port) {
        Result sent = instance.run("send", "one.hl7", "--to", "127.0.0.1:" + port);
        assertThat(sent.code()).isEqualTo(1);
        assertThat(sent.text()).contains("nobody listens there");
    }

    private static Process receive(Instance instance, int port) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Installation.launcher().toString(),
                                "receive",
                                "--port",
                                "" + port,
                                "--out",
                                "got")
                        .directory(instance.base().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(instance.base().resolve("receiver.log").toFile());
        builder.environment().put("JAVA_HOME", Jdk.underTest().toString());
        return builder.start();
    }
}
