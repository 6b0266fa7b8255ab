package dev.pons.http;

import dev.pons.core.web.AccessOptions.Hmac;
import dev.pons.spi.config.Secret;

import org.eclipse.jetty.http.HttpFields;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures that a caller gave, and what they should be (RFC 2104). One thread. */
final class Signature {

    /** {@code sha256=...}; a Base64 text has its equals signs at the end alone. */
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9-]+=([^=].*)");

    private static final String TIME = "t=";
    private static final String SIGNATURE = "v1=";

    private final List<Mac> macs;
    private final List<String> given;

    private Signature(List<Mac> macs, List<String> given) {
        this.macs = macs;
        this.given = given;
    }

    /** Empty: none was given, or it was made too long ago for nobody to have repeated it. */
    static Optional<Signature> of(Hmac options, HttpFields headers) {
        var said = headers.get(options.header());
        if (said == null) {
            return Optional.empty();
        }
        boolean combined = options.style() == Hmac.Style.COMBINED;
        var time = "";
        if (combined) {
            time = parts(said, TIME).stream().findFirst().orElse("");
        } else if (!options.time().isEmpty()) {
            time = String.valueOf(headers.get(options.time()));
        }
        boolean timed = combined || !options.time().isEmpty();
        if (timed && !isTimely(options, time)) {
            return Optional.empty();
        }
        var signed = (timed ? time + "." : "").getBytes(StandardCharsets.UTF_8);
        var macs = options.secret().stream().map(secret -> mac(options, secret)).toList();
        macs.forEach(mac -> mac.update(signed));
        return Optional.of(
                new Signature(macs, combined ? parts(said, SIGNATURE) : List.of(said.strip())));
    }

    /** Of {@code t=1,v1=a,v1=b}. */
    private static List<String> parts(String said, String name) {
        return Arrays.stream(said.split(","))
                .map(String::strip)
                .filter(part -> part.startsWith(name))
                .map(part -> part.substring(name.length()))
                .toList();
    }

    private static Mac mac(Hmac options, Secret secret) {
        var chars = secret.reveal();
        var key = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        var bytes = Arrays.copyOf(key.array(), key.limit());
        try {
            var mac = Mac.getInstance(options.hash().algorithm());
            mac.init(new SecretKeySpec(bytes, options.hash().algorithm()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC of SHA-2", e);
        } finally {
            Arrays.fill(chars, ' ');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The time of sending is near ours, so nobody repeats what he heard long ago. */
    private static boolean isTimely(Hmac options, String seconds) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(seconds));
            var skew = Duration.between(sent, Instant.now()).abs();
            return skew.compareTo(options.skew()) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    void update(byte[] bytes, int from, int count) {
        macs.forEach(mac -> mac.update(bytes, from, count));
    }

    /** The body is at its end: the caller had one of the keys. All are compared, always. */
    boolean isRight() {
        boolean right = false;
        for (var mac : macs) {
            var made = mac.doFinal();
            for (var text : given) {
                right |= fits(made, text);
            }
        }
        return right;
    }

    private static boolean fits(byte[] made, String said) {
        var named = NAMED.matcher(said);
        var text = named.matches() ? named.group(1) : said;
        return equal(HexFormat.of().formatHex(made), text.toLowerCase(Locale.ROOT))
                | equal(Base64.getEncoder().encodeToString(made), text);
    }

    private static boolean equal(String right, String given) {
        return MessageDigest.isEqual(
                right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
