import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run needs: an engine in an instance of its own, a sink, the limit and the load, each a
 * process; all on the loopback and in one temporary folder. {@link #close} ends and removes them.
 */
final class Rig implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASSES = System.getProperty("java.class.path");

    final int in = freePort();
    final int out = freePort();
    private final Path here;
    private final Path pons;
    private final Path work;
    private final Path base;
    private final Sink sink;

    Rig(Path here, Path pons) throws IOException {
        this.here = here;
        this.pons = pons;
        this.work = Files.createTempDirectory("pons-bench");
        this.base = work.resolve("base");
        this.sink = new Sink(out, work.resolve("sink.log"));
    }

    /** Something went wrong that makes the figures worthless. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failed(String words) {
            super(words);
        }
    }

    Sink sink() {
        return sink;
    }

    Path base() {
        return base;
    }

    /** A fresh instance with one channel, whose destinations are these lines. */
    void channel(String destinations) throws IOException {
        channel(destinations, "");
    }

    /** The same with more in the file, from the first column. */
    void channel(String destinations, String more) throws IOException {
        delete(base);
        Files.createDirectories(base.resolve("channels"));
        channel("bench", in, destinations, more);
    }

    /** One more channel, or another version of one; {@code more} are lines of its file. */
    void channel(String name, int port, String destinations, String more) throws IOException {
        Files.writeString(
                base.resolve("channels/" + name + ".yaml"),
                "source:\n  mllp: { listen: { port: "
                        + port
                        + " } }\n  format: hl7v2\n"
                        + more
                        + "destinations:\n"
                        + destinations.indent(2));
    }

    /** A destination that sends to the sink. */
    String toSink(String order) {
        return "out: { mllp: { connect: \"127.0.0.1:%d\" }, %s }".formatted(out, order);
    }

    /** Starts the engine; seconds until its port takes connections. */
    double start(String flags) throws IOException {
        long begin = System.nanoTime();
        var starting = pons(flags, "start");
        while (!takes(in)) {
            if (!starting.isAlive() && starting.exitValue() != 0) {
                throw new Failed("the engine does not start: " + text(starting));
            }
            pause(5);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        wait(starting);
        return seconds;
    }

    void stop() throws IOException {
        wait(pons("", "stop"));
    }

    /** {@code kill -9}. */
    void kill() throws IOException {
        var handle = ProcessHandle.of(pid()).orElseThrow(() -> new Failed("no engine runs"));
        handle.destroyForcibly();
        handle.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    long pid() throws IOException {
        return Long.parseLong(text(pons("", "status", "--pid")).strip());
    }

    /** What a console command prints. */
    String exec(String command) throws IOException {
        return text(pons("", "exec", command));
    }

    /** Lines of the engine's log that no bench should cause. */
    List<String> trouble() throws IOException {
        var log = base.resolve("log/pons.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(l -> l.contains("ERROR") || l.contains("Exception")).limit(3).toList();
        }
    }

    private Process pons(String flags, String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(pons.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PONS_BASE", base.toString());
        builder.environment().put("PONS_JAVA_OPTS", flags);
        return builder.start();
    }

    /** The yardstick, listening; it forwards to the sink if asked to. */
    Process limit(boolean forwards) throws IOException {
        var arguments = new ArrayList<>(List.of("LimitRelay", "" + in, "durable"));
        arguments.add(work.resolve("limit.log").toString());
        if (forwards) {
            arguments.add("" + out);
        }
        var process = tool(arguments).start();
        while (!takes(in)) {
            pause(5);
        }
        return process;
    }

    /** Ends the yardstick, and what it wrote. */
    void end(Process limit) throws IOException {
        limit.destroyForcibly();
        limit.onExit().join();
        Files.deleteIfExists(work.resolve("limit.log"));
    }

    /** Something that grows. */
    @FunctionalInterface
    interface Count {
        long now() throws IOException;
    }

    /** Runs the generator; its line of JSON. */
    Json load(String template, long pid, String... more) throws IOException {
        return load(template, in, pid, () -> 0, more);
    }

    /** The same, with {@code "out"}: by how much a count grew while the generator measured. */
    Json load(String template, int port, long pid, Count count, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("MllpLoad", "--port", "" + port, "--template"));
        arguments.add(here.resolve("templates").resolve(template).toString());
        arguments.addAll(List.of("--pid", "" + pid));
        arguments.addAll(List.of(more));
        var process = tool(arguments).redirectError(ProcessBuilder.Redirect.PIPE).start();
        long out = 0;
        var errors = new StringBuilder();
        try (var said = process.errorReader()) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                switch (line) {
                    case "measure-start" -> out -= count.now();
                    case "measure-end" -> out += count.now();
                    default -> errors.append(line).append('\n');
                }
            }
        }
        var printed = text(process);
        if (process.exitValue() != 0) {
            throw new Failed("the generator failed: " + errors);
        }
        return new Json(printed.strip().replaceFirst("\\}$", ", \"out\": " + out + "}"));
    }

    static ProcessBuilder tool(List<String> arguments) {
        var command =
                new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-Xmx384m", "-cp", CLASSES));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** Numbers of one flat line of JSON, by name. */
    record Json(String text) {

        double number(String name) {
            Matcher found = Pattern.compile('"' + name + "\": *\"?(-?[0-9.]+)").matcher(text);
            if (!found.find()) {
                throw new Failed("no " + name + " in " + text);
            }
            return Double.parseDouble(found.group(1));
        }

        String word(String name) {
            Matcher found = Pattern.compile('"' + name + "\": *\"([^\"]*)").matcher(text);
            return found.find() ? found.group(1) : "";
        }
    }

    /** A receiver that counts, and notes control ids in the order in which they came. */
    static final class Sink implements AutoCloseable {

        private final Process process;
        private final BufferedReader answers;
        private final PrintStream orders;
        private final Path log;

        Sink(int port, Path log) throws IOException {
            this.log = log;
            process =
                    tool(List.of("MllpSink", "--ports", "" + port, "--no-dup", "--log", log.toString()))
                            .start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
            orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            answers.readLine();
        }

        /** {@code count, reset, up, down}; how many messages came since the last reset. */
        long order(String word) throws IOException {
            orders.println(word);
            return (long) new Json(answers.readLine()).number("messages");
        }

        /** Control ids in the order in which they came, since the rig began. */
        Path log() {
            return log;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Asks until it is so, or fails. */
    void until(String what, long seconds, Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new Failed(what + " did not come within " + seconds + " s");
            }
            pause(20);
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private static boolean takes(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Failed("no port is free: " + e.getMessage());
        }
    }

    private static String text(Process process) throws IOException {
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wait(process);
        return text;
    }

    private static void wait(Process process) {
        process.onExit().join();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new Failed("interrupted");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(base)) {
                stop();
            }
        } finally {
            sink.close();
            delete(work);
        }
    }
}
