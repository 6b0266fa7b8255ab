package dev.pons.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.itests.archive.Instance;

import java.nio.file.Path;
import java.time.Duration;

/** {@code pons peer receive} as a process, started as a customer does. */
final class BadReceiver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Instance instance;
    private final String said;
    private final Process process;

    /** Listens when this returns. */
    BadReceiver(Instance instance, int port, String ack, int first) {
        this.instance = instance;
        this.said = "peer-" + port + ".txt";
        Path file = instance.base().resolve(said);
        String number = Integer.toString(first);
        process =
                instance.begin(
                        file, "peer", "receive", "--port", "" + port, "--ack", ack, "--first",
                        number);
        await("pons peer").atMost(PATIENCE).until(() -> said().contains("Receiving on"));
    }

    /** What it has printed. */
    String said() {
        return instance.read(said);
    }

    /** Control ids in the order in which they came, repeats included. */
    String came() {
        return String.join(
                " ",
                said().lines()
                        .filter(line -> line.contains(" bytes  "))
                        .map(line -> line.strip().split(" +")[3])
                        .toList());
    }

    /** Ends it as Ctrl-C does; what it counted. */
    String end() {
        process.destroy();
        assertThat(process.onExit().join().isAlive()).isFalse();
        return said().lines().filter(line -> line.startsWith("In all: ")).findFirst().orElse("");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
