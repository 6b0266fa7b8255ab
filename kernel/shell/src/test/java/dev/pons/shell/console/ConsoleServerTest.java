package dev.pons.shell.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The local console over its real socket, with a shell of a few words. */
class ConsoleServerTest {

    @TempDir Path temp;
    ConsoleServer server;
    final CountDownLatch interrupted = new CountDownLatch(1);

    @BeforeEach
    void open() throws IOException {
        server = new ConsoleServer(shell(), temp.resolve("run"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(t -> t.getName().startsWith("pons console")));
        assertThat(temp.resolve("run/console.sock")).doesNotExist();
    }

    @Test
    void onlyTheEnginesUserCanOpenIt() throws IOException {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(temp.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void outputErrorsAndExitCodeComeBack() throws IOException {
        assertThat(execute("say hello")).isEqualTo("o[hello\n] q[0]");
        assertThat(execute("code 3")).isEqualTo("q[3]");
        assertThat(execute("fail")).isEqualTo("e[fail failed: boom\n] q[1]");
    }

    @Test
    void theCommandIsGivenByWhoIsAtTheOtherEnd() throws IOException {
        assertThat(execute("who"))
                .isEqualTo("o[local:" + System.getProperty("user.name") + "\n] q[0]");
    }

    @Test
    void aCommandCanReadWhatIsTyped() throws IOException {
        try (var client = connect()) {
            Frame.of(Frame.EXECUTE, "read").write(client);
            Frame.of(Frame.INPUT, "some ").write(client);
            Frame.of(Frame.INPUT, "input").write(client);
            Frame.of(Frame.END, "").write(client);
            assertThat(answer(client)).isEqualTo("o[some input\n] q[0]");
        }
    }

    @Test
    void aCommandIsInterruptedWhenTheClientGoes() throws Exception {
        try (var client = connect()) {
            Frame.of(Frame.EXECUTE, "wait").write(client);
        }
        interrupted.await();
    }

    @Test
    void whoSpeaksNonsenseIsShownTheDoor() throws IOException {
        try (var client = connect()) {
            Frame.of('?', "hello").write(client);
            assertThat(answer(client)).isEqualTo("q[1]");
        }
    }

    @Test
    void aPathThatIsTooLongSaysSo() {
        var folder = temp.resolve("x".repeat(100));
        assertThatThrownBy(() -> new ConsoleServer(shell(), folder))
                .hasMessageContaining("use an instance folder with a shorter path");
    }

    private String execute(String line) throws IOException {
        try (var client = connect()) {
            Frame.of(Frame.EXECUTE, line).write(client);
            return answer(client);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(temp.resolve("run/console.sock")));
    }

    /** All frames until the server closes; those of one type as one. */
    private static String answer(SocketChannel client) throws IOException {
        var all = new StringBuilder();
        var last = ' ';
        Frame frame;
        while ((frame = Frame.read(client)) != null) {
            if (frame.type() != last) {
                all.append(all.isEmpty() ? "" : "] ").append(frame.type()).append('[');
            }
            all.append(frame.text());
            last = frame.type();
        }
        return all.append(']').toString();
    }

    private SessionFactory shell() {
        var registry = fake(Registry.class, (proxy, method, arguments) -> null);
        return fake(
                SessionFactory.class,
                (proxy, method, arguments) ->
                        method.getName().equals("getRegistry")
                                ? registry
                                : session((InputStream) arguments[0], (PrintStream) arguments[1]));
    }

    private Session session(InputStream in, PrintStream out) {
        var user = new String[1];
        return fake(
                Session.class,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        user[0] = arguments[1].toString();
                    }
                    return method.getName().equals("execute")
                            ? execute(arguments[0].toString().split(" "), in, out, user[0])
                            : null;
                });
    }

    private Object execute(String[] words, InputStream in, PrintStream out, String user)
            throws Exception {
        switch (words[0]) {
            case "say" -> out.println(String.join(" ", Arrays.copyOfRange(words, 1, words.length)));
            case "code" -> {
                return Integer.valueOf(words[1]);
            }
            case "who" -> out.println(user);
            case "read" -> out.println(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            case "wait" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            default -> throw new IllegalStateException("boom");
        }
        return null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
