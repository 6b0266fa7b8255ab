package dev.pons.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code console}: the terminal is the engine's. It is put in raw mode, so that editing, completion
 * and colours are done over there, and set back at the end however that comes.
 */
final class Console {

    private Console() {}

    static int run(Engine engine) throws IOException, InterruptedException {
        try (ConsoleLine line = engine.line()) {
            Optional<String> saved = System.console() == null ? Optional.empty() : stty("-g");
            Thread restore = new Thread(() -> restore(saved), "terminal-restore");
            Runtime.getRuntime().addShutdownHook(restore);
            if (saved.isPresent()) {
                stty("raw -echo");
            }
            line.send('I', "term=" + terminal() + ";" + size("cols=%s;rows=%s"));
            onResize(line);
            Thread typed = new Thread(() -> type(line), "terminal-input");
            typed.setDaemon(true);
            typed.start();
            return line.pump(System.out, System.err);
        }
    }

    private static String terminal() {
        String term = System.getenv("TERM");
        return term == null || System.console() == null ? "dumb" : term;
    }

    private static void type(ConsoleLine line) {
        byte[] buffer = new byte[4096];
        InputStream in = System.in;
        try {
            int count = in.read(buffer);
            while (count >= 0) {
                line.send('i', buffer, count);
                count = in.read(buffer);
            }
            line.send('x', "");
        } catch (IOException e) {
            return; // the engine has closed; whoever reads it says so
        }
    }

    private static String size(String pattern) throws IOException, InterruptedException {
        String[] rowsAndColumns = stty("size").orElse("24 80").split(" ");
        boolean sensible = rowsAndColumns.length == 2 && !rowsAndColumns[1].equals("0");
        return sensible
                ? pattern.formatted(rowsAndColumns[1], rowsAndColumns[0])
                : pattern.formatted("80", "24");
    }

    /**
     * The JDK has signals only in an unsupported package; without it the size stays as it began.
     */
    private static void onResize(ConsoleLine line) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object resized =
                    Proxy.newProxyInstance(
                            Console.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, args) -> {
                                resize(line);
                                return null;
                            });
            Object winch = signal.getConstructor(String.class).newInstance("WINCH");
            signal.getMethod("handle", signal, handler).invoke(null, winch, resized);
        } catch (ReflectiveOperationException e) {
            return; // see above
        }
    }

    private static void resize(ConsoleLine line) throws InterruptedException {
        try {
            line.send('w', size("%s;%s"));
        } catch (IOException e) {
            return; // the engine has closed; whoever reads it says so
        }
    }

    private static void restore(Optional<String> saved) {
        try {
            if (saved.isPresent()) {
                stty(saved.get());
                System.out.println();
            }
        } catch (IOException e) {
            System.err.println("the terminal could not be set back; type: stty sane");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks or sets the terminal that the process was started from; empty if there is none. */
    private static Optional<String> stty(String arguments)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", "stty " + arguments + " </dev/tty")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    }
}
