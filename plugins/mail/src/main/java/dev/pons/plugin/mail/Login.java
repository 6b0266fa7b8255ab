package dev.pons.plugin.mail;

import dev.pons.spi.config.Secret;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Who we are to a mail server; at most one of password and token, and none without a user. */
record Login(Optional<String> user, Optional<Secret> password, Optional<Secret> token) {

    /** {@code IllegalArgumentException}: they do not fit together, or would be read by others. */
    Login check(Encryption encryption, String host) {
        if (password.isPresent() && token.isPresent()) {
            throw new IllegalArgumentException(
                    "\"password\" and \"token\" are two ways to log in; keep one");
        }
        if (user.isPresent() != (password.isPresent() || token.isPresent())) {
            throw new IllegalArgumentException(
                    user.isPresent()
                            ? "\"user\" needs \"password\" or \"token\""
                            : "\"password\" and \"token\" need \"user\"");
        }
        boolean here = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
        if (user.isPresent() && encryption == Encryption.NONE && !here) {
            throw new IllegalArgumentException(
                    "a login without encryption can be read on its way; write encryption: starttls"
                            + " or tls");
        }
        return this;
    }

    /** Password or token; null: there is none. */
    @Nullable String secret() {
        return password.or(() -> token).map(s -> new String(s.reveal())).orElse(null);
    }

    /** In which order the ways of a protocol are tried (RFC 4616; Google's XOAUTH2). */
    String mechanisms() {
        return token.isPresent() ? "XOAUTH2" : "PLAIN LOGIN";
    }

    /** What an operator looks at where a server takes it not. */
    String remedy() {
        if (user.isEmpty()) {
            return "it wants a login; write user and password, or user and token";
        }
        return token.isPresent()
                ? "check user and token, which may have ended"
                : "check user and password";
    }
}
