package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pons.core.web.AccessOptions;
import dev.pons.core.web.AccessOptions.Hmac;
import dev.pons.core.web.AccessOptions.Keys;
import dev.pons.spi.config.Secret;
import dev.pons.spi.http.Exchange;
import dev.pons.spi.http.Route;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What bounds a request: size, time, rate, who calls, and what is no request at all. */
class BoundsTest {

    private static Route limited(long body, Duration time, int rate) {
        return Route.at("/in").limits(new Route.Limits(body, time, rate));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void aBodyOverTheBoundIsAnsweredWith413HoweverItComes() throws Exception {
        try (var site = new Site()) {
            site.serve(limited(2000, Duration.ofSeconds(5), 0), Site.echo("in"));
            assertThat(site.post("/in", "x".repeat(2000)).statusCode()).isEqualTo(200);
            assertThat(site.post("/in", "x".repeat(2001)).statusCode()).isEqualTo(413);
            var chunked = BodyPublishers.ofByteArrays(List.of(new byte[1500], new byte[1500]));
            assertThat(site.send(site.to("/in").POST(chunked)).statusCode()).isEqualTo(413);
            var bomb =
                    site.to("/in")
                            .header("content-encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(packed(new byte[1_000_000])));
            assertThat(site.send(bomb).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void bodiesAndAnswersMayBePacked() throws Exception {
        try (var site = new Site()) {
            site.serve(limited(1 << 20, Duration.ofSeconds(5), 0), Site.echo("in"));
            var text = "a line\n".repeat(1000);
            var packed =
                    site.to("/in")
                            .header("content-encoding", "gzip")
                            .POST(BodyPublishers.ofByteArray(packed(text.getBytes())));
            assertThat(site.send(packed).body()).isEqualTo("in:" + text);
            var answer = site.post("/in", text, "accept-encoding", "gzip");
            assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(answer.body().length()).isLessThan(1000);
            assertThat(site.post("/in", "x", "content-encoding", "br").statusCode()).isEqualTo(415);
            assertThat(site.post("/in", "x", "content-encoding", "gzip").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void moreThanTheRateIsAnsweredWith429() throws Exception {
        try (var site = new Site()) {
            site.serve(limited(2000, Duration.ofSeconds(5), 3), Site.echo("in"));
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 10; i++) {
                statuses.add(site.post("/in", "x").statusCode());
            }
            assertThat(statuses.subList(0, 3)).containsOnly(200);
            assertThat(statuses).contains(429);
            await().until(() -> site.post("/in", "x").statusCode() == 200);
        }
    }

    @Test
    void aSlowBodyEndsAndHoldsUpNobody() throws Exception {
        try (var site = new Site()) {
            site.serve(limited(2000, Duration.ofMillis(300), 0), Site.echo("in"));
            try (var slow = new Socket(InetAddress.getLoopbackAddress(), site.port)) {
                var out = slow.getOutputStream();
                out.write("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n".getBytes());
                var ended = new AtomicBoolean();
                await().pollInterval(Duration.ofMillis(50))
                        .until(
                                () -> {
                                    assertThat(site.post("/in", "x").statusCode()).isEqualTo(200);
                                    if (slow.getInputStream().available() == 0) {
                                        out.write('x');
                                        return false;
                                    }
                                    ended.set(true);
                                    return true;
                                });
                var answer = new byte[12];
                slow.getInputStream().readNBytes(answer, 0, 12);
                assertThat(new String(answer)).isEqualTo("HTTP/1.1 408");
            }
        }
    }

    @Test
    void silentConnectionsGiveWayWhenAllAreTaken() throws Exception {
        try (var site = new Site(4)) {
            var serving = site.serve(limited(2000, Duration.ofSeconds(5), 0), Site.echo("in"));
            var silent = new ArrayList<Socket>();
            for (int i = 0; i < 8; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), site.port));
            }
            await().until(() -> serving.connected() == 4);
            assertThat(site.post("/in", "x").statusCode()).isEqualTo(200);
            for (var line : silent) {
                line.close();
            }
        }
    }

    @Test
    void whoCallsIsAskedBeforeTheBodyIsRead() throws Exception {
        var read = new AtomicBoolean();
        var access =
                new AccessOptions(
                        false,
                        Optional.of(new Keys(Map.of("lab", Secret.of("k-1")), "X-API-Key")),
                        Map.of("his", Secret.of("pass:word")),
                        Optional.empty(),
                        Optional.empty());
        try (var site = new Site()) {
            site.serve(
                    Route.at("/in").access(access),
                    exchange -> {
                        read.set(true);
                        exchange.problem(
                                418, exchange.user().orElse("") + exchange.headers(), Map.of());
                    });
            var nobody = site.post("/in", "x");
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("www-authenticate")).isPresent();
            assertThat(site.post("/in", "x", "X-API-Key", "k-2").statusCode()).isEqualTo(401);
            assertThat(basic(site, "his", "wrong")).contains("401");
            assertThat(basic(site, "nobody", "")).contains("401");
            assertThat(read).isFalse();
            assertThat(site.refusals).contains("access");
            assertThat(site.post("/in", "x", "X-API-Key", "k-1").body())
                    .contains("lab{")
                    .doesNotContain("k-1");
            assertThat(basic(site, "his", "pass:word")).contains("his{").doesNotContain("Basic");
        }
    }

    private static String basic(Site site, String user, String password) throws Exception {
        var pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
        var answer = site.post("/in", "x", "Authorization", "Basic " + pair);
        return answer.statusCode() + answer.body();
    }

    @Test
    void aSignatureIsOfThisBodyAndThisTime() throws Exception {
        var hmac =
                new Hmac(
                        List.of(Secret.of("shared")),
                        "X-Signature",
                        Hmac.Hash.SHA256,
                        "X-Time",
                        Duration.ofMinutes(5),
                        Hmac.Style.PLAIN);
        var access =
                new AccessOptions(
                        false, Optional.empty(), Map.of(), Optional.of(hmac), Optional.empty());
        try (var site = new Site()) {
            site.serve(Route.at("/in").access(access), Site.echo("in"));
            long now = System.currentTimeMillis() / 1000;
            var right = "sha256=" + HexFormat.of().formatHex(mac(now + ".body"));
            assertThat(signed(site, "body", right, now)).isEqualTo(200);
            var base64 = Base64.getEncoder().encodeToString(mac(now + ".body"));
            assertThat(signed(site, "body", base64, now)).isEqualTo(200);
            assertThat(signed(site, "bodY", right, now)).isEqualTo(401);
            assertThat(signed(site, "body", right, now + 1)).isEqualTo(401);
            long old = now - 600;
            var stale = HexFormat.of().formatHex(mac(old + ".body"));
            assertThat(signed(site, "body", stale, old)).isEqualTo(401);
            assertThat(site.post("/in", "body").statusCode()).isEqualTo(401);
        }
    }

    private static int signed(Site site, String body, String signature, long time)
            throws Exception {
        return site.post("/in", body, "X-Signature", signature, "X-Time", "" + time).statusCode();
    }

    private static byte[] mac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared".getBytes(), "HmacSHA256"));
        return mac.doFinal(text.getBytes());
    }

    @Test
    void pagesMayCallOnlyWhereTheyAreListed() throws Exception {
        try (var site = new Site()) {
            site.serve(
                    limited(2000, Duration.ofSeconds(5), 0).origins(List.of("https://page")),
                    Site.echo("in"));
            var own = new String(site.raw(preflight("https://page"), 5000).getBytes());
            assertThat(own).startsWith("HTTP/1.1 204");
            assertThat(own).contains("Access-Control-Allow-Origin: https://page");
            assertThat(site.raw(preflight("https://other"), 5000)).startsWith("HTTP/1.1 403");
            assertThat(
                            site.post("/in", "x", "Origin", "https://other")
                                    .headers()
                                    .firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    private static byte[] preflight(String origin) {
        return ("OPTIONS /in HTTP/1.1\r\nHost: x\r\nOrigin: "
                        + origin
                        + "\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                .getBytes();
    }

    @Test
    void partsOfAFormComeOneAfterTheOther() throws Exception {
        try (var site = new Site()) {
            site.serve(
                    limited(1 << 20, Duration.ofSeconds(5), 0),
                    exchange -> {
                        var seen = new StringBuilder();
                        for (var part = exchange.nextPart();
                                part.isPresent();
                                part = exchange.nextPart()) {
                            seen.append(seen(part.get()));
                        }
                        exchange.problem(418, seen.toString(), Map.of());
                    });
            var form =
                    "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n-\r\n--c"
                            + "\r\n--b\r\nContent-Type: text/plain\r\n"
                            + "Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\n"
                            + "\r\n--b--\r\n";
            var type = "multipart/form-data; boundary=b";
            assertThat(site.post("/in", form, "content-type", type).body())
                    .contains("[a null null 1\\u000d\\u000a-\\u000d\\u000a--c]")
                    .contains("[f x.txt text/plain ]");
            assertThat(site.post("/in", form.substring(0, 70), "content-type", type).statusCode())
                    .isEqualTo(400);
            assertThat(site.post("/in", form, "content-type", "multipart/form-data").statusCode())
                    .isEqualTo(400);
        }
    }

    private static String seen(Exchange.Part part) throws IOException {
        return "["
                + part.name()
                + " "
                + part.file().orElse(null)
                + " "
                + part.type().orElse(null)
                + " "
                + new String(part.body().readAllBytes(), StandardCharsets.UTF_8)
                + "]";
    }

    /** 1,000 of one seed: an honest 4xx or a closed line, never a 5xx, nothing of ours. */
    @Test
    void whatIsNoRequestIsTheCallersFault() throws Exception {
        var random = new Random(20261130);
        try (var site = new Site(200)) {
            site.serve(limited(2000, Duration.ofSeconds(2), 0), Site.echo("in"));
            int answered = 0;
            for (int i = 0; i < 1000; i++) {
                var answer = site.raw(broken(random), 4000);
                if (!answer.isEmpty()) {
                    answered++;
                    assertThat(answer).as("request %d", i).startsWith("HTTP/1.1 ");
                    assertThat(answer).doesNotContain("jetty").doesNotContain("Exception");
                    assertThat(answer.charAt(9)).as("%d: %s", i, answer).isNotEqualTo('5');
                }
            }
            assertThat(answered).isGreaterThan(500);
            assertThat(site.post("/in", "x").body()).isEqualTo("in:x");
        }
    }

    /** Else a caller sends its next request on a line that is gone (RFC 9112, section 9.6). */
    @Test
    void aLineThatIsClosedBehindAnAnswerSaysSo() throws Exception {
        try (var site = new Site()) {
            site.serve(limited(2000, Duration.ofSeconds(2), 0), Site.echo("in"));
            var asked = "POST /in%00 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
            assertThat(site.raw(asked.getBytes(StandardCharsets.US_ASCII), 4000))
                    .startsWith("HTTP/1.1 400")
                    .contains("Connection: close");
        }
    }

    private static byte[] broken(Random random) {
        var good =
                ("POST /in?a=b HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nTransfer-Encoding:"
                                + " chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        if (random.nextInt(8) == 0) {
            var noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            return noise;
        }
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(good.length);
            switch (random.nextInt(3)) {
                case 0 -> good[at] = (byte) random.nextInt(256);
                case 1 -> good = without(good, at);
                default -> good = Arrays.copyOf(good, at + 1);
            }
        }
        return good;
    }

    private static byte[] without(byte[] bytes, int at) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(bytes, at + 1, bytes.length - at - 1);
        return out.size() == 0 ? bytes : out.toByteArray();
    }
}
