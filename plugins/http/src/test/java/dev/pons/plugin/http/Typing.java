package dev.pons.plugin.http;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command said to a person.
 *
 * @param code 0: done
 */
record Typing(int code, String out, String err) {

    static Typing of(ConsoleCommand command, String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console =
                new Console() {
                    @Override
                    public PrintStream out() {
                        return new PrintStream(out, true, StandardCharsets.UTF_8);
                    }

                    @Override
                    public PrintStream err() {
                        return new PrintStream(err, true, StandardCharsets.UTF_8);
                    }

                    @Override
                    public InputStream keys() {
                        return InputStream.nullInputStream();
                    }

                    @Override
                    public boolean isTerminal() {
                        return false;
                    }

                    @Override
                    public void echo(boolean on) {
                        throw new UnsupportedOperationException();
                    }
                };
        int code = command.run(console, List.of(words));
        return new Typing(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Its first line: the address. */
    String address() {
        return out.lines().findFirst().orElseThrow(() -> new AssertionError(err));
    }
}
