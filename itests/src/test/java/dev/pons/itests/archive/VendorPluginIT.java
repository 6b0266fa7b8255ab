package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The life of a vendor's plugin on a running engine; each test goes on where the last ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VendorPluginIT {

    private static final String JAR = "plugins/vendor-plugin.jar";
    private static final String LIST = "plugin:list";
    private static Instance instance;
    private static Path first;
    private static Path second;

    @BeforeAll
    static void start() {
        VendorBuild vendor = new VendorBuild();
        first = vendor.jar("1.0.0", "!");
        second = vendor.jar("2.0.0", "?");
        instance = Instance.fresh();
        instance.file("in/.keep", "");
        instance.channel(
                "shouting",
                """
                source:
                  file: { folder: in, settle: 0s }
                  format: text
                  schedule: 100ms
                steps:
                  - reverse: {}
                destinations:
                  crowd:
                    shout: { file: "%s" }
                    retry: { first: 100ms, longest: 500ms }
                """
                        .formatted(instance.base().resolve("shouted.txt")));
        assertThat(instance.run("start").code()).as("it waits for its plugin").isNotZero();
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    private static void drop(Path jar) throws IOException {
        // as cp does it: written in place, complete only at the end
        Files.copy(jar, instance.base().resolve(JAR), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void say(String text) {
        instance.file("in/" + text + ".txt", text);
    }

    private static List<String> shouted() {
        return instance.read("shouted.txt").lines().toList();
    }

    @Test
    @Order(1)
    void aChannelWaitsForItsPluginAndSaysSo() {
        assertThat(instance.exec("channel:list").out())
                .contains("shouting  WAITING")
                .contains("step \"reverse\"; install the plugin")
                .contains("shouting.yaml:6:5");
        assertThat(instance.exec("channel:why shouting").out()).contains("destination type shout");
        assertThat(instance.exec(LIST).out()).doesNotContain("shout");
    }

    @Test
    @Order(2)
    void aDroppedJarIsListedWithinTwoSecondsAndTheChannelStarts() throws IOException {
        long begin = System.nanoTime();
        drop(first);
        instance.awaitExec(LIST, said -> said.contains("destination shout"));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("plugin listed after %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(2));
        assertThat(instance.exec(LIST).out())
                .contains("com.example.vendor")
                .contains("1.0.0")
                .contains("step reverse")
                .contains("vendor-plugin.jar");

        instance.awaitExec("channel:list", said -> said.contains("STARTED"));
        say("abc");
        await().untilAsserted(() -> assertThat(shouted()).containsExactly("CBA!"));
    }

    @Test
    @Order(3)
    void overwritingTheJarSwapsIt() throws IOException {
        drop(second);
        instance.awaitExec(LIST, said -> said.contains("2.0.0") && !said.contains("1.0.0"));
        instance.awaitExec("channel:list", said -> said.contains("STARTED"));
        say("def");
        await().untilAsserted(() -> assertThat(shouted()).containsExactly("CBA!", "FED?"));
    }

    @Test
    @Order(4)
    void removingItParksTheChannelAndWhatIsQueuedIsDeliveredWhenItReturns() throws IOException {
        instance.exec("channel:pause shouting crowd").ok();
        say("ghi");
        instance.awaitExec("channel:show shouting", said -> said.contains("1 queued"));
        instance.exec("channel:resume shouting crowd");
        await().untilAsserted(() -> assertThat(shouted()).hasSize(3));
        instance.exec("channel:pause shouting crowd").ok();
        say("jkl");
        instance.awaitExec("channel:show shouting", said -> said.contains("1 queued"));

        Files.delete(instance.base().resolve(JAR));

        instance.awaitExec(LIST, said -> !said.contains("com.example.vendor"));
        instance.awaitExec("channel:list", said -> said.contains("shouting  WAITING"));
        assertThat(instance.exec("channel:show shouting").out()).contains("type shout");
        assertThat(instance.exec("channel:show shouting").out()).contains("1 queued");
        assertThat(instance.exec("ledger:show shouting").code()).isZero();

        drop(first);
        instance.awaitExec("channel:list", said -> said.contains("STARTED"));
        instance.exec("channel:resume shouting crowd");
        await().untilAsserted(
                        () ->
                                assertThat(shouted())
                                        .containsExactly("CBA!", "FED?", "IHG?", "LKJ!"));
        instance.awaitExec("message:list", said -> !said.contains("QUEUED"));
        assertThat(instance.exec("ledger:show shouting").ok().out()).doesNotContain("ALARM");
    }

    @Test
    @Order(5)
    void itIsThereAgainAfterARestart() {
        instance.stop();
        instance.start();
        say("mno");
        await().untilAsserted(() -> assertThat(shouted()).last().isEqualTo("ONM!"));
        assertThat(instance.exec("plugin:doctor").ok().out()).contains("all plugins are well");
        assertThat(instance.log()).doesNotContain("Exception");
    }
}
