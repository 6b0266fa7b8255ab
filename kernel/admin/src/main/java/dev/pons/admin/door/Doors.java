package dev.pons.admin.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/**
 * Lets in who shows a password (Basic, RFC 7617) or a token (Bearer, RFC 6750). After failures a
 * name waits up to a minute, and an address up to a quarter of an hour; a right token is never kept
 * out, for nobody guesses one. Any thread.
 */
public final class Doors {

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";
    private static final int LONGEST = 2000;

    private final Register register;
    private final Passwords passwords;
    private final Lockout names;
    private final Lockout addresses;

    private Doors(Register register, Passwords passwords, Clock clock) {
        this.register = register;
        this.passwords = passwords;
        this.names = new Lockout(5, Duration.ofMinutes(1), clock);
        this.addresses = new Lockout(20, Duration.ofMinutes(15), clock);
    }

    /**
     * The doors of an engine.
     *
     * @param folder where users are kept, the engine's user's alone
     * @param first who may come in where nobody is known yet
     */
    public static Doors open(Path folder, Clock clock, FirstUser first) throws IOException {
        var passwords = new Passwords();
        var register = new Register(new RegisterFile(folder), passwords, clock);
        if (register.isEmpty()) {
            first.make(register);
        }
        return new Doors(register, passwords, clock);
    }

    /** Users and tokens. */
    public Register register() {
        return register;
    }

    /**
     * Somebody stands at the door.
     *
     * @param authorization the header field; empty: shows nothing
     * @param address where from, without port
     */
    public Entry enter(String authorization, String address) {
        var kind = authorization.toLowerCase(Locale.ROOT);
        if (authorization.length() > LONGEST) {
            return new Entry.Closed("");
        }
        if (kind.startsWith(BEARER)) {
            return byToken(authorization.substring(BEARER.length()).strip(), address);
        }
        return kind.startsWith(BASIC)
                ? byPassword(authorization.substring(BASIC.length()).strip(), address)
                : new Entry.Closed("");
    }

    private Entry byToken(String secret, String address) {
        var token = register.byHash(Randoms.hash(secret));
        var user = token.flatMap(t -> register.user(t.user()));
        if (token.isPresent() && user.isPresent() && token.get().until().isAfter(register.now())) {
            register.used(token.get());
            var role = token.get().role().atMost(user.get().role());
            return new Entry.Open(
                    new Caller(user.get().name(), role, "token " + token.get().id(), address));
        }
        var left = addresses.left(address);
        if (!left.isZero()) {
            return new Entry.Locked(left);
        }
        addresses.failed(address);
        return new Entry.Closed(
                token.map(t -> "token " + t.id() + " is over").orElse("no such token"));
    }

    private Entry byPassword(String base64, String address) {
        var pair = decoded(base64);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return new Entry.Closed("");
        }
        var name = pair.substring(0, colon);
        var left = longest(names.left(name), addresses.left(address));
        if (!left.isZero()) {
            return new Entry.Locked(left);
        }
        var user = register.user(name);
        if (!passwords.fits(pair.substring(colon + 1), user)) {
            names.failed(name);
            addresses.failed(address);
            return new Entry.Closed(
                    user.map(u -> "wrong password of " + u.name()).orElse("no such user"));
        }
        names.passed(name);
        addresses.passed(address);
        return user.<Entry>map(u -> new Entry.Open(caller(u, address)))
                .orElse(new Entry.Closed("no such user"));
    }

    private static Caller caller(User user, String address) {
        return new Caller(user.name(), user.role(), "password", address);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Duration longest(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
