package dev.pons.plugin.mail;

import dev.pons.tck.ReceivingPeer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server whose answers are given by the test; it has no TLS. */
final class SmtpPeer implements ReceivingPeer {

    /** Answers by the beginning of what they answer; {@code "hang up"} closes the line instead. */
    final Map<String, String> answers = new ConcurrentHashMap<>();

    /** All commands, as they came. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** Mails as they came, with CRLF. */
    final List<String> mails = new CopyOnWriteArrayList<>();

    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile Manner manner = Manner.TAKES;
    private ServerSocket server;
    private CompletableFuture<Void> accepting;

    SmtpPeer() throws IOException {
        listen(0);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Connections that were made and still are. */
    int connected() {
        return lines.size();
    }

    private void listen(int port) throws IOException {
        var here = new ServerSocket();
        here.setReuseAddress(true);
        here.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = here;
        accepting = begin(() -> accept(here));
    }

    private static CompletableFuture<Void> begin(Runnable work) {
        return CompletableFuture.runAsync(
                work,
                task -> {
                    var thread = new Thread(task, "tck-smtp");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private void accept(ServerSocket here) {
        try {
            while (true) {
                var line = here.accept();
                lines.add(line);
                begin(() -> serve(line));
            }
        } catch (IOException closed) {
            lines.forEach(SmtpPeer::hangUp);
        }
    }

    private void serve(Socket line) {
        try {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    line.getInputStream(), StandardCharsets.ISO_8859_1));
            if (!say(line, "", "220 ready")) {
                return;
            }
            for (var ask = in.readLine(); ask != null; ask = in.readLine()) {
                commands.add(ask);
                if (!answer(line, in, ask)) {
                    return;
                }
            }
        } catch (IOException gone) {
            hangUp(line);
        } finally {
            hangUp(line);
            lines.remove(line);
        }
    }

    /** False: the line is closed. */
    private boolean answer(Socket line, BufferedReader in, String ask) throws IOException {
        var word = ask.split("[ :]")[0].toUpperCase(Locale.ROOT);
        switch (word) {
            case "EHLO":
                return say(line, ask, "250 peer");
            case "DATA":
                return data(line, in, ask);
            case "QUIT":
                say(line, ask, "221 bye");
                return false;
            default:
                return say(line, ask, "250 ok");
        }
    }

    private boolean data(Socket line, BufferedReader in, String ask) throws IOException {
        if (!say(line, ask, "354 go on")) {
            return false;
        }
        if (answers.getOrDefault(ask, "354").charAt(0) != '3') {
            return true;
        }
        var mail = new StringBuilder();
        for (var text = in.readLine(); !".".equals(text); text = in.readLine()) {
            if (text == null) {
                return false;
            }
            mail.append(text.startsWith(".") ? text.substring(1) : text).append("\r\n");
        }
        mails.add(mail.toString());
        return switch (manner) {
            case TAKES -> say(line, ".", "250 taken as 1");
            case REFUSES -> say(line, ".", "554 refused");
            case SILENT -> true;
        };
    }

    private boolean say(Socket line, String ask, String usual) throws IOException {
        var said =
                answers.entrySet().stream()
                        .filter(answer -> ask.startsWith(answer.getKey()))
                        .filter(answer -> !answer.getKey().isEmpty() || ask.isEmpty())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(usual);
        if (said.equals("hang up")) {
            hangUp(line);
            return false;
        }
        OutputStream out = line.getOutputStream();
        out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }

    private static void hangUp(Socket line) {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String options() {
        return """
        { server: "127.0.0.1:%d", encryption: none, hello: test.example, from: a@here.example, \
        to: b@there.example, subject: s, attach: { name: m }, timeout: 1s }\
        """
                .formatted(port());
    }

    @Override
    public void answers(Manner next) {
        manner = next;
    }

    @Override
    public List<byte[]> received() {
        var bodies = new ArrayList<byte[]>();
        mails.forEach(mail -> bodies.add(Mails.attached(mail)));
        return bodies;
    }

    @Override
    public void close() throws IOException {
        server.close();
        accepting.join(); // only then the port is free
    }

    @Override
    public void open() throws IOException {
        listen(server.getLocalPort());
    }
}
