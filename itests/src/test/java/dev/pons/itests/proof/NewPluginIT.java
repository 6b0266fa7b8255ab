package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Installation;
import dev.pons.itests.archive.Instance;
import dev.pons.itests.archive.MllpClient;
import dev.pons.itests.archive.VendorBuild;
import dev.pons.tck.Ports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The way of a stranger: {@code pons plugin new} for each kind, and the plugins of {@code
 * examples/plugins}, all built with their contract tests as a vendor builds them; their jars are
 * dropped into a running engine, and messages go through their example channels.
 */
class NewPluginIT {

    private static final List<String> KINDS =
            List.of("listener", "poller", "destination", "step", "format");
    private static final List<String> EXAMPLES = List.of("syslog", "matrix", "deidentify");

    private static VendorBuild vendor;
    private static Path projects;
    private static Instance instance;

    @BeforeAll
    static void build() {
        vendor = new VendorBuild();
        projects = vendor.folder("new-plugins");
        instance = Instance.fresh();
        for (String kind : KINDS) {
            long begin = System.nanoTime();
            String[] call = {
                "plugin", "new", "my-" + kind, "--kind", kind, "--into", projects.toString()
            };
            assertThat(instance.run(call).ok().out()).contains("mvn -f");
            System.out.printf("new %s after %d ms%n", kind, millisSince(begin));
        }
        EXAMPLES.forEach(name -> vendor.copy("examples/plugins/" + name, projects.resolve(name)));
        long begin = System.nanoTime();
        vendor.build(projects, all());
        System.out.printf("%d plugins built after %d ms%n", all().size(), millisSince(begin));
        instance.file("etc/secrets/pseudonyms", "a key of the test, which is no secret");
        instance.file("etc/secrets/matrix", "a token of the test");
        instance.start();
        all().forEach(NewPluginIT::drop);
        all().forEach(
                        name ->
                                instance.awaitExec(
                                        "plugin:list", said -> said.contains(name + ".jar")));
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static List<String> all() {
        return Stream.concat(KINDS.stream().map("my-"::concat), EXAMPLES.stream()).toList();
    }

    private static void drop(String name) {
        try {
            Files.copy(
                    projects.resolve(name + "/target/" + name + "-1.0.0.jar"),
                    instance.base().resolve("plugins/" + name + ".jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void end() {
        instance.close();
    }

    /** The project's example, on a free port and in folders of its own. */
    private static int example(String name) {
        try {
            int port = Ports.free();
            String text =
                    Files.readString(projects.resolve(name + "/example.yaml"))
                            .replaceAll("6[56]0[0-9]", Integer.toString(port))
                            .replaceAll("folder: ([a-z]+)", "folder: " + name + "-$1");
            instance.channel(name, text);
            instance.awaitExec(
                    "channel:list", said -> said.matches("(?s).*" + name + " +STARTED.*"));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(String folder) {
        Path out = instance.base().resolve(folder);
        return await("a file in " + folder)
                .until(
                        () -> {
                            if (!Files.isDirectory(out)) {
                                return "";
                            }
                            try (Stream<Path> files = Files.list(out)) {
                                return files.filter(
                                                f -> !f.getFileName().toString().startsWith("."))
                                        .findFirst()
                                        .map(
                                                f ->
                                                        f.getFileName()
                                                                + ": "
                                                                + instance.read(
                                                                        folder
                                                                                + "/"
                                                                                + f.getFileName()))
                                        .orElse("");
                            }
                        },
                        text -> !text.isEmpty());
    }

    @Test
    void all_are_listed_with_what_their_makers_say_of_them() {
        String list = instance.exec("plugin:list").out();
        assertThat(list)
                .contains("source my-listener", "source my-poller", "destination my-destination")
                .contains("step my-step", "format my-format")
                .contains("source syslog", "destination matrix", "step deidentify")
                .contains("Apache-2.0");
        assertThat(list.lines().filter(line -> line.contains("1.0.0")))
                .as("%s", list)
                .hasSizeGreaterThanOrEqualTo(all().size());
        assertThat(instance.exec("plugin:doctor").ok().out()).doesNotContain(".jar: ");
    }

    /** An example is read in a minute. */
    @Test
    void each_example_has_less_than_150_lines() throws IOException {
        for (String name : EXAMPLES) {
            try (Stream<Path> tree = Files.walk(projects.resolve(name + "/src/main/java"))) {
                long lines = 0;
                for (Path file : tree.filter(Files::isRegularFile).toList()) {
                    lines += Files.readAllLines(file).size();
                }
                assertThat(lines).as(name).isBetween(50L, 149L);
            }
        }
    }

    /** The guide's lines, as they stand there, with this build in the place of a clone. */
    @Test
    void the_guides_way_leads_from_nothing_to_a_message() throws IOException {
        Path page = Installation.repository().resolve("docs/guide/writing-a-plugin.md");
        String text = Files.readString(page);
        int from = text.indexOf("```\n", text.indexOf("<!-- run -->")) + 4;
        List<String> lines = text.substring(from, text.indexOf("```", from)).lines().toList();
        assertThat(lines).hasSizeBetween(3, 9);
        Path folder = vendor.folder("stranger");
        Files.createSymbolicLink(folder.resolve("pons"), Installation.launcher());
        Files.createSymbolicLink(folder.resolve("instance"), instance.base());
        long begin = System.nanoTime();
        for (String line : lines.subList(0, lines.size() - 1)) {
            instance.shell(folder, line.replace("mvn ", vendor.maven() + " ")).ok();
        }
        String last = lines.get(lines.size() - 1);
        await(last)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(instance.shell(folder, last).out())
                                        .isEqualTo("* hello\n"));
        System.out.printf(
                "%d commands from nothing to a message: %d ms%n", lines.size(), millisSince(begin));
    }

    /** Maven's archetype and {@code pons plugin new} make the same files. */
    @Test
    void mavens_archetype_makes_the_same() throws IOException {
        Path folder = vendor.folder("by-archetype");
        vendor.generate(folder, "my-step", "step", "My");
        Path same = projects.resolve("my-step");
        List<String> files;
        try (Stream<Path> tree = Files.walk(folder.resolve("my-step"))) {
            files =
                    tree.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("my-step").relativize(file).toString())
                            .filter(file -> !file.equals("README.md")) // has its options by now
                            .toList();
        }
        assertThat(files).hasSize(5);
        for (String file : files) {
            assertThat(folder.resolve("my-step").resolve(file))
                    .hasSameTextualContentAs(same.resolve(file));
        }
    }

    @Test
    void a_new_listener_takes_a_message() throws IOException {
        int port = example("my-listener");
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new BufferedReader(new InputStreamReader(line.getInputStream())).readLine())
                    .isEqualTo("OK");
        }
        assertThat(written("my-listener-out")).endsWith(": hello");
    }

    @Test
    void a_new_poller_takes_a_message() {
        example("my-poller");
        instance.file("lines.txt", "hello\n");
        assertThat(written("my-poller-out")).endsWith(": hello");
    }

    @Test
    void a_new_destination_sends_a_message() throws IOException {
        instance.file("my-destination-in/one.txt", "hello");
        int port = example("my-destination");
        try (ServerSocket peer = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Socket line = peer.accept()) {
            assertThat(new BufferedReader(new InputStreamReader(line.getInputStream())).readLine())
                    .isEqualTo("hello");
            line.getOutputStream().write("OK\n".getBytes(StandardCharsets.UTF_8));
            instance.awaitExec("channel:show my-destination", said -> said.contains("last out"));
        }
    }

    @Test
    void a_new_step_changes_a_message() {
        instance.file("my-step-in/one.txt", "hello");
        example("my-step");
        assertThat(written("my-step-out")).endsWith(": * hello");
    }

    @Test
    void a_new_format_reads_a_message() {
        instance.file("my-format-in/one.txt", "name=Anna\nroom=12\n");
        example("my-format");
        assertThat(written("my-format-out")).startsWith("12-");
    }

    @Test
    void the_syslog_example_takes_what_devices_log() throws IOException {
        int port = example("syslog");
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String sent = "<165>1 2026-01-01T00:00:00Z pump app - - - low";
            line.getOutputStream()
                    .write(
                            (sent.length() + " " + sent + sent + "\n")
                                    .getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(
                            () ->
                                    assertThat(instance.read("syslog-logs/devices.log"))
                                            .isEqualTo(sent + "\n" + sent + "\n"));
        }
    }

    @Test
    void the_matrix_example_brings_its_library_along() {
        instance.file("matrix-reports/one.txt", "hello");
        example("matrix");
        instance.awaitExec(
                "channel:why matrix", said -> said.contains("the homeserver cannot be reached"));
    }

    @Test
    void the_deidentify_example_takes_out_who_it_is() throws IOException {
        int port = example("deidentify");
        String message =
                "MSH|^~\\&|A|B|C|D|20260101120000||ADT^A01|1|P|2.5\r"
                        + "PID|1||4711^^^HOSP||Muster^Anna||19800203|F|||Weg 1^^Bern\r";
        assertThat(MllpClient.sendTo(port, message)).contains("MSA|AA|1");
        assertThat(written("deidentify-study"))
                .contains("^^^HOSP", "||1980|F|", "^^Bern")
                .doesNotContain("4711", "Muster", "Anna", "0203", "Weg 1");
    }
}
