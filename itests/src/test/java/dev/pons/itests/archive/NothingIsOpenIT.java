package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An engine opens what its channels claim, the door of its administration and nothing else, asks
 * nobody for anything, and writes to its own base only.
 */
class NothingIsOpenIT {

    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of(
                    "0100007F",
                    "0000000000000000FFFF00000100007F",
                    "00000000000000000000000001000000");

    @Test
    void onlyClaimedPortsOnTheLoopbackNoDownloadsAndNoChangeToTheInstallation() throws IOException {
        assumeThat(Path.of("/proc/net/tcp")).exists();
        Map<String, String> before = Installation.fingerprint();
        int one = Ports.free();
        int two = Ports.free();
        int door = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.file("etc/admin.yaml", "listen: " + door + "\n");
            instance.channel("one", Yaml.toFiles(one)).channel("two", Yaml.toFiles(two)).start();
            MllpClient.sendTo(one, Yaml.adt("N1"));
            instance.exec("message:list").ok();

            assertThat(listening(instance.pid()))
                    .containsExactlyInAnyOrder(
                            "loopback " + one, "loopback " + two, "loopback " + door);

            Path socket = instance.base().resolve("data/run/console.sock");
            assertThat(Files.getPosixFilePermissions(socket.getParent()))
                    .as("the console is the owner's alone, by the folder of its socket")
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));

            instance.channel("two", Yaml.toFiles(two).replace("source:", "zone: UTC\nsource:"));
            instance.stop();
            await().until(() -> !Instance.listens(one));
            assertThat(instance.emptyRepository()).doesNotExist();
            assertThat(instance.log() + instance.read("log/stdout.log"))
                    .doesNotContain("mvn:")
                    .doesNotContain("Downloading");
        }
        assertThat(Installation.fingerprint()).isEqualTo(before);
    }

    /** Listening TCP sockets of a process, as {@code loopback 2575} or {@code ADDRESS 2575}. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> own = inodes(pid);
        Set<String> found = new TreeSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            Path file = Path.of("/proc", "" + pid, "net", table);
            for (String line : Files.exists(file) ? Files.readAllLines(file) : Set.<String>of()) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9
                        && columns[3].equals(LISTENING)
                        && own.contains(columns[9])) {
                    String[] local = columns[1].split(":");
                    found.add(
                            (LOOPBACK.contains(local[0]) ? "loopback" : local[0])
                                    + " "
                                    + Integer.parseInt(local[1], 16));
                }
            }
        }
        return found;
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", "" + pid, "fd"))) {
            open.map(NothingIsOpenIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .forEach(target -> inodes.add(target.substring(8, target.length() - 1)));
        }
        return inodes;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.nio.file.NoSuchFileException e) {
            return ""; // closed while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
