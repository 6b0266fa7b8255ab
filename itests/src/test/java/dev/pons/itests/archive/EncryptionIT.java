package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * With a master key nothing of a message can be read in the data folder, and all of it by verbs.
 */
class EncryptionIT {

    private static final String CANARY = "Kanarienvogel";
    private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String TWO = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";

    @Test
    void nothing_of_a_message_stands_in_the_data_folder_and_no_other_key_opens_it() {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.with("PONS_MASTER_KEY", ONE)
                    .channel("night", channel(port))
                    .start()
                    .awaitListening(port);
            assertThat(MllpClient.sendTo(port, named("K1"))).contains("MSA|AA|K1");
            assertThat(MllpClient.sendTo(port, large("K2"))).contains("MSA|AA|K2");
            instance.awaitExec("message:search --control K1", said -> said.contains("QUEUED"));
            await().until(() -> !instance.read("out/K2.hl7").isEmpty());
            String id = id(instance, "K1");
            assertHidden(instance);
            instance.exec("store:tidy").ok();
            assertHidden(instance);
            instance.kill9();
            assertHidden(instance);

            assertRefused(instance.with("PONS_MASTER_KEY", TWO), "another master key");
            assertRefused(instance.with("PONS_MASTER_KEY", ""), "no master key is given");

            instance.with("PONS_MASTER_KEY", TWO).with("PONS_MASTER_KEY_OLD", ONE).start();
            assertContent(instance, id);
            instance.stop();
            instance.with("PONS_MASTER_KEY_OLD", "").start();
            assertContent(instance, id);
            assertHidden(instance);
            instance.stop();
            assertHidden(instance);
        }
    }

    @Test
    void the_key_may_stand_in_a_file_that_nobody_else_can_read() {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.channel("night", channel(port)).file("etc/master.key", ONE + "\n");
            instance.shell("chmod 644 etc/master.key").ok();
            assertRefused(instance, "Every user of this machine can read the master key");
            instance.shell("chmod 600 etc/master.key").ok();
            instance.start().awaitListening(port);
            assertThat(MllpClient.sendTo(port, named("K3"))).contains("MSA|AA|K3");
            assertHidden(instance);
        }
    }

    private static void assertRefused(Instance instance, String why) {
        Result start = instance.run("start");
        assertThat(start.code()).as("exit code of start: %s", start.text()).isNotZero();
        assertThat(start.text())
                .contains(why)
                .containsOnlyOnce("ends with code 70")
                .doesNotContain("heck the disk");
    }

    private static void assertContent(Instance instance, String id) {
        assertThat(instance.exec("message:show " + id + " --content").ok().out()).contains(CANARY);
        assertThat(instance.exec("message:search --control K1").ok().out()).contains(id);
    }

    /** One destination takes it, the other has nobody, so that it stays in the queue. */
    private static String channel(int port) {
        return "index: { name: PID-5.1 }\n"
                + Yaml.toFiles(port)
                + "  nobody:\n    mllp: { connect: \"127.0.0.1:%d\" }\n".formatted(Ports.free());
    }

    private static String named(String control) {
        return Yaml.adt(control).replace("Muster", CANARY);
    }

    /** Too large for the journal: it stands in a file of its own. */
    private static String large(String control) {
        return named(control) + "OBX|1|TX|||" + (CANARY + " ").repeat(150_000) + "\r";
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

    private static void assertHidden(Instance instance) {
        Hidden hidden = new Hidden();
        try {
            Files.walkFileTree(instance.base().resolve("data"), hidden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(hidden.seen).isGreaterThan(3);
    }

    /** Looks into every file; a running engine deletes some between the listing and the look. */
    private static final class Hidden extends SimpleFileVisitor<Path> {

        private int seen;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (!attributes.isRegularFile()) {
                return FileVisitResult.CONTINUE; // the console's socket
            }
            try {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text.contains(CANARY))
                        .as("%s holds the name of a patient", file)
                        .isFalse();
                seen++;
            } catch (NoSuchFileException gone) {
                return visitFileFailed(file, gone);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw why;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException why) throws IOException {
            return why == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, why);
        }
    }
}
