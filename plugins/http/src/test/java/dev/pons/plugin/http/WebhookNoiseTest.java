package dev.pons.plugin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** What comes to a webhook and is none of its deliveries. */
class WebhookNoiseTest {

    private static final String CHANNEL =
            """
            source:
              webhook:
                listen: %d
                challenge: { query: c, field: challenge }
                access: { hmac: { secret: "${secret:key}", header: X-Sig, style: combined } }
              format: text
            destinations:
              nowhere: { http: { url: "http://127.0.0.1:1/" } }
            """;

    @TempDir Path folder;
    private final int port = Ports.free();

    /** 1,000 of one seed: an honest 4xx, a message, or a closed line; never a 5xx. */
    @Test
    void whatIsNoDeliveryIsTheSendersFault() throws Exception {
        try (var engine = new TestChannels(folder)) {
            check(engine);
        }
    }

    private void check(TestChannels engine) throws Exception {
        engine.deploy("hook", CHANNEL.formatted(port));
        var address = Typing.of(new WebhookAddress(), "hook").address();
        var path = URI.create(address).getPath();
        var random = new Random(20261201);
        int answered = 0;
        for (int i = 0; i < 1000; i++) {
            var answer = raw(broken(good(path, random), random));
            if (!answer.isEmpty()) {
                answered++;
                assertThat(answer).as("request %d", i).startsWith("HTTP/1.1 ");
                assertThat(answer.charAt(9)).as("%d: %s", i, answer).isNotEqualTo('5');
                assertThat(answer).doesNotContain("Exception", "jetty", "\tat ", path.substring(9));
            }
        }
        assertThat(answered).isGreaterThan(500);
        var whole = good(path, new Random(1));
        assertThat(raw(whole)).startsWith("HTTP/1.1 20");
    }

    private static byte[] good(String path, Random random) throws Exception {
        long now = System.currentTimeMillis() / 1000;
        var body = random.nextBoolean() ? "{\"challenge\":\"abc\"}" : "{\"a\":[1,{\"b\":\"c\"}]}";
        return ("POST "
                        + path
                        + (random.nextBoolean() ? "?c=1%41" : "")
                        + " HTTP/1.1\r\nHost: x\r\nX-Delivery: 1\r\nX-Sig: t="
                        + now
                        + ",v1="
                        + WebhookTest.mac("key", now + "." + body)
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] broken(byte[] good, Random random) {
        var bytes = good;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = joined(bytes, at, at + 1);
                case 2 -> bytes = joined(bytes, at, Math.max(0, at - random.nextInt(40)));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    /** Without what lies between, or with it twice. */
    private static byte[] joined(byte[] bytes, int end, int begin) {
        var from = Math.min(begin, bytes.length);
        var out = new byte[end + bytes.length - from];
        System.arraycopy(bytes, 0, out, 0, end);
        System.arraycopy(bytes, from, out, end, bytes.length - from);
        return out.length == 0 ? bytes : out;
    }

    private String raw(byte[] bytes) throws IOException {
        try (var line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            line.setSoTimeout(4000);
            line.getOutputStream().write(bytes);
            line.shutdownOutput();
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException cut) {
            return ""; // closed with something of the request unread
        }
    }
}
