package dev.pons.plugin.serial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.console.Console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is typed, and what is shown. */
final class Screen implements Console {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream typing = new PipedOutputStream();
    private final InputStream keys;

    Screen() {
        try {
            keys = new PipedInputStream(typing);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void type(String text) throws IOException {
        typing.write(text.getBytes(StandardCharsets.ISO_8859_1));
        typing.flush();
    }

    String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream out() {
        return new PrintStream(shown, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream err() {
        return out();
    }

    @Override
    public InputStream keys() {
        return keys;
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public void echo(boolean on) {
        assertThat(on).as("what is typed is shown once").isFalse();
    }
}
