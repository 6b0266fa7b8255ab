package dev.pons.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import dev.pons.core.web.AccessOptions;
import dev.pons.core.web.AccessOptions.Jwt;
import dev.pons.spi.http.Route;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Tokens of an issuer (RFC 6750, RFC 9068), with real keys and a server of them. */
class BearerTest {

    private static RSAKey rsa;
    private static ECKey ec;
    private static RSAKey stranger;

    private final Site site = new Site();
    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer issuer;
    private volatile int status = 200;
    private volatile JWKSet keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void open() throws Exception {
        keys = new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK()));
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        issuer.createContext(
                "/keys",
                exchange -> {
                    try (exchange) {
                        fetches.incrementAndGet();
                        var body = keys.toString(true).getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, 0); // in chunks
                        exchange.getResponseBody().write(body);
                    }
                });
        issuer.start();
        site.serve(
                Route.at("/in").access(access()),
                exchange -> exchange.problem(418, exchange.user().orElse(""), Map.of()));
    }

    @AfterEach
    void close() {
        site.close();
        issuer.stop(0);
    }

    private AccessOptions access() {
        return access(
                new Jwt(
                        "https://login.example",
                        List.of("pons"),
                        "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys",
                        List.of("results.write"),
                        Duration.ofSeconds(30),
                        Optional.empty()));
    }

    private static AccessOptions access(Jwt jwt) {
        return new AccessOptions(
                false, Optional.empty(), Map.of(), Optional.empty(), Optional.of(jwt));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .audience(List.of("other", "pons"))
                .subject("laboratory")
                .claim("scope", "results.read results.write")
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static String token(JWSAlgorithm algorithm, JWK key, JWTClaimsSet claims)
            throws Exception {
        var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
        JWSSigner signer =
                key instanceof RSAKey r ? new RSASSASigner(r) : new ECDSASigner(key.toECKey());
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return token(JWSAlgorithm.RS256, rsa, change.apply(claims()).build());
    }

    private HttpResponse<String> call(String token) throws Exception {
        return site.post("/in", "x", "Authorization", "Bearer " + token);
    }

    private int status(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return call(token(change)).statusCode();
    }

    @Test
    void theCallerIsTheSubjectOfTheToken() throws Exception {
        for (var algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            assertThat(call(token(algorithm, rsa, claims().build())).body()).contains("laboratory");
        }
        var answer = call(token(JWSAlgorithm.ES256, ec, claims().build()));
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).contains("laboratory");
        assertThat(fetches).hasValue(1);
    }

    /** Who signs and how is the engine's to say, never the token's (RFC 8725, section 3.1). */
    @Test
    void whatIsSignedInAnotherWayIsNoToken() throws Exception {
        assertThat(call(new PlainJWT(claims().build()).serialize()).statusCode()).isEqualTo(401);
        var secret = rsa.toPublicJWK().toRSAPublicKey().getEncoded();
        var confused =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                        claims().build());
        confused.sign(new MACSigner(secret));
        assertThat(call(confused.serialize()).statusCode()).isEqualTo(401);
        var other = token(JWSAlgorithm.RS384, rsa, claims().build());
        assertThat(call(other).statusCode()).isEqualTo(401);
        var forged = token(JWSAlgorithm.RS256, stranger, claims().build());
        assertThat(call(forged).statusCode()).isEqualTo(401);
        var own =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .jwk(stranger.toPublicJWK())
                                .keyID("rsa")
                                .build(),
                        claims().build());
        own.sign(new RSASSASigner(stranger));
        assertThat(call(own.serialize()).statusCode()).isEqualTo(401);
        var cut = token(b -> b);
        assertThat(call(cut.substring(0, cut.length() - 4)).statusCode()).isEqualTo(401);
    }

    @Test
    void timesCountWithinTheLeeway() throws Exception {
        var now = Instant.now();
        assertThat(status(b -> b.expirationTime(Date.from(now.minusSeconds(10))))).isEqualTo(418);
        assertThat(status(b -> b.expirationTime(Date.from(now.minusSeconds(60))))).isEqualTo(401);
        assertThat(status(b -> b.expirationTime(null))).isEqualTo(401);
        assertThat(status(b -> b.notBeforeTime(Date.from(now.plusSeconds(10))))).isEqualTo(418);
        assertThat(status(b -> b.notBeforeTime(Date.from(now.plusSeconds(60))))).isEqualTo(401);
    }

    @Test
    void issuerAudienceAndSubjectMustFit() throws Exception {
        assertThat(status(b -> b.issuer("https://login.example/"))).isEqualTo(401);
        assertThat(status(b -> b.issuer(null))).isEqualTo(401);
        assertThat(status(b -> b.audience("ponse"))).isEqualTo(401);
        assertThat(status(b -> b.audience((String) null))).isEqualTo(401);
        assertThat(status(b -> b.subject(null))).isEqualTo(401);
        var refused = call("no token");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate"))
                .contains("Bearer realm=\"pons\"");
        assertThat(site.post("/in", "x").statusCode()).isEqualTo(401);
    }

    /** RFC 6750, section 3.1: known, and not allowed. */
    @Test
    void aScopeThatIsAskedForMustBeThere() throws Exception {
        assertThat(status(b -> b.claim("scope", "results.read"))).isEqualTo(403);
        assertThat(status(b -> b.claim("scope", "results.writer"))).isEqualTo(403);
        assertThat(status(b -> b.claim("scope", null))).isEqualTo(403);
        var listed = List.of("a", "results.write");
        assertThat(status(b -> b.claim("scope", null).claim("scp", listed))).isEqualTo(418);
    }

    /** An ID token or a token of another kind is none that lets anybody in (RFC 8725, 3.11). */
    @Test
    void theKindOfATokenCounts() throws Exception {
        for (var kind : List.of("at+jwt", "JWT", "logout+jwt")) {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID("rsa")
                            .type(new JOSEObjectType(kind))
                            .build();
            var token = new SignedJWT(header, claims().build());
            token.sign(new RSASSASigner(rsa));
            int expected = kind.startsWith("logout") ? 401 : 418;
            assertThat(call(token.serialize()).statusCode()).as(kind).isEqualTo(expected);
        }
    }

    /** Without its keys a token is neither right nor wrong: nothing is kept, try again. */
    @Test
    void whileThereAreNoKeysItIsOurFault() throws Exception {
        status = 500;
        var answer = call(token(b -> b));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(site.post("/in", "x").statusCode()).isEqualTo(401);
        assertThat(call(token(b -> b)).statusCode()).isEqualTo(503);
        assertThat(fetches).as("asked again, and at once").hasValue(1);
    }

    @Test
    void keysAreKeptWhileTheirServerIsAway() throws Exception {
        assertThat(status(b -> b)).isEqualTo(418);
        issuer.stop(0);
        assertThat(status(b -> b)).isEqualTo(418);
        var other = new RSAKeyGenerator(2048).keyID("next").generate();
        var unknown = token(JWSAlgorithm.RS256, other, claims().build());
        assertThat(call(unknown).statusCode()).isEqualTo(401);
        assertThat(status(b -> b)).isEqualTo(418);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example/keys",
                "http://127.0.0.1.example/keys",
                "https://u:p@login.example/keys",
                "ftp://login.example/keys",
                "login.example",
                "https:///keys",
                ""
            })
    void anAddressThatAnybodyCouldAnswerForIsRefused(String address) {
        assertThatThrownBy(
                        () ->
                                new Jwt(
                                        "i",
                                        List.of("a"),
                                        address,
                                        List.of(),
                                        Duration.ZERO,
                                        Optional.empty()))
                .hasMessageContaining("jwks is an address as https://");
    }
}
