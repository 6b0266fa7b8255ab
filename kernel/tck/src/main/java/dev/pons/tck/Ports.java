package dev.pons.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports for tests, each given out once. They lie below those that the system gives to whoever asks
 * for any port and to connections that go out, so that nobody takes one before its test does.
 */
public final class Ports {

    private static final int FIRST = 12_000;
    private static final int BEHIND = 32_000;

    /** Somewhere, so that two processes seldom ask for the same. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(BEHIND - FIRST));

    private Ports() {}

    /** One that nobody listens on now. */
    public static int free() {
        while (true) {
            int port = FIRST + NEXT.getAndIncrement() % (BEHIND - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
    }

    /** So many, all different. */
    public static List<Integer> free(int many) {
        return IntStream.range(0, many).mapToObj(n -> free()).toList();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
