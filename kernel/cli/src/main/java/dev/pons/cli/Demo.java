package dev.pons.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * {@code demo}: puts the example channel into the instance, starts the engine, sends the example
 * feed and shows what became of it. Can be run again; it adds to what is there and removes nothing.
 */
final class Demo {

    private static final String CHANNEL = "demo";
    private static final int PORT = 2575;
    private static final int RECEIVER_PORT = 2576;
    private static final int WAIT_SECONDS = 15;
    private static final long POLL_MILLIS = 50;

    private final Path home;
    private final Path base;
    private final int port;
    private final Story story = new Story(System.out);

    private Demo(Path home, Path base, int port) {
        this.home = home;
        this.base = base;
        this.port = port;
    }

    static int run(Arguments arguments, Path home, Path base)
            throws IOException, InterruptedException {
        boolean exit = arguments.flag("--exit");
        if (!arguments.rest().isEmpty()) {
            throw new WrongCallException("demo [--exit]");
        }
        String chosen = System.getenv("PONS_DEMO_PORT");
        int port = chosen == null || chosen.isBlank() ? PORT : Arguments.port(chosen);
        return new Demo(home, base, port).run(exit);
    }

    private int run(boolean exit) throws IOException, InterruptedException {
        boolean ranBefore = runs();
        int code = Main.NO;
        try {
            code = show();
        } finally {
            if (exit && !ranBefore && runs() && launcher("stop") != Main.DONE) {
                code = Main.NO;
            }
        }
        if (code == Main.DONE && !(exit && !ranBefore)) {
            story.lookAround(base, port, receiverPort());
        }
        return code;
    }

    private boolean runs() throws IOException, InterruptedException {
        return launcher("status", "--pid") == Main.DONE;
    }

    private int show() throws IOException, InterruptedException {
        installChannel();
        try (DemoWatch watch = new DemoWatch(receiverPort(), base.resolve("demo"))) {
            // another channel of the instance may be unwell: start has said so, the demo goes on
            if (launcher("start") != Main.DONE && !runs()) {
                return Main.NO;
            }
            if (!until(this::channelListens)) {
                System.err.println("The demo's channel does not listen on port " + port + ".");
                System.err.println(Engine.at(base).ask("channel:list").text());
                return Main.NO;
            }
            return tell(watch) ? Main.DONE : Main.NO;
        } catch (BindException e) {
            throw new IOException(taken(receiverPort()), e);
        }
    }

    /** False: not everything came out in time. */
    private boolean tell(DemoWatch watch) throws IOException, InterruptedException {
        story.feed(channelFile(), port);
        try (Sender sender = new Sender("127.0.0.1:" + port, Duration.ofSeconds(WAIT_SECONDS))) {
            for (Path file : messageFiles()) {
                for (byte[] message : MessageFile.read(file, false)) {
                    story.sent(file, message, sender.send(message));
                }
            }
        }
        boolean all = until(watch::complete);
        story.delivered(watch, receiverPort(), base);
        if (!all) {
            story.note("Not everything has arrived yet; the queue in channel:list has the rest.");
        }
        story.command("channel:list", Engine.at(base).ask("channel:list").text());
        story.command("message:list", Engine.at(base).ask("message:list").text());
        return all;
    }

    private int receiverPort() {
        return port == PORT ? RECEIVER_PORT : port + 1;
    }

    private Path channelFile() {
        return base.resolve("channels").resolve(CHANNEL + ".yaml");
    }

    /** Written only where it differs, so that a running channel is not swapped for nothing. */
    private void installChannel() throws IOException {
        String channel =
                Files.readString(home.resolve("examples/demo/demo.yaml"))
                        .replace(String.valueOf(RECEIVER_PORT), String.valueOf(receiverPort()))
                        .replace(String.valueOf(PORT), String.valueOf(port));
        Path file = channelFile();
        boolean installed = Files.exists(file) && Files.readString(file).equals(channel);
        if ((!installed || !Files.exists(base.resolve("data/run/console.sock"))) && !free(port)) {
            throw new IOException(taken(port));
        }
        if (!installed) {
            Path written = Files.createTempFile(base.resolve("channels"), ".demo", ".tmp");
            Files.write(written, channel.getBytes(StandardCharsets.UTF_8));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String taken(int port) {
        return "port "
                + port
                + " is taken by another program. Choose two free ones in a row, for example: "
                + "PONS_DEMO_PORT=12575 "
                + Main.command()
                + " demo";
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean channelListens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> messageFiles() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("examples/demo/messages"))) {
            return files.filter(file -> file.toString().endsWith(".hl7")).sorted().toList();
        }
    }

    private int launcher(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        command.add(0, home.resolve("bin/pons").toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (words.length > 1) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        builder.environment().put("PONS_BASE", base.toString());
        System.out.flush();
        return builder.start().waitFor();
    }

    private static boolean until(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }
}
