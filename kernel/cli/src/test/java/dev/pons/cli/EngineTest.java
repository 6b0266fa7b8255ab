package dev.pons.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

@SuppressWarnings("try") // the server is there to answer, not to be named
class EngineTest {

    /** Not a JUnit folder: the path of a socket must be short. */
    private Path base;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeBase() throws IOException {
        base = Files.createTempDirectory("pons");
    }

    @AfterEach
    void removeBase() throws IOException {
        for (String path : List.of("data/run", "data", "")) {
            Files.deleteIfExists(base.resolve(path));
        }
    }

    @Test
    void execSendsTheLineAndPassesOutputsAndExitCode() throws IOException {
        List<ConsoleServer.Frame> heard = new CopyOnWriteArrayList<>();
        try (ConsoleServer server =
                new ConsoleServer(
                        base,
                        peer -> {
                            heard.add(peer.read());
                            heard.add(peer.read());
                            peer.say('o', "one\n");
                            peer.say('e', "careful\n");
                            peer.say('o', "zwölf\n");
                            peer.say('q', "7");
                        })) {
            int code = Engine.at(base).exec("channel:list", PATIENCE, out, err);

            assertThat(code).isEqualTo(7);
            assertThat(out).hasToString("one\nzwölf\n");
            assertThat(err).hasToString("careful\n");
            assertThat(heard)
                    .containsExactly(
                            new ConsoleServer.Frame('E', "channel:list"),
                            new ConsoleServer.Frame('x', ""));
        }
    }

    @Test
    void anEngineThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Engine.at(base).exec("channel:list", PATIENCE, out, err))
                .isInstanceOf(NotRunningException.class)
                .hasMessage("the engine is not running (start it with: pons start)");
    }

    @Test
    void aSocketThatNobodyListensOnIsAnEngineThatIsNotThere() throws IOException {
        Path socket = base.resolve("data/run/console.sock");
        new ConsoleServer(base, peer -> peer.say('q', "0")).close();
        Files.createFile(socket);

        assertThatThrownBy(() -> Engine.at(base).exec("channel:list", PATIENCE, out, err))
                .isInstanceOf(NotRunningException.class);
        Files.delete(socket);
    }

    @Test
    void anEngineThatDiesInTheMiddleIsNotASuccess() throws IOException {
        try (ConsoleServer server =
                new ConsoleServer(
                        base,
                        peer -> {
                            peer.read();
                            peer.say('o', "half");
                        })) {
            assertThatThrownBy(() -> Engine.at(base).exec("channel:list", PATIENCE, out, err))
                    .hasMessage("the engine closed the console");
        }
    }

    @Test
    void anEngineThatSaysNothingIsGivenUp() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ConsoleServer server = new ConsoleServer(base, peer -> hang(over))) {
            Duration longest = Duration.ofMillis(200);
            assertThatThrownBy(() -> Engine.at(base).exec("channel:list", longest, out, err))
                    .hasMessageContaining("has said nothing for 0 s")
                    .hasMessageContaining("exec --timeout SECONDS waits longer");
        } finally {
            over.countDown();
        }
    }

    private static void hang(CountDownLatch over) throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void startDoesNotWaitForChannelsThatNeedAPerson() throws Exception {
        try (ConsoleServer server =
                new ConsoleServer(
                        base,
                        peer -> {
                            peer.read();
                            peer.read();
                            peer.say('o', "deployed, but some channels are not started:");
                            peer.say('q', "4");
                        })) {
            assertThat(awaiting("60")).isEqualTo(4);
        }
    }

    @Test
    void startReturnsWhenTheEngineIsReady() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ConsoleServer server =
                new ConsoleServer(
                        base,
                        peer -> {
                            peer.read();
                            peer.read();
                            peer.say('o', "waits for channel adt");
                            peer.say('q', asked.incrementAndGet() < 3 ? "1" : "0");
                        })) {
            assertThat(awaiting("10")).isZero();
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void startDoesNotWaitForEver() throws Exception {
        assertThat(awaiting("1")).isEqualTo(1);
    }

    @Test
    void startEndsWithAProcessThatEnds() throws Exception {
        Process gone = new ProcessBuilder("sh", "-c", "read line").start();
        Arguments arguments = new Arguments("--pid", "" + gone.pid(), "--timeout", "60");
        gone.getOutputStream().close();

        assertThat(Engine.at(base).await(arguments)).isEqualTo(1);
    }

    private int awaiting(String seconds) throws Exception {
        Process engine = new ProcessBuilder("sh", "-c", "read line").start();
        try {
            return Engine.at(base)
                    .await(new Arguments("--pid", "" + engine.pid(), "--timeout", seconds));
        } finally {
            engine.getOutputStream().close();
        }
    }
}
