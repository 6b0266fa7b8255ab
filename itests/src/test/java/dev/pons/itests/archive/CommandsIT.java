package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Every console command once, by its effect on a running engine. */
class CommandsIT {

    private static final int PORT = Ports.free();
    private static final int TABLES_PORT = Ports.free();
    private static final String PULSE =
            """
            zone: Europe/Berlin
            source:
              timer: { body: "ping" }
              schedule: { at: ["02:30"], missed: skip }
              format: text
            destinations:
              out: { file: { folder: pulse } }
            """;
    private static MllpReceiver peer;
    private static Instance instance;

    @BeforeAll
    static void start() {
        peer = MllpReceiver.on(0);
        instance =
                Instance.fresh()
                        .channel(
                                "adt",
                                Yaml.toPeer(PORT, peer.port())
                                        + "  files:\n"
                                        + "    file: { folder: out, name: \"{id}.hl7\" }\n")
                        .channel("pulse", PULSE)
                        .channel(
                                "orders",
                                Yaml.toFiles(TABLES_PORT)
                                        + "steps:\n  - remember: { table: visits, key: \"{MSH-10}\","
                                        + " set: { mrn: \"{PID-3.1}\" }, keep: 90d }\n")
                        .file("tables/wards.csv", "code,text,floor\nW1,Ward 1,2\nW2,Ward 2,3\n")
                        .start();
    }

    @AfterAll
    static void end() {
        instance.close();
        peer.close();
    }

    /** Sends one and returns its id once search knows it. */
    private static String sent(String control) {
        assertThat(MllpClient.sendTo(PORT, Yaml.adt(control))).contains("MSA|AA|" + control);
        return found(control).get(0);
    }

    private static List<String> found(String control) {
        String search = "message:search --control " + control;
        instance.awaitExec(search, said -> said.contains(control));
        return instance.exec(search)
                .out()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(word -> word.matches("[0-9]+-[0-9]+"))
                .toList();
    }

    private static long arrived(String control) {
        return peer.received().stream().filter(m -> m.contains("|" + control + "|")).count();
    }

    private static String ok(String command) {
        return instance.exec(command).ok().out();
    }

    @Test
    void channelListAndShow() {
        sent("LS1");
        await().until(() -> arrived("LS1") == 1);
        assertThat(ok("channel:list"))
                .contains("CHANNEL", "STATE", "QUEUED", "OLDEST", "PEERS")
                .containsPattern("adt +(STARTED|STOPPED|PAUSED)");
        assertThat(ok("channel:list --wide")).contains("from mllp").contains("files STARTED");
        assertThat(ok("channel:show adt"))
                .contains("source       mllp")
                .containsPattern("peer +mllp")
                .containsPattern("files +file");
        assertThat(ok("channel:show adt --text")).contains("mllp: { listen: { port: " + PORT);
        try (MllpClient client = MllpClient.to(PORT)) {
            client.send(Yaml.adt("LS2"));
            assertThat(ok("channel:list")).containsPattern("adt .* [1-9]\\R");
        }
    }

    @Test
    void channelStopAndStartAndWhy() {
        assertThat(ok("channel:stop adt")).contains("adt is STOPPED");
        assertThat(Instance.listens(PORT)).isFalse();
        assertThat(ok("channel:why adt")).contains("by order").contains("channel:start adt");
        assertThat(ok("channel:start adt")).contains("adt is STARTED");
        instance.awaitListening(PORT);
        assertThat(ok("channel:why adt")).contains("channel adt is STARTED");
    }

    @Test
    void channelPauseAndResume() {
        assertThat(ok("channel:pause adt")).contains("adt is PAUSED");
        assertThat(Instance.listens(PORT)).isFalse();
        assertThat(ok("channel:resume adt")).contains("adt is STARTED");
        instance.awaitListening(PORT);
    }

    @Test
    void channelReloadReadsTheFileAgain() {
        assertThat(ok("channel:reload adt")).contains("adt is STARTED");
        sent("RL1");
        await().until(() -> arrived("RL1") == 1);
    }

    @Test
    void oneDestinationIsPausedStoppedExplainedAndResumed() {
        assertThat(ok("channel:pause adt peer")).contains("adt peer is PAUSED");
        sent("D1");
        instance.awaitExec("channel:why adt peer", said -> said.contains("1 wait"));
        assertThat(ok("channel:why adt peer")).contains("PAUSED");
        assertThat(ok("channel:resume adt peer")).contains("adt peer is STARTED");
        await().until(() -> arrived("D1") == 1);

        assertThat(ok("channel:stop adt peer")).contains("adt peer is PAUSED: by order");
        sent("D2");
        assertThat(arrived("D2")).isZero();
        assertThat(ok("channel:start adt peer")).contains("adt peer is STARTED");
        await().until(() -> arrived("D2") == 1);
    }

    @Test
    void messageListAndSearchAndShow() {
        String id = sent("MS1");
        instance.awaitExec("message:show " + id, said -> !said.contains("QUEUED"));
        assertThat(ok("message:list")).contains("ID", "CONTROL", "STATE").contains(id);
        assertThat(ok("message:list --channel adt --state done --limit 100")).contains(id);
        assertThat(ok("message:search --patient 4711 --type ADT --from 1h")).contains(id);
        assertThat(ok("message:search --text Muster")).contains(id).doesNotContain("Muster");
        assertThat(ok("message:search --control NOBODY")).contains("no messages that fit");
        assertThat(ok("message:show " + id))
                .contains("channel   adt")
                .contains("control   MS1")
                .containsPattern("peer +DELIVERED")
                .containsPattern("files +DELIVERED")
                .doesNotContain("Muster");
        assertThat(ok("message:show " + id + " --content")).isEqualTo(Yaml.adt("MS1"));
        assertThat(ok("message:show " + id + " --content --destination peer"))
                .isEqualTo(Yaml.adt("MS1"));
        assertThat(ok("message:show " + id + " --response --destination peer"))
                .contains("MSA|AA|MS1");
        assertThat(ok("message:show " + id + " --facts")).contains("fact      peer=");
    }

    @Test
    void messageResendSendsTheSameBytesAgain() {
        String id = sent("RS1");
        await().until(() -> arrived("RS1") == 1);
        assertThat(ok("message:resend " + id + " peer --why wanted")).contains("new message");
        await().until(() -> arrived("RS1") == 2);
        assertThat(found("RS1")).hasSize(2);
    }

    @Test
    void messageRerunRunsTheOriginalThroughTodaysChannel() {
        String id = sent("RR1");
        await().until(() -> arrived("RR1") == 1);
        assertThat(ok("message:rerun " + id)).contains("new message");
        await().until(() -> arrived("RR1") == 2);
        instance.awaitExec(
                "message:show " + found("RR1").get(0), said -> said.contains("of " + id));
    }

    @Test
    void messageHoldReleaseAndSkip() {
        ok("channel:pause adt peer");
        String held = sent("H1");
        String skipped = sent("H2");
        assertThat(ok("message:hold " + held + " peer --why 'call the ward'")).contains("hold");
        instance.awaitExec("message:list --state held", said -> said.contains(held));
        assertThat(ok("message:skip " + skipped + " peer --why wanted")).contains("skip");
        ok("channel:resume adt peer");
        instance.awaitExec(
                "message:show " + skipped, said -> said.matches("(?s).*peer +SKIPPED.*"));
        assertThat(arrived("H1")).isZero();
        assertThat(arrived("H2")).isZero();

        assertThat(ok("message:release " + held + " peer")).contains("release");
        await().until(() -> arrived("H1") == 1);
        instance.awaitExec("message:show " + held, said -> said.contains("call the ward"));
        assertThat(arrived("H2")).isZero();
    }

    @Test
    void timerNextListsRunsAndChannelRunFiresOne() {
        assertThat(ok("timer:next"))
                .contains("CHANNEL", "NEXT", "ZONE", "LAST", "SCHEDULE")
                .containsPattern("pulse +\\w{3} .* 02:30:00\\+0[12]:00 +Europe/Berlin")
                .contains("at 02:30");
        assertThat(ok("timer:next pulse")).contains("then ");
        assertThat(ok("channel:run pulse")).contains("pulse runs now");
        instance.awaitExec("timer:next pulse", said -> said.contains("by order of"));
        instance.awaitExec("message:list --channel pulse", said -> said.contains("DONE"));
        assertThat(instance.exec("channel:run adt").err()).contains("others send to its source");
    }

    @Test
    void channelCheckSaysWhatIsWrongAndWhatIsDoubtful() {
        assertThat(ok("channel:check")).contains("adt: nothing is wrong");
        instance.file(
                "wrong.yaml",
                Yaml.toFiles(TABLES_PORT) + "steps: [ { remove: [PID-5.99, XYZ] } ]\n");
        var checked = instance.exec("channel:check adt --file wrong.yaml");
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out())
                .contains("adt: 1 problem, 1 warning")
                .contains("PID-5.99: no version of HL7 has more than 15 components in PID-5")
                .contains("warning: adt.yaml:")
                .contains("no version of HL7 has a segment XYZ");
    }

    @Test
    void tableListShowAndForget() {
        instance.awaitListening(TABLES_PORT);
        assertThat(MllpClient.sendTo(TABLES_PORT, Yaml.adt("T1"))).contains("MSA|AA|T1");
        instance.awaitExec("table:show visits T1", said -> said.contains("4711"));
        assertThat(ok("table:show visits T1"))
                .containsPattern("remembered, until 20\\d\\d-")
                .containsPattern("mrn +4711");
        assertThat(ok("table:list"))
                .containsPattern("visits +remember")
                .containsPattern("wards +tables/wards.csv +2 +code, text, floor");
        assertThat(ok("table:show wards --limit 1")).contains("Ward 1").contains("and 1 more");
        assertThat(ok("table:show wards W2")).containsPattern("floor +3");
        assertThat(ok("table:show visits")).contains("channels  orders").doesNotContain("4711");

        assertThat(instance.exec("table:forget visits T1").code()).isEqualTo(2);
        assertThat(ok("table:forget visits T1 --why 'a test'")).contains("visits: forgotten");
        assertThat(instance.exec("table:show visits T1").code()).isEqualTo(1);
    }

    @Test
    void pluginListAndDoctor() {
        assertThat(ok("plugin:list"))
                .contains("dev.pons.plugin.mllp", "destination mllp, source mllp", "built in");
        assertThat(ok("plugin:doctor")).contains("all plugins are well");
    }

    @Test
    void ledgerShowAddsUp() {
        sent("LG1");
        instance.awaitExec("channel:show adt", said -> said.contains(" 0 queued"));
        assertThat(ok("ledger:show"))
                .containsPattern("accepted [1-9]\\d* \\+ created \\d+ = \\d+")
                .containsPattern("files +\\d+")
                .doesNotContain("ALARM");
        assertThat(ok("ledger:show adt")).contains("routed");
    }

    @Test
    void engineInfoAndReady() {
        assertThat(ok("engine:info")).contains("Pons ").contains("state     ready");
        assertThat(ok("engine:ready --wait 5")).contains("ready");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command :
                List.of(
                        "channel:list",
                        "channel:show",
                        "channel:start",
                        "channel:stop",
                        "channel:pause",
                        "channel:resume",
                        "channel:reload",
                        "channel:why",
                        "channel:run",
                        "timer:next",
                        "channel:check",
                        "table:list",
                        "table:show",
                        "table:forget",
                        "message:list",
                        "message:show",
                        "message:search",
                        "message:resend",
                        "message:rerun",
                        "message:hold",
                        "message:release",
                        "message:skip",
                        "message:edit",
                        "message:redirect",
                        "alert:list",
                        "alert:test",
                        "plugin:list",
                        "plugin:doctor",
                        "ledger:show")) {
            assertThat(ok("help " + command)).contains("Example: " + command);
        }
    }
}
