package dev.pons.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

import dev.pons.core.web.AccessOptions.Jwt;
import dev.pons.core.web.WebServer.Claim;
import dev.pons.spi.http.StatusException;

import org.eclipse.jetty.http.HttpFields;

import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks who calls by a token that an issuer signed (RFC 6750, RFC 7519, RFC 9068). Which signatures
 * count is ours to say, never the token's: no {@code none}, and no secret made of a public key (RFC
 * 8725, sections 2.1 and 3.1). Any thread.
 */
final class Bearer {

    private static final String SCHEME = "Bearer ";

    private static final Set<JWSAlgorithm> SIGNATURES =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final List<String> SCOPES = List.of("scope", "scp");

    private final Jwt options;
    private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();

    Bearer(Jwt options, Claim claim) {
        this.options = options;
        var server = new KeyServer(options, claim.lines());
        var keys = new IssuerKeys(server, Clock.systemUTC());
        tokens.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        tokens.setJWSKeySelector(
                new JWSVerificationKeySelector<>(SIGNATURES, new JWKSetBasedJWKSource<>(keys)));
        var claims =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        Set.copyOf(options.audience()),
                        new JWTClaimsSet.Builder().issuer(options.issuer()).build(),
                        Set.of("exp", "sub"),
                        Set.of());
        claims.setMaxClockSkew(Math.toIntExact(options.leeway().toSeconds()));
        tokens.setJWTClaimsSetVerifier(claims);
    }

    /**
     * Its claim {@code sub}; empty: it has no token that counts. {@code StatusException}: it may
     * not do this (403), or the keys are not to be had (503).
     */
    Optional<String> caller(HttpFields headers) throws StatusException {
        var given = headers.get("Authorization");
        if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        JWTClaimsSet claims;
        try {
            claims = tokens.process(given.substring(SCHEME.length()).strip(), null);
        } catch (KeySourceException e) {
            throw new StatusException(503, "the keys that tokens are checked with are not here");
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
        if (!scopes(claims).containsAll(options.scope())) {
            throw new StatusException(403, "this token does not allow to call here");
        }
        return Optional.ofNullable(claims.getSubject()).filter(name -> !name.isEmpty());
    }

    /** Of {@code "scope": "a b"} (RFC 8693, section 4.2), or a list, as some issuers write it. */
    private static Set<String> scopes(JWTClaimsSet claims) {
        var all = new HashSet<String>();
        for (var name : SCOPES) {
            var said = claims.getClaim(name);
            if (said instanceof String words) {
                all.addAll(Arrays.asList(words.split(" ")));
            } else if (said instanceof Collection<?> list) {
                list.forEach(word -> all.add(String.valueOf(word)));
            }
        }
        return all;
    }
}
