package dev.pons.core.config;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code etc/alerts.yaml}: who is told, and what of the engine itself is watched.
 *
 * @param targets by the names that {@code to:} uses
 */
@Name("alerts")
@Doc("Who is told, and what of the engine itself is watched")
public record AlertsFile(
        @Doc("Who is told, by name") @Default("{}") Map<String, Target> targets,
        @Doc("What of the engine itself is watched") @Default("{}") EngineWatch engine) {

    /** What holds where there is no file. */
    public static final AlertsFile NONE =
            new AlertsFile(
                    Map.of(),
                    new EngineWatch(
                            "",
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(10),
                            100_000,
                            Duration.ofDays(30),
                            Duration.ofMinutes(1)));

    /** One way to tell somebody. */
    @Doc("Somebody who is told")
    public record Target(
            @Doc("Posts JSON to an address") Optional<Webhook> webhook,
            @Doc("Sends a mail") Optional<Smtp> smtp) {

        /** {@code IllegalArgumentException}: none or both are given. */
        public Target {
            if (webhook.isPresent() == smtp.isPresent()) {
                throw new IllegalArgumentException(
                        "a target is one of webhook or smtp; write for example \"oncall: {"
                                + " webhook: { url: ... } }\"");
            }
        }
    }

    /** JSON to an address, signed. */
    @Doc("Posts JSON to an address")
    public record Webhook(
            @Doc("Address, https://... or http://...") String url,
            @Doc("Key of the signature that every request carries") Optional<Secret> secret,
            @Doc("Longest time until it has answered") @Default("10s") Duration timeout) {

        /** {@code IllegalArgumentException}: the address is none. */
        public Webhook {
            if (!isAddress(url)) {
                throw new IllegalArgumentException(
                        "\"url\" is no address; write for example https://alerts.example/pons");
            }
        }

        private static boolean isAddress(String url) {
            try {
                var uri = URI.create(url);
                return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                        && uri.getHost() != null;
            } catch (IllegalArgumentException e) {
                return false; // the words are said by who asks; these may quote a token in it
            }
        }
    }

    /** A mail server. */
    @Doc("Sends a mail")
    public record Smtp(
            @Doc("Name or address of the mail server") String host,
            @Doc("TCP port") @Default("25") @Range(min = 1, max = 65535) int port,
            @Doc("Address that the mails come from") String from,
            @Doc("Addresses that they go to") List<String> to,
            @Doc("none, starttls (required once said), or tls from the first byte") @Default("none")
                    Tls tls,
            @Doc("Name to log in with") Optional<String> user,
            @Doc("Its password") Optional<Secret> password,
            @Doc("Longest time to wait for the server") @Default("15s") Duration timeout) {

        private static final String ADDRESS = "[\\x21-\\x7e&&[^<>,;:\"]]+@[A-Za-z0-9.-]+";

        /** {@code IllegalArgumentException}: an address is none, or half of a login is missing. */
        public Smtp {
            to = List.copyOf(to);
            if (to.isEmpty()
                    || !from.matches(ADDRESS)
                    || !to.stream().allMatch(a -> a.matches(ADDRESS))) {
                throw new IllegalArgumentException(
                        "\"from\" and \"to\" are mail addresses; write for example"
                                + " oncall@hospital.example");
            }
            if (user.isPresent() != password.isPresent()) {
                throw new IllegalArgumentException(
                        "\"user\" and \"password\" go together; write both or none");
            }
            if (user.isPresent() && tls == Tls.NONE) {
                throw new IllegalArgumentException(
                        "a password would cross the network in the clear; write tls: starttls, or"
                                + " tls: tls");
            }
        }
    }

    /** How the line to a mail server is protected. */
    public enum Tls {
        /** Not at all. */
        NONE,
        /** After a word in the clear; a server that does not know it gets no mail. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /** What is watched besides channels; disk and ledger always are. */
    @Doc("What of the engine itself is watched")
    public record EngineWatch(
            @Doc("Target that is told; none: the console only") @Default("") String to,
            @Doc("A channel is broken, or waits for a plugin, for longer") @Default("1m")
                    Duration broken,
            @Doc("The journal takes nothing for longer") @Default("10s") Duration journal,
            @Doc("Search is more entries behind") @Default("100000") @Range(min = 1) long indexLag,
            @Doc("A certificate in etc/tls ends within") @Default("30d") Duration certificates,
            @Doc("How long all must be well before the end of an alert is told") @Default("1m")
                    Duration calm) {}
}
