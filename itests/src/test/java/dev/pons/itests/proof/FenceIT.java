package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.VendorBuild;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A plugin that throws errors, does not return or leaves threads behind: its channels say so, all
 * others go on, and the doctor names it.
 */
class FenceIT {

    private static final String DOCTOR = "plugin:doctor";
    private static final Map<String, Integer> PORTS = new HashMap<>();
    private static Instance instance;

    @BeforeAll
    static void start() throws IOException {
        Path jar = new VendorBuild().jar("1.0.0", "!");
        instance = Instance.fresh();
        Files.copy(jar, instance.base().resolve("plugins/vendor.jar"));
        channel("good", "reverse: { really: no }");
        for (String how : new String[] {"fail", "stay", "leak"}) {
            channel(how, "misbehave: { how: " + how + " }");
        }
        instance.start();
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    private static void channel(String name, String step) {
        int port = PORTS.computeIfAbsent(name, n -> Ports.free());
        instance.channel(
                name,
                """
                source:
                  mllp: { listen: { port: %d } }
                  format: hl7v2
                steps:
                  - %s
                destinations:
                  out:
                    file: { folder: out, name: "%s-{id}.hl7" }
                """
                        .formatted(port, step, name));
    }

    private static void sent(String channel, String id) {
        assertThat(
                        MllpClient.sendTo(
                                PORTS.get(channel),
                                "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|" + id + "|P|2.5\rPID|1\r"))
                .contains("MSA|AA|" + id);
    }

    private static void othersGoOn(String id) {
        sent("good", id);
        instance.awaitExec(
                "message:search --control " + id + " --channel good",
                said -> said.contains("DONE"));
    }

    @Test
    void an_error_in_a_call_fails_the_message_and_nothing_else() {
        sent("fail", "F1");
        instance.awaitExec(
                "channel:list", said -> said.contains("failed and blocks what is behind it"));
        instance.awaitExec(
                DOCTOR,
                said ->
                        said.contains(
                                "plugins/vendor.jar: threw StackOverflowError in"
                                        + " com.example.vendor.MisbehaveOptions at "));
        othersGoOn("G1");
    }

    @Test
    void a_step_that_does_not_return_is_said_and_holds_up_nobody_else() {
        sent("stay", "S1");
        instance.awaitExec(
                "channel:list",
                said -> said.contains("a step does not end; it is interrupted after 60 s"));
        instance.awaitExec(
                DOCTOR,
                said -> said.contains("plugins/vendor.jar: did not end a step within 10 s"));
        othersGoOn("G2");
    }

    @Test
    void an_error_or_a_hang_where_it_is_made_breaks_its_channel_only() {
        channel("break", "misbehave: { how: break }");
        instance.awaitExec(
                "channel:list",
                said -> said.contains("the plugin is broken (NoClassDefFoundError)"));
        instance.awaitExec(
                DOCTOR, said -> said.contains("plugins/vendor.jar: threw NoClassDefFoundError"));
        channel("hang", "misbehave: { how: hang }");
        othersGoOn("G3");
        instance.awaitExec(
                "channel:list",
                said ->
                        said.contains(
                                "the plugin did not end its look at its options within 15 s"));
        instance.awaitExec(
                DOCTOR,
                said -> said.contains("plugins/vendor.jar: did not end its look at its options"));
    }

    @Test
    void a_thread_that_is_left_behind_is_named_when_its_plugin_has_gone() throws IOException {
        Path jar = new VendorBuild().jar("1.0.0", "!");
        try (Instance other = Instance.fresh()) {
            Path to = other.base().resolve("plugins/vendor.jar");
            Files.copy(jar, to);
            other.channel(
                    "leak",
                    """
                    source:
                      file: { folder: in }
                      format: text
                    steps:
                      - misbehave: { how: leak }
                    destinations:
                      out:
                        file: { folder: out, name: "{id}.txt" }
                    """);
            other.file("in/.keep", "").start();
            Files.delete(to);
            other.awaitExec(
                    DOCTOR,
                    said ->
                            said.contains("com.example.vendor 1.0.0: was taken out, but its thread")
                                    && said.contains(
                                            "still runs in"
                                                    + " com.example.vendor.MisbehaveOptions.hang"));
        }
    }
}
