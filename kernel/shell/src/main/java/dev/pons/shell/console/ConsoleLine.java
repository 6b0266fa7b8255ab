package dev.pons.shell.console;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ProtocolException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * One client. Three threads: this one reads what the client sends, one runs the session, one writes
 * what it prints. The session ends, and its thread is interrupted, when the client goes.
 */
final class ConsoleLine implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLine.class);

    private final SocketChannel channel;
    private final SessionFactory sessions;
    private final Commands commands;
    private final ThreadFactory threads;
    private final Outbox outbox = new Outbox();
    private @Nullable Thread worker;
    private volatile @Nullable Session open;

    ConsoleLine(
            SocketChannel channel,
            SessionFactory sessions,
            Commands commands,
            ThreadFactory threads) {
        this.channel = channel;
        this.sessions = sessions;
        this.commands = commands;
        this.threads = threads;
    }

    @Override
    public void run() {
        try {
            threads.newThread(this::write).start();
            var first = Frame.read(channel);
            if (first != null) {
                serve(first);
            }
        } catch (IOException e) {
            LOG.debug("a console connection ended", e);
        } finally {
            finish();
        }
    }

    /** Ends the session; safe at any time, on any thread. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a console connection could not be closed", e);
        }
    }

    private void serve(Frame first) throws IOException {
        switch (first.type()) {
            case Frame.EXECUTE -> execute(first.text());
            case Frame.TERMINAL -> interact(TerminalSize.parse(first.text()));
            default -> throw new ProtocolException("a console begins with E or I");
        }
    }

    private void execute(String line) throws IOException {
        var keyboard = new Keyboard();
        work(
                () -> {
                    var out = outbox.stream(Frame.OUTPUT);
                    var err = outbox.stream(Frame.ERROR);
                    try (var session = sessions.create(keyboard, out, err)) {
                        session.put("USER", who());
                        return commands.run(session, line, out, err);
                    }
                });
        Frame frame;
        while ((frame = Frame.read(channel)) != null) {
            switch (frame.type()) {
                case Frame.INPUT -> type(keyboard, frame.bytes());
                case Frame.END -> keyboard.end();
                default -> LOG.debug("a console client sent {} to a command", frame);
            }
        }
    }

    private void interact(TerminalSize size) throws IOException {
        var terminal = new ConsoleTerminal(size.type(), outbox.bytes(Frame.OUTPUT));
        terminal.resize(size.columns(), size.rows());
        var stream = new PrintStream(terminal.output(), true, terminal.encoding());
        work(
                () -> {
                    try (var session = session(terminal, stream)) {
                        session.run();
                        return 0;
                    }
                });
        try {
            type(terminal, size);
        } finally {
            terminal.close(); // the session reads the end and closes
        }
    }

    private void type(ConsoleTerminal terminal, TerminalSize size) throws IOException {
        Frame frame;
        while ((frame = Frame.read(channel)) != null && frame.type() != Frame.END) {
            switch (frame.type()) {
                case Frame.INPUT -> terminal.processInputBytes(frame.bytes());
                case Frame.SIZE -> {
                    var now = size.resized(frame.text());
                    terminal.resize(now.columns(), now.rows());
                }
                default -> LOG.debug("a console client sent {} to a terminal", frame);
            }
        }
    }

    private Session session(ConsoleTerminal terminal, PrintStream stream) {
        var encoding = terminal.encoding().name();
        var session =
                sessions.create(terminal.input(), stream, stream, terminal, encoding, () -> {});
        session.put("USER", who());
        open = session;
        return session;
    }

    /** What a session does; its exit code. */
    private interface Work {
        int code() throws Exception;
    }

    private void work(Work what) {
        var thread = threads.newThread(() -> Administrator.run(who(), () -> end(what)));
        worker = thread;
        thread.start();
    }

    private void end(Work what) {
        var code = 1;
        try {
            code = what.code();
        } catch (Exception e) {
            LOG.warn("a console session broke", e);
        } finally {
            sayGoodbye(code);
        }
    }

    private void sayGoodbye(int code) {
        // An order to stop may have come as an interrupt; the exit code leaves all the same.
        var interrupted = Thread.interrupted();
        try {
            outbox.put(Frame.of(Frame.EXIT, Integer.toString(code)));
        } catch (IOException e) {
            LOG.debug("a console client left before its exit code", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            outbox.writeTo(channel);
        } catch (IOException e) {
            LOG.debug("a console client left", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void finish() {
        var thread = worker;
        var session = open;
        if (session != null) {
            session.close(); // a session that is only interrupted goes on with its next line
        }
        if (thread != null) {
            thread.interrupt();
        } else {
            sayGoodbye(1);
        }
    }

    private static void type(Keyboard keyboard, byte[] bytes) throws IOException {
        try {
            keyboard.type(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the console is closing", e);
        }
    }

    private String who() {
        return PeerUser.of(channel);
    }
}
