package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of channels, plugins, data and logs with an engine that may run on it; every verb goes
 * through {@code bin/pons} of the {@link Installation}, as a person would type it. Use it in a
 * try-with-resources: closing kills the engine, and the guard does so if nobody closes.
 *
 * <p>Every engine runs offline: its Maven repository is empty and its proxies lead nowhere.
 */
public final class Instance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Engines of several tests run beside each other. */
    private static final String ANY_PORT = "listen: 0\n";

    private final Path base;
    private final Map<String, String> environment = new HashMap<>();

    private Instance(Path base, Path jdkHome) {
        this.base = base;
        environment.put("PONS_BASE", base.toString());
        environment.put("JAVA_HOME", jdkHome.toString());
        environment.put("PONS_JAVA_OPTS", offline());
    }

    /** A fresh instance whose engine runs on that JDK; not started. */
    public static Instance on(Path jdkHome) {
        try {
            // short, because the path of a Unix socket holds about 100 bytes
            Path base = Files.createTempDirectory("pons").toRealPath();
            Files.createDirectories(base.resolve("channels"));
            Files.createDirectories(base.resolve("plugins"));
            Guard.watch(base);
            return new Instance(base, jdkHome).file("etc/admin.yaml", ANY_PORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh instance on the JDK under test. */
    public static Instance fresh() {
        return on(Jdk.underTest());
    }

    private String offline() {
        String nowhere = " -D%1$s.proxyHost=127.0.0.1 -D%1$s.proxyPort=9";
        return "-Dmaven.repo.local="
                + emptyRepository()
                + nowhere.formatted("http")
                + nowhere.formatted("https");
    }

    /** A local Maven repository that nothing is in, and nothing may come into. */
    public Path emptyRepository() {
        return base.resolve("no-repository");
    }

    /** An environment variable for all that comes. */
    public Instance with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Options of the engine's JVM for all starts that come, instead of those given before. */
    public Instance options(String options) {
        return with("PONS_JAVA_OPTS", offline() + " " + options);
    }

    /** Saves {@code channels/NAME.yaml} in one piece, as an editor does. */
    public Instance channel(String name, String yaml) {
        return file("channels/" + name + ".yaml", yaml);
    }

    /** Saves a file of the instance in one piece. */
    public Instance file(String path, String text) {
        try {
            Path file = base.resolve(path);
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(file.getParent(), ".saving", ".tmp");
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** {@code bin/pons start}, which must succeed. */
    public Instance start() {
        Result result = run("start");
        assertThat(result.code())
                .as("exit code of start; it said:%n%s%nand the log:%n%s", result.text(), log())
                .isZero();
        return this;
    }

    /** {@code bin/pons exec COMMAND}. */
    public Result exec(String command) {
        return run("exec", command);
    }

    /** Any verb of {@code bin/pons}. */
    public Result run(String... words) {
        List<String> all = new ArrayList<>(List.of(Installation.launcher().toString()));
        all.addAll(List.of(words));
        return Command.run(base, environment, all);
    }

    /** A shell line; {@code $PONS} in it is the launcher. */
    public Result shell(String line) {
        return shell(base, line);
    }

    /** The same, in another folder. */
    public Result shell(Path folder, String line) {
        Map<String, String> with = new HashMap<>(environment);
        with.put("PONS", Installation.launcher().toString());
        return Command.run(folder, with, List.of("sh", "-c", line));
    }

    /**
     * Begins a verb that goes on until it is ended; both outputs go into {@code said}. End it with
     * {@link Process#destroy}.
     */
    public Process begin(Path said, String... words) {
        List<String> all = new ArrayList<>(List.of(Installation.launcher().toString()));
        all.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(base.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a command's output fits. */
    public void awaitExec(String command, java.util.function.Predicate<String> fits) {
        await(command)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(exec(command).text()).matches(fits));
    }

    /** Waits until somebody listens on that port of the loopback. */
    public void awaitListening(int port) {
        await("port " + port).atMost(PATIENCE).until(() -> listens(port));
    }

    /** Whether somebody listens there. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The engine's process id, as {@code status --pid} prints it. */
    public long pid() {
        return Long.parseLong(run("status", "--pid").ok().out().strip());
    }

    /** The process that was started last; empty: it has ended, or there was none. */
    public Optional<ProcessHandle> process() {
        String pid = read("data/run/pons.pid").strip();
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    /** The power fails: SIGKILL, and the process is gone when this returns. */
    public void kill9() {
        ProcessHandle engine = ProcessHandle.of(pid()).orElseThrow();
        engine.destroyForcibly();
        engine.onExit().join();
    }

    /** {@code bin/pons stop}, which must succeed. */
    public void stop() {
        run("stop").ok();
    }

    /** {@code log/pons.log} so far; empty if there is none. */
    public String log() {
        return read("log/pons.log");
    }

    /** A file of the instance; empty if there is none. */
    public String read(String path) {
        Path file = base.resolve(path);
        try {
            return Files.exists(file)
                    ? new String(
                            Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The instance's folder. */
    public Path base() {
        return base;
    }

    /** Ends the engine if it runs, and removes the folder. */
    @Override
    public void close() {
        Result status = run("status", "--pid");
        if (status.code() == 0) {
            kill9();
        }
        try {
            Installation.delete(base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
