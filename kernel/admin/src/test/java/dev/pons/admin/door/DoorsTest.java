package dev.pons.admin.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who comes in. */
class DoorsTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir Path folder;
    private final List<String> shown = new ArrayList<>();
    private final Hands clock = new Hands();

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-30T21:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private Doors open(Map<String, String> environment) throws IOException {
        return Doors.open(
                folder,
                clock,
                new FirstUser(name -> environment.getOrDefault(name, ""), shown::add));
    }

    private Doors opened() throws IOException {
        return open(Map.of(FirstUser.PASSWORD, PASSWORD));
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Entry admin(Doors doors) {
        return doors.enter(basic("admin", PASSWORD), "10.0.0.1");
    }

    @Test
    void theFirstStartMakesOneUserWhosePasswordIsShownOnce() throws IOException {
        open(Map.of());
        assertThat(shown).hasSize(1);
        var password = shown.get(0).replaceFirst(".*?password (\\S+) .*", "$1");
        assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        var again = open(Map.of());
        assertThat(shown).hasSize(1);
        assertThat(again.enter(basic("admin", password), "::1")).isInstanceOf(Entry.Open.class);
    }

    @Test
    void aContainerBringsThePasswordInAVariableOrAFile() throws IOException {
        assertThat(admin(opened()))
                .isEqualTo(new Entry.Open(new Caller("admin", Role.ADMIN, "password", "10.0.0.1")));
        assertThat(shown.get(0)).doesNotContain(PASSWORD);
        Files.delete(folder.resolve("users.json"));
        var secret = Files.writeString(folder.resolve("secret"), "from a mounted file\n");
        var doors = open(Map.of(FirstUser.FILE, secret.toString()));
        assertThat(doors.enter(basic("admin", "from a mounted file"), "::1"))
                .isInstanceOf(Entry.Open.class);
    }

    @Test
    void theFileHoldsHashesOnlyAndIsTheOwnersAlone() throws IOException {
        var token = opened().register().token("admin", "ci", Role.VIEWER, Duration.ofDays(1));
        var file = folder.resolve("users.json");
        assertThat(file)
                .content()
                .contains("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD)
                .doesNotContain(token.secret());
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void hashesAreThoseOfTheReference() {
        // the test of the reference implementation: t=2, m=2^16, p=1, v=19
        var hash =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        var user = new User("ann", Role.VIEWER, hash, Instant.EPOCH, Instant.EPOCH);
        var passwords = new Passwords();
        assertThat(passwords.fits("password", Optional.of(user))).isTrue();
        assertThat(passwords.fits("passwore", Optional.of(user))).isFalse();
    }

    @Test
    void whoShowsNothingOrNonsenseStaysOutside() throws IOException {
        var doors = opened();
        for (var shows :
                List.of("", "Basic", "Basic !", "Basic YWRtaW4=", "Bearer ", "Digest x", "x")) {
            assertThat(doors.enter(shows, "10.0.0.9")).as(shows).isInstanceOf(Entry.Closed.class);
        }
        assertThat(doors.enter("Bearer " + "x".repeat(5000), "10.0.0.9"))
                .isInstanceOf(Entry.Closed.class);
    }

    @Test
    void aNameWaitsAfterFiveFailuresAndAnAddressAfterTwenty() throws IOException {
        var doors = opened();
        for (int i = 0; i < 5; i++) {
            assertThat(doors.enter(basic("admin", "wrong"), "10.0.0." + i))
                    .isInstanceOf(Entry.Closed.class);
        }
        assertThat(admin(doors)).isInstanceOf(Entry.Locked.class);
        clock.pass(Duration.ofSeconds(2));
        assertThat(admin(doors)).isInstanceOf(Entry.Open.class);

        for (int i = 0; i < 20; i++) {
            assertThat(doors.enter("Bearer nobody" + i, "10.0.0.66"))
                    .isInstanceOf(Entry.Closed.class);
        }
        assertThat(doors.enter(basic("admin", PASSWORD), "10.0.0.66"))
                .isInstanceOf(Entry.Locked.class);
        var token = doors.register().token("admin", "ci", Role.ADMIN, Duration.ofDays(1));
        assertThat(doors.enter("Bearer " + token.secret(), "10.0.0.66"))
                .as("a right token is never kept out")
                .isInstanceOf(Entry.Open.class);
        assertThat(admin(doors)).isInstanceOf(Entry.Open.class);
    }

    @Test
    void aTokenEndsByTimeByOrderAndWithItsUserAndMayNoMoreThanBoth() throws IOException {
        var doors = opened();
        var register = doors.register();
        register.add("ann", Role.OPERATOR, PASSWORD);
        var token = register.token("ann", "script", Role.ADMIN, Duration.ofHours(1));
        var shows = "Bearer " + token.secret();
        assertThat(doors.enter(shows, "::1"))
                .isEqualTo(
                        new Entry.Open(
                                new Caller(
                                        "ann",
                                        Role.OPERATOR,
                                        "token " + token.token().id(),
                                        "::1")));
        assertThat(register.tokens().get(0).used()).contains(clock.instant());
        clock.pass(Duration.ofHours(1));
        assertThat(doors.enter(shows, "::1"))
                .isEqualTo(new Entry.Closed("token " + token.token().id() + " is over"));

        var other = register.token("ann", "script", Role.VIEWER, Duration.ofHours(1));
        assertThat(register.tokens()).as("those that are over go").hasSize(1);
        register.revoke(other.token().id());
        assertThat(doors.enter("Bearer " + other.secret(), "::1"))
                .isEqualTo(new Entry.Closed("no such token"));
        register.token("ann", "script", Role.VIEWER, Duration.ofHours(1));
        register.remove("ann");
        assertThat(register.tokens()).isEmpty();
    }

    @Test
    void whatWouldShutEverybodyOutOrIsWeakIsRefused() throws IOException {
        var register = opened().register();
        assertThatThrownBy(() -> register.remove("admin")).hasMessageContaining("the last");
        assertThatThrownBy(() -> register.password("admin", "short")).hasMessageContaining("12");
        assertThatThrownBy(() -> register.add("../x", Role.VIEWER, PASSWORD))
                .hasMessageContaining("no name for a user");
        assertThatThrownBy(() -> register.add("admin", Role.VIEWER, PASSWORD))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> register.token("admin", "x", Role.VIEWER, Duration.ofDays(1000)))
                .hasMessageContaining("400 days");
    }

    @Test
    void aNewPasswordIsTheOnlyOne() throws IOException {
        var doors = opened();
        doors.register().password("admin", "another password");
        assertThat(admin(doors)).isInstanceOf(Entry.Closed.class);
        assertThat(open(Map.of()).enter(basic("admin", "another password"), "::1"))
                .isInstanceOf(Entry.Open.class);
    }
}
