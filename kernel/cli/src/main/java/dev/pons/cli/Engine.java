package dev.pons.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running engine, asked through its console socket. */
final class Engine {

    private static final String READY = "engine:ready";
    private static final long POLL_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration GLANCE = Duration.ofSeconds(3);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Path base;

    private Engine(Path base) {
        this.base = base;
    }

    static Engine at(Path base) {
        return new Engine(base);
    }

    ConsoleLine line() throws IOException {
        return ConsoleLine.open(base.resolve("data/run/console.sock"));
    }

    /**
     * {@code exec [--timeout SECONDS] COMMAND}: the command's output and exit code. Standard input
     * is not read.
     */
    int exec(Arguments arguments) throws IOException {
        Duration longest = arguments.leading("--timeout", PATIENCE);
        String command = arguments.next("a console command, for example: exec \"channel:list\"");
        String whole = String.join(" ", command, String.join(" ", arguments.words())).strip();
        return exec(whole, longest, System.out, System.err);
    }

    /** An engine that says nothing for this long is given up. */
    int exec(String command, Duration longest, OutputStream out, OutputStream err)
            throws IOException {
        try (ConsoleLine line = line();
                Silence silence = new Silence(line, longest)) {
            line.command(command);
            return line.pump(silence.watching(out), silence.watching(err));
        } catch (ClosedChannelException e) {
            throw new IOException(
                    "the engine has said nothing for "
                            + longest.toSeconds()
                            + " s. Its log says what it does; exec --timeout SECONDS waits longer",
                    e);
        }
    }

    /** Both outputs of a command with its exit code. */
    Said ask(String command) throws IOException {
        return ask(command, PATIENCE);
    }

    private Said ask(String command, Duration longest) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = exec(command, longest, said, said);
        return new Said(code, said.toString(StandardCharsets.UTF_8).strip());
    }

    record Said(int code, String text) {}

    /**
     * {@code await --pid PID}: 0 when the engine is ready, 1 when it ends before or takes too long,
     * 4 when it runs and some of its channels need a person.
     */
    int await(Arguments arguments) throws InterruptedException {
        Optional<ProcessHandle> process = process(arguments);
        Duration timeout = arguments.seconds("--timeout", 60);
        return process.isPresent() ? await(process.get(), timeout) : Main.NO;
    }

    private int await(ProcessHandle process, Duration timeout) throws InterruptedException {
        long begin = System.nanoTime();
        String waitsFor = "";
        while (System.nanoTime() - begin < timeout.toNanos() && process.isAlive()) {
            Said ready = ready();
            if (ready.code() == 0) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.printf("Ready after %.1f s (process %d).%n", seconds, process.pid());
                return Main.DONE;
            }
            if (ready.code() == Main.NEEDS_A_PERSON) {
                System.err.println("Not ready: " + ready.text());
                return Main.NEEDS_A_PERSON;
            }
            waitsFor = plain(ready);
            ended(process, POLL_MILLIS);
        }
        if (process.isAlive()) {
            System.err.println("Not ready after " + timeout.toSeconds() + " s: " + waitsFor);
        }
        return Main.NO;
    }

    private Said ready() {
        try {
            return ask(READY, GLANCE);
        } catch (IOException e) {
            return new Said(Main.NOT_RUNNING, "the console does not answer yet.");
        }
    }

    /** {@code state --pid PID}: for a process that was seen running. */
    int state(Arguments arguments) {
        Optional<ProcessHandle> process = process(arguments);
        if (process.isEmpty()) {
            System.out.println("Not running. Instance: " + base);
            return Main.NOT_RUNNING;
        }
        String since =
                process.flatMap(it -> it.info().startInstant()).map(Engine::since).orElse("");
        System.out.printf("Running%s, process %d.%n", since, process.get().pid());
        Said ready = ready();
        System.out.println(ready.code() == 0 ? "Ready." : "Not ready: " + plain(ready));
        System.out.println("Instance: " + base);
        return Main.DONE;
    }

    private static String plain(Said said) {
        return said.text().replaceFirst("^not ready: ", "");
    }

    private static String since(Instant start) {
        return " since " + TIME.format(start);
    }

    private static Optional<ProcessHandle> process(Arguments arguments) {
        return ProcessHandle.of(Long.parseLong(arguments.need("--pid", "the engine's process id")));
    }

    /** Waits that long, less if the process ends. */
    private static void ended(ProcessHandle process, long millis) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end.cancel(false); // still alive: that is what the caller looks at next
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
