package dev.pons.itests.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.tck.Ports;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook of a running engine: its address from the console, once; a signed delivery, the same
 * again, and a forged one with {@code curl}; a restart, and another address.
 */
class WebhookIT {

    private static final String SECRET = "geheim-4711";

    private static String channel(int port) {
        return """
        source:
          webhook: { listen: { port: %d }, access: { hmac: { secret: "${secret:portal}" } } }
          format: json
          duplicates: { by: meta.http.header.x-delivery, within: 24h }
        destinations:
          out: { file: { folder: notes, name: "{$.id}" } }
        """
                .formatted(port);
    }

    @Test
    void aSignedDeliveryIsTakenOnceAtAnAddressThatWasShownOnce() throws Exception {
        int port = Ports.free();
        try (Instance instance = Instance.fresh()) {
            instance.file("etc/secrets/portal", SECRET)
                    .channel("hook", channel(port))
                    .start()
                    .awaitListening(port);
            var address = address(instance.exec("webhook:address hook"));
            assertThat(address).matches("http://127\\.0\\.0\\.1:" + port + "/webhook/[0-9a-f]{32}");
            var again = instance.exec("webhook:address hook");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.text()).contains("webhook:rotate hook");

            assertThat(post(instance, address, 7, SECRET)).contains(" 202", "accepted");
            assertThat(post(instance, address, 7, SECRET)).contains(" 202", "duplicate");
            assertThat(post(instance, address, 8, "guessed"))
                    .contains(" 401")
                    .doesNotContain("\"id\"");
            instance.stop();
            instance.start().awaitListening(port);
            assertThat(post(instance, address, 7, SECRET)).contains(" 202", "duplicate");
            assertThat(post(instance, address, 9, SECRET)).contains(" 202", "accepted");

            var next = address(instance.exec("webhook:rotate hook"));
            assertThat(post(instance, address, 10, SECRET)).contains(" 404");
            assertThat(post(instance, next, 10, SECRET)).contains(" 202", "accepted");
            assertThat(instance.log())
                    .doesNotContain(token(address), token(next), SECRET)
                    .doesNotContain("ERROR", "Exception");
        }
    }

    private static String address(Result said) {
        return said.ok().out().lines().findFirst().orElseThrow();
    }

    private static String token(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String post(Instance instance, String address, int id, String secret)
            throws Exception {
        var body = "{\"id\":\"" + id + "\"}";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature =
                HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var line =
                "curl -sS -i %s -H 'X-Signature: sha256=%s' -H 'X-Delivery: %d' -d '%s'"
                        .formatted(address, signature, id, body);
        return instance.shell(line).ok().out();
    }
}
