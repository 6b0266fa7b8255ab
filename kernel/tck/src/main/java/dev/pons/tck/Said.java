package dev.pons.tck;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is written to the console, where logs go, while it listens. */
final class Said implements AutoCloseable {

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private Said() {}

    static Said listen() {
        var said = new Said();
        System.setOut(said.both(said.out));
        System.setErr(said.both(said.err));
        return said;
    }

    private PrintStream both(PrintStream to) {
        var two =
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        to.write(one);
                        all.write(one);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) {
                        to.write(bytes, from, count);
                        all.write(bytes, from, count);
                    }
                };
        return new PrintStream(two, true, StandardCharsets.UTF_8);
    }

    String words() {
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
