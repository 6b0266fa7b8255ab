package dev.pons.plugin.serial;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * A device on a serial line: a pseudo-terminal that socat makes, which is the port, and this end of
 * it. Ending socat unplugs it.
 */
final class Plug implements AutoCloseable {

    private final Path port;
    private final IntConsumer hears;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private Process socat;
    private InputStream held;

    /** Plugged in; what comes is kept. */
    Plug(Path port) {
        this(port, one -> {});
    }

    /**
     * @param hears told each byte, on a thread of its own
     */
    Plug(Path port, IntConsumer hears) {
        this.port = port;
        this.hears = hears;
        in();
    }

    /** Says plainly when socat is missing, and skips the test. */
    static void needSocat() {
        boolean there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(at -> Files.isExecutable(Path.of(at, "socat")));
        if (!there) {
            System.out.println("skipped: socat is missing; install the package socat");
        }
        assumeThat(there).as("socat on the path").isTrue();
    }

    /** Two ports with a line between them. */
    static Process pair(Path one, Path other) throws IOException {
        needSocat();
        var process = begin("PTY,raw,echo=0,link=" + one, "PTY,raw,echo=0,link=" + other);
        await().until(() -> Files.exists(one) && Files.exists(other));
        return process;
    }

    /** In small pieces, so that it never waits for one side while the other waits for it. */
    private static Process begin(String one, String other) throws IOException {
        return new ProcessBuilder("socat", "-b1024", one, other)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Plugs it in. */
    void in() {
        needSocat();
        try {
            socat = begin("PTY,raw,echo=0,link=" + port, "-");
            await().until(() -> Files.exists(port));
            held = new FileInputStream(port.toFile()); // else socat ends when the port is closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var from = socat.getInputStream();
        var thread = new Thread(() -> listen(from), "tck-device");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(InputStream from) {
        try {
            for (int one = from.read(); one >= 0; one = from.read()) {
                synchronized (heard) {
                    heard.write(one);
                    heard.notifyAll();
                }
                hears.accept(one);
            }
        } catch (IOException unplugged) {
            return; // as at the end of what it says
        }
    }

    /** Pulls it out. */
    void out() throws IOException {
        socat.destroy();
        try {
            socat.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.close();
        Files.deleteIfExists(port);
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
        OutputStream to = socat.getOutputStream();
        to.write(bytes);
        to.flush();
    }

    /** All that came so far. */
    String heard() {
        synchronized (heard) {
            return heard.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** What comes next, exactly; it is forgotten then. */
    void expect(String text) {
        await().atMost(Duration.ofSeconds(20))
                .until(this::heard, all -> all.length() >= text.length());
        synchronized (heard) {
            var all = heard();
            if (!all.startsWith(text)) {
                throw new AssertionError("expected " + shown(text) + ", heard " + shown(all));
            }
            taken(text.length());
        }
    }

    /** The next line that came, waited for so long; it is forgotten then. */
    Optional<String> line(int millis) throws InterruptedException {
        synchronized (heard) {
            if (heard().indexOf('\n') < 0) {
                heard.wait(millis);
            }
            int end = heard().indexOf('\n');
            return end < 0 ? Optional.empty() : Optional.of(taken(end + 1).strip());
        }
    }

    private String taken(int count) {
        var all = heard();
        heard.reset();
        heard.writeBytes(all.substring(count).getBytes(StandardCharsets.ISO_8859_1));
        return all.substring(0, count);
    }

    private static String shown(String text) {
        var shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c < ' ' ? "<" + c + ">" : "" + (char) c));
        return shown.toString();
    }

    @Override
    public void close() throws IOException {
        out();
    }
}
