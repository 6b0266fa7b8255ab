package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The plugin that is released beside the archive is dropped in, checks messages, and goes. */
class HapiIT {

    private static final String CHANNEL =
            """
            source: { mllp: { listen: { port: PORT } }, format: hl7v2, acknowledge: checked }
            steps:
              - conformance: {}
              - conformance: { profile: profiles/adt-a01.xml, tables: { "0001": sexes } }
            destinations:
              out: { file: { folder: out, name: "{MSH-10}.hl7" } }
            on-error: { then: hold, lane: goes-on }
            """;

    private static final String WAITING = "(?s).*adt +WAITING.*";

    private final int port = Ports.free();

    private static Path jar() throws IOException {
        var target = Installation.repository().resolve("plugins/hapi/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().matches(".*/hapi-[^/]*\\.jar"))
                    .filter(file -> !file.toString().matches(".*-(sources|tests|javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String profile() throws IOException {
        return Files.readString(
                Installation.repository().resolve("plugins/hapi/src/test/resources/adt-a01.xml"));
    }

    private static String adt(String control, String sex) {
        return "MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01^ADT_A01|"
                + control
                + "|P|2.5\rEVN||20240131\rPID|1||4711^^^KH^MR||Kanarienvogel^Anna||19700102|"
                + sex
                + "\rPV1|1|I\r";
    }

    @Test
    void aChannelWaitsForItAndThenMessagesPassOrAreHeldWithTheirFindings() throws IOException {
        try (var instance = Instance.fresh()) {
            instance.file("tables/sexes.csv", "code,text\nF,female\nM,male\n");
            instance.file("profiles/adt-a01.xml", profile());
            instance.channel("adt", CHANNEL.replace("PORT", "" + port));
            instance.run("start");
            instance.awaitExec("channel:list", said -> said.matches(WAITING));
            droppedIn(instance);
            assertThat(MllpClient.sendTo(port, adt("H-1", "F"))).contains("MSA|AA|H-1");
            assertThat(MllpClient.sendTo(port, adt("H-2", "Q"))).contains("MSA|AE|H-2");
            var strange =
                    adt("H-3", "F").replace("4711^", "Kanarienvogel^").replace("PV1|", "ZZ1|");
            assertThat(MllpClient.sendTo(port, strange)).contains("MSA|AE|H-3");
            await().untilAsserted(
                            () ->
                                    assertThat(instance.read("out/H-1.hl7"))
                                            .isEqualTo(adt("H-1", "F")));
            assertThat(shown(instance, "H-2")).contains("PID-8: the table sexes has no such code");
            assertThat(shown(instance, "H-3")).contains("PV1: this segment is required in ADT_A01");
            assertThat(instance.log()).doesNotContain("Kanarienvogel", "HAPI version");
            badProfile(instance);
            Files.delete(instance.base().resolve("plugins/hapi.jar"));
            instance.awaitExec("channel:list", said -> said.matches(WAITING));
            assertThat(instance.exec("ledger:show adt").ok().out()).doesNotContain("ALARM");
        }
    }

    private static String shown(Instance instance, String control) {
        var search = "message:search --control " + control;
        instance.awaitExec(search, said -> said.contains(control));
        var id = Pattern.compile("(?m)^ *([0-9]+-[0-9]+) ");
        var found = id.matcher(instance.exec(search).out());
        assertThat(found.find()).isTrue();
        return instance.exec("message:show " + found.group(1)).ok().out();
    }

    private static void droppedIn(Instance instance) throws IOException {
        long begin = System.nanoTime();
        Files.copy(
                jar(),
                instance.base().resolve("plugins/hapi.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        instance.awaitExec("channel:list", said -> said.contains("STARTED"));
        System.out.printf(
                "the channel ran %d ms after the jar of %d bytes was dropped in%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis(), Files.size(jar()));
        assertThat(instance.exec("plugin:list").out()).contains("step conformance");
        assertThat(instance.exec("plugin:doctor").out()).contains("all plugins are well");
    }

    /** A file that is wrong changes nothing, and its line is told. */
    private static void badProfile(Instance instance) throws IOException {
        instance.file("profiles/other.xml", profile().replace("Usage=\"B\"", "Usage=\"Y\""));
        var text = instance.read("channels/adt.yaml").replace("adt-a01.xml", "other.xml");
        instance.file("channels/adt.yaml", text);
        instance.awaitExec(
                "channel:show adt", said -> said.contains("other.xml:32: Usage is R, RE, O"));
        assertThat(instance.exec("channel:list").out()).containsPattern("adt +STARTED");
    }
}
