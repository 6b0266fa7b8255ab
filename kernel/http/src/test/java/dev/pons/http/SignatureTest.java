package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.core.web.AccessOptions;
import dev.pons.core.web.AccessOptions.Hmac;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.Route;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures over bodies, in the styles that senders of webhooks have. */
class SignatureTest {

    private final long now = System.currentTimeMillis() / 1000;

    private static AccessOptions access(Hmac.Style style, String... secrets) {
        var hmac =
                new Hmac(
                        Arrays.stream(secrets).map(Secret::of).toList(),
                        "X-Signature",
                        Hmac.Hash.SHA256,
                        "",
                        Duration.ofMinutes(5),
                        style);
        return new AccessOptions(
                false, Optional.empty(), Map.of(), Optional.of(hmac), Optional.empty());
    }

    private static String mac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes()));
    }

    /** While a key is replaced, both count; after it, the old one does not. */
    @Test
    void severalKeysCountAtOnce() throws Exception {
        try (var site = new Site()) {
            var route = Route.at("/in").access(access(Hmac.Style.PLAIN, "new", "old"));
            site.serve(route, Site.echo("in"));
            for (var secret : List.of("new", "old")) {
                var right = "sha256=" + mac(secret, "body");
                assertThat(site.post("/in", "body", "X-Signature", right).statusCode())
                        .isEqualTo(200);
            }
            var other = "sha256=" + mac("older", "body");
            assertThat(site.post("/in", "body", "X-Signature", other).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theCombinedStyleSignsItsTime() throws Exception {
        try (var site = new Site()) {
            var route = Route.at("/in").access(access(Hmac.Style.COMBINED, "new", "old"));
            site.serve(route, Site.echo("in"));
            assertThat(combined(site, now, "v1=" + mac("new", now + ".body"))).isEqualTo(200);
            var several = "v1=" + mac("no", "x") + ", v1=" + mac("old", now + ".body") + ",v0=0";
            assertThat(combined(site, now, several)).isEqualTo(200);
            assertThat(combined(site, now + 1, "v1=" + mac("new", now + ".body"))).isEqualTo(401);
            assertThat(combined(site, now, "v0=" + mac("new", now + ".body"))).isEqualTo(401);
            assertThat(combined(site, now, mac("new", now + ".body"))).isEqualTo(401);
            long old = now - 301;
            assertThat(combined(site, old, "v1=" + mac("new", old + ".body"))).isEqualTo(401);
            var bare = site.post("/in", "body", "X-Signature", "v1=" + mac("new", ".body"));
            assertThat(bare.statusCode()).isEqualTo(401);
        }
    }

    private static int combined(Site site, long time, String rest) throws Exception {
        return site.post("/in", "body", "X-Signature", "t=" + time + "," + rest).statusCode();
    }

    /** Nothing in an answer tells what of it was wrong. */
    @Test
    void allThatIsWrongIsToldInTheSameWords() throws Exception {
        try (var site = new Site()) {
            var route = Route.at("/in").access(access(Hmac.Style.COMBINED, "new"));
            site.serve(route, Site.echo("in"));
            long old = now - 301;
            var answers =
                    List.of(
                            site.post("/in", "body"),
                            site.post("/in", "body", "X-Signature", "t=" + now + ",v1=00"),
                            site.post(
                                    "/in",
                                    "body",
                                    "X-Signature",
                                    "t=" + old + ",v1=" + mac("new", old + ".body")));
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
            assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.get(0).body());
            assertThat(answers)
                    .extracting(a -> a.headers().firstValue("www-authenticate"))
                    .containsOnly(Optional.of("Signature header=\"X-Signature\""));
            assertThat(site.refusals).hasSize(3).containsOnly("access");
        }
    }

    @Test
    void optionsThatDoNotFitAreSaid() {
        assertThatThrownBy(() -> access(Hmac.Style.PLAIN))
                .hasMessageContaining("name one secret at least");
        assertThatThrownBy(() -> access(Hmac.Style.PLAIN, "")).hasMessageContaining("is empty");
    }
}
