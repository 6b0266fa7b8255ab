package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;

/** A channel is tried, tested and explained, on the archive: tables, memory, commands, verbs. */
class TryAndTestIT {

    private static final String CHANNEL =
            """
            source: { mllp: { listen: { port: PORT } }, format: hl7v2, acknowledge: checked }
            steps:
              - lookup: { table: wards, key: "{PV1-3.1}", into: ward, miss: refuse }
              - remember: { table: seen, key: "{PID-3.1}", set: "{ward}", keep: 90d }
              - set: { PV1-3.1: "{ward}", PV1-19: "{PID-3 | next('visits')}" }
            destinations:
              out: { file: { folder: out, name: "{MSH-10}.hl7" } }
            """;

    private static final String TESTS =
            """
            tests:
              - name: the ward is written out
                given: |
                  MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|T-1|P|2.5
                  PID|1||4711||Brugger^Anna
                  PV1|1|I|W1
                expect:
                  answer: { MSA-1: AA }
                  deliveries: { out: { PV1-3.1: Ward 1, options: { name: T-1.hl7 } } }
            """
                    .replace("\\\\", "\\");

    private final int port = Ports.free();

    @Test
    void aChannelIsTriedTestedAndExplained() throws Exception {
        try (var instance = Instance.fresh()) {
            instance.file("tables/wards.csv", "code,text\nW1,Ward 1\n");
            instance.file("channels/adt.test.yaml", TESTS);
            instance.file("adt.hl7", message("T-2", "W1"));
            instance.channel("adt", CHANNEL.replace("PORT", "" + port)).start();
            triedAndTested(instance);
            assertThat(MllpClient.sendTo(port, message("T-3", "W1"))).contains("MSA|AA|T-3");
            assertThat(MllpClient.sendTo(port, message("T-4", "W9"))).contains("MSA|AE|T-4");
            instance.file("tables/wards.csv", "code,text\nW1,another\nW9,Ward 9\n");
            assertThat(instance.exec("message:why " + found(instance, "T-3")).ok().out())
                    .contains("channel adt, version 1", "wards: W1 gives Ward 1", "PV1-19");
            besideTheEngine(instance);
            onceMore(instance);
        }
    }

    private static void onceMore(Instance instance) {
        int other = Ports.free();
        var order = "channel:new ris --from adt --set source.mllp.listen.port=" + other;
        assertThat(instance.exec(order).ok().out()).contains("channels/ris.yaml is written");
        instance.awaitExec("channel:list", said -> said.matches("(?s).*ris +STARTED.*"));
        assertThat(MllpClient.sendTo(other, message("T-5", "W1"))).contains("MSA|AA|T-5");
        assertThat(instance.exec(order).text()).contains("there is a channel ris already");
        assertThat(instance.exec("channel:new x --from adt --set source.mllp.prt=1").text())
                .contains("adt.yaml has no source.mllp.prt");
        assertThat(instance.base().resolve("channels/x.yaml")).doesNotExist();
    }

    private static void triedAndTested(Instance instance) {
        assertThat(instance.exec("channel:test adt").ok().out())
                .contains("ok      adt: the ward is written out")
                .contains("1 tests, 0 failed");
        var file = instance.base().resolve("adt.hl7");
        assertThat(instance.exec("channel:try " + file + " adt").ok().out())
                .contains("wards: W1 gives Ward 1", "PV1-3  W1 -> Ward 1")
                .contains("PV1-19  (nothing) -> 1", "out: sent as hl7v2");
    }

    private static String found(Instance instance, String control) {
        var search = "message:search --control " + control;
        instance.awaitExec(search, said -> said.contains(control));
        return instance.exec(search)
                .out()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(word -> word.matches("[0-9]+-[0-9]+"))
                .findFirst()
                .orElseThrow();
    }

    private static void besideTheEngine(Instance instance) throws Exception {
        var report = instance.base().resolve("report.xml");
        var channels = instance.base().resolve("channels").toString();
        assertThat(instance.run("test", channels, "--junit", report.toString()).code())
                .as("the table says something else now")
                .isEqualTo(1);
        assertThat(Files.readString(report))
                .contains("<testsuite name=\"channels\" tests=\"1\" failures=\"1\"")
                .contains("PV1-3.1: expected Ward 1, was another");
        assertThat(instance.run("schema").out()).contains("\"$schema\"", "\"lookup\"", "\"mllp\"");
    }

    private static String message(String control, String ward) {
        return "MSH|^~\\&|HIS|KH|X|KH|20240131||ADT^A01|"
                + control
                + "|P|2.5\rPID|1||4711||Brugger^Anna\rPV1|1|I|"
                + ward
                + "\r";
    }
}
