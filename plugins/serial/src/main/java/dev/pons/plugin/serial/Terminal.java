package dev.pons.plugin.serial;

import dev.pons.spi.console.Console;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A person and a device. One thread, which looks at the keys and at the port in turn. What is typed
 * stays below what comes.
 */
final class Terminal implements AutoCloseable {

    /** Ctrl-], as in telnet; Ctrl-C comes as an interrupt, or as a key. */
    private static final int LEAVE = 0x1D;

    private static final int INTERRUPT = 3;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 0x7F;
    private static final long PAUSE = 10;

    /** The beginning of the line, and nothing behind it (ECMA-48, EL). */
    private static final String CLEAR = "\r\u001B[K";

    private final Port port;
    private final Console console;
    private final Trace trace;
    private final String end;
    private final @Nullable Writer capture;
    private final StringBuilder typed = new StringBuilder();
    private boolean raw;

    /** {@code IOException}: the file for the capture cannot be written. */
    Terminal(Port port, Console console, ZoneId zone, Typed words) throws IOException {
        this.port = port;
        this.console = console;
        this.trace = new Trace(zone);
        this.end = words.end();
        this.raw = words.raw();
        this.capture = words.capture().isPresent() ? OwnFile.append(words.capture().get()) : null;
        trace.hex(words.hex());
    }

    /** Until the person leaves. {@code IOException}: the port is gone. */
    void run() throws IOException, InterruptedException {
        boolean stays = true;
        while (stays) {
            boolean busy = hear();
            if (console.keys().available() > 0) {
                stays = key(console.keys().read());
            } else if (!busy) {
                pause();
            }
        }
    }

    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(PAUSE, TimeUnit.MILLISECONDS);
    }

    private boolean hear() throws IOException {
        var chunk = new byte[1024];
        var now = Instant.now();
        int got = port.read(chunk);
        show(got > 0 ? trace.received(chunk, got, now) : trace.tick(now));
        return got > 0;
    }

    private void show(List<String> lines) throws IOException {
        print(lines);
        keep(lines);
    }

    private void print(List<String> lines) {
        var out = console.out();
        lines.forEach(one -> out.println((typed.isEmpty() ? "" : CLEAR) + one));
        if (!lines.isEmpty()) {
            out.print(typed);
            out.flush();
        }
    }

    /** What crossed the line, and nothing else: it can be played. */
    private void keep(List<String> lines) throws IOException {
        for (var one : lines) {
            if (capture != null) {
                capture.write(one + "\n");
            }
        }
    }

    private void say(String words) {
        print(List.of(words));
    }

    /** False: that was all. */
    private boolean key(int key) throws IOException, InterruptedException {
        if (key < 0 || key == INTERRUPT && !raw || key == LEAVE && !raw) {
            return false;
        }
        if (raw) {
            raw = key != LEAVE;
            if (raw) {
                send(new byte[] {(byte) key});
            } else {
                say("lines again; Ctrl-] leaves");
            }
            return true;
        }
        if (key == '\r' || key == '\n') {
            var line = typed.toString();
            console.out().print(CLEAR);
            typed.setLength(0);
            entered(line);
        } else if (key == DELETE || key == BACKSPACE) {
            typed.setLength(Math.max(0, typed.length() - 1));
            console.out().print(CLEAR + typed);
        } else {
            typed.append((char) key);
            console.out().print((char) key);
        }
        console.out().flush();
        return true;
    }

    private void entered(String line) throws IOException, InterruptedException {
        if (line.equals("~hex")) {
            trace.hex(!trace.isHex());
        } else if (line.equals("~raw")) {
            raw = true;
            say("each key goes out at once, until Ctrl-]");
        } else if (line.startsWith("~send ")) {
            file(line.substring(6).strip());
        } else if (line.startsWith("~")) {
            say("~hex, ~raw, ~send FILE; Ctrl-] leaves");
        } else {
            send((line + end).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void file(String name) throws IOException, InterruptedException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            say(name + " cannot be read");
            return;
        }
        write(bytes, false);
        say("sent " + name + ", " + bytes.length + " bytes");
    }

    private void send(byte[] bytes) throws IOException, InterruptedException {
        write(bytes, true);
    }

    /**
     * Shown or not, it is kept piece by piece, so that what the device says meanwhile, which is
     * shown, stands where it came. A person who waits for too long presses Ctrl-C.
     */
    private void write(byte[] bytes, boolean shown) throws IOException, InterruptedException {
        for (int at = 0; at < bytes.length; ) {
            int some = Math.min(port.room(), bytes.length - at);
            if (some > 0) {
                show(trace.end());
                var sent = trace.sent(Arrays.copyOfRange(bytes, at, at + some), Instant.now());
                port.write(bytes, at, some);
                at += some;
                keep(sent);
                print(shown ? sent : List.of());
            } else if (!hear()) {
                pause();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (capture != null) {
            keep(trace.end());
            capture.close();
        }
    }
}
