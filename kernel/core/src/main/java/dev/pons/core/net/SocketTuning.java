package dev.pons.core.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** What every connection gets: answers at once, and half-open peers found in about 90 seconds. */
final class SocketTuning {

    /**
     * Seconds of silence, seconds between probes, probes without answer. By name, since {@code
     * jdk.net} is not visible to a bundle everywhere; a system without them keeps its own times.
     */
    private static final Map<String, Integer> PROBES =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private SocketTuning() {}

    static void apply(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (var option : channel.supportedOptions()) {
            var value = PROBES.get(option.name());
            if (value != null && option.type() == Integer.class) {
                set(channel, option, value);
            }
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, Integer value)
            throws IOException {
        channel.setOption(option, option.type().cast(value));
    }
}
